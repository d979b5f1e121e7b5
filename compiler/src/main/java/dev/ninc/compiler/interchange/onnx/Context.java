package dev.ninc.compiler.interchange.onnx;

import dev.ninc.compiler.interchange.layers.Blob;
import dev.ninc.compiler.interchange.layers.LayerOp;
import dev.ninc.compiler.ir.Maps;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is known while a graph is read: each value so far, and the layers that come of it. */
final class Context {

  private static final int MOST_INTEGERS = 64;

  private final long operatorSet;
  private final Optional<Long> images;
  private final NetBuilder net;
  private final Numbers numbers;
  private final Map<String, Integer> uses;
  private final Map<String, Value> values = new HashMap<>();
  private final Set<String> shared = new HashSet<>();

  /**
   * Nothing is known yet.
   *
   * @param images how many the model takes at once; empty where that is left open
   * @param uses how often each value is read, or is a result
   */
  Context(
      long operatorSet,
      Optional<Long> images,
      NetBuilder net,
      Numbers numbers,
      Map<String, Integer> uses) {
    this.operatorSet = operatorSet;
    this.images = images;
    this.net = net;
    this.numbers = numbers;
    this.uses = Map.copyOf(uses);
  }

  long operatorSet() {
    return operatorSet;
  }

  /** Whether this number, as a first dimension, stands for the images; one where that is open. */
  boolean isImages(long dimension) {
    return dimension == Value.Integers.BATCH || dimension == images.orElse(1L);
  }

  NetBuilder net() {
    return net;
  }

  Numbers numbers() {
    return numbers;
  }

  Value value(String name) {
    return values.getOrDefault(name, Value.UNKNOWN);
  }

  /** Whether nothing is known of one of these values: then that was reported. */
  boolean isUnknown(List<String> names) {
    return names.stream().map(this::value).anyMatch(Value.Unknown.class::isInstance);
  }

  /** False where there is a value of this name already. */
  boolean define(String name, Value value) {
    return values.putIfAbsent(name, value) == null;
  }

  /** A node gave this; where that is what an input was, both have the same readers. */
  void share(OnnxNode node, Value result) {
    for (String in : node.in()) {
      boolean same =
          result instanceof Value.Flow to
              && value(in) instanceof Value.Flow from
              && from.place() == to.place();
      if (same && !isSole(in)) {
        shared.add(node.result());
      }
    }
  }

  /** Whether this node alone reads what a layer gives: then it may become a part of the layer. */
  boolean isSole(String name) {
    return uses.getOrDefault(name, 0) <= 1 && !shared.contains(name);
  }

  /** The maps at an input; empty where they are unknown, or no maps, which is reported. */
  Optional<Value.Flow> bordered(NodeReader node, int input) {
    Value value = value(node.node().in().get(input));
    if (value instanceof Value.Flow flow) {
      return Optional.of(flow);
    }
    if (!(value instanceof Value.Unknown)) {
      node.unsupported("The node " + node.title() + " is given a constant instead of maps.");
    }
    return Optional.empty();
  }

  /** The maps at an input, which may have no border. */
  Optional<Value.Flow> flow(NodeReader node, int input) {
    Optional<Value.Flow> flow = bordered(node, input);
    if (flow.isPresent() && !flow.get().border().isNone()) {
      node.unsupported("A Pad can stand in front of Conv, MaxPool or AveragePool alone.");
      return Optional.empty();
    }
    return flow;
  }

  /** The shape of maps at an input. */
  Optional<Maps> maps(Value.Flow flow) {
    return net.shape(flow.place());
  }

  /** The constant at an input; empty where it is unknown, or computed, which is reported. */
  Optional<Value.Array> array(NodeReader node, int input) {
    Value value = value(node.node().in().get(input));
    if (value instanceof Value.Array array) {
      return Optional.of(array);
    }
    if (!(value instanceof Value.Unknown)) {
      node.unsupported(
          "Input " + (input + 1) + " of " + node.title() + " must be a constant of the model.");
    }
    return Optional.empty();
  }

  /** The numbers of the constant at an input. */
  Optional<Blob> blob(NodeReader node, int input) {
    return array(node, input)
        .flatMap(a -> numbers.reals(a.tensor()).map(n -> new Blob(a.dims(), n)));
  }

  /** The one number at an input; empty where there is none. */
  Optional<Float> scalar(NodeReader node, int input) {
    if (!node.node().has(input)) {
      return Optional.empty();
    }
    Optional<Value.Array> array = array(node, input);
    if (array.isPresent() && array.get().size() != 1) {
      node.wrong("input " + (input + 1) + " is no single number");
      return Optional.empty();
    }
    return array.flatMap(a -> numbers.reals(a.tensor())).map(n -> n[0]);
  }

  /** The integers at an input; empty where they are unknown, or none, which is reported. */
  Optional<Value.Integers> integers(NodeReader node, int input) {
    Value value = value(node.node().in().get(input));
    if (value instanceof Value.Integers integers) {
      return Optional.of(integers);
    }
    if (value instanceof Value.Array array) {
      return integers(array).or(() -> noIntegers(node, input));
    }
    return value instanceof Value.Unknown ? Optional.empty() : noIntegers(node, input);
  }

  private static Optional<Value.Integers> noIntegers(NodeReader node, int input) {
    node.unsupported(
        "Input " + (input + 1) + " of " + node.title() + " must be a list of known integers.");
    return Optional.empty();
  }

  /** A short list of integers, or a single one. */
  private Optional<Value.Integers> integers(Value.Array array) {
    boolean whole = array.tensor().element().map(type -> !type.isReal()).orElse(false);
    if (!whole || array.dims().size() > 1 || array.size() > MOST_INTEGERS) {
      return Optional.empty();
    }
    return numbers
        .wholes(array.tensor())
        .filter(all -> Arrays.stream(all).noneMatch(n -> n == Value.Integers.BATCH))
        .map(all -> new Value.Integers(boxed(all), array.dims().isEmpty()));
  }

  private static List<Long> boxed(long[] all) {
    List<Long> boxed = new ArrayList<>();
    for (long value : all) {
      boxed.add(value);
    }
    return boxed;
  }

  /** A layer without weights of its own. */
  Value layer(NodeReader node, LayerOp op, Value.Flow in) {
    return layer(node, op, List.of(in), in.rank());
  }

  /** A layer without weights of its own. */
  Value layer(NodeReader node, LayerOp op, List<Value.Flow> in, int rank) {
    if (!node.isSound()) {
      return Value.UNKNOWN;
    }
    List<Integer> places = in.stream().map(Value.Flow::place).toList();
    return Value.Flow.of(net.add(node, op, places), rank);
  }

  /**
   * A layer with weights.
   *
   * @param named the tensor that it is called after
   */
  Value layer(
      NodeReader node, OnnxTensor named, LayerOp op, Value.Flow in, int rank, List<Blob> arrays) {
    if (!node.isSound()) {
      return Value.UNKNOWN;
    }
    String name = net.labels().weighted(named.name(), node.node());
    net.weights().put(name, arrays);
    return Value.Flow.of(net.add(node, name, op, List.of(in.place())), rank);
  }
}
