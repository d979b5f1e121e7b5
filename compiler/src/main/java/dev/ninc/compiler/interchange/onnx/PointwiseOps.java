package dev.ninc.compiler.interchange.onnx;

import dev.ninc.compiler.interchange.layers.Blob;
import dev.ninc.compiler.interchange.layers.LayerOp;
import dev.ninc.compiler.ir.Activation;
import dev.ninc.compiler.ir.Maps;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Operators that leave rows and columns apart: activations, normalizations, and joins. */
final class PointwiseOps {

  /** The language takes no larger constant. */
  private static final float LARGEST_CONSTANT = 1 << 24;

  private final Context context;
  private final NodeReader node;

  PointwiseOps(Context context, NodeReader node) {
    this.context = context;
    this.node = node;
  }

  private Optional<Value.Flow> only(Set<String> attributes, int mostInputs) {
    node.allow(attributes);
    return node.arity(1, mostInputs) ? context.flow(node, 0) : Optional.empty();
  }

  /** A function without parameters. */
  Value activate(Activation function) {
    return only(Set.of(), 1)
        .map(in -> context.layer(node, new LayerOp.Activate(function), in))
        .orElse(Value.UNKNOWN);
  }

  Value leaky() {
    Optional<Value.Flow> in = only(Set.of("alpha"), 1);
    float slope = node.real("alpha", 0.01f);
    if (!(slope >= 0 && slope <= 1)) {
      node.unsupported("Only a LeakyRelu with a slope from 0 to 1 can be imported.");
    }
    Activation function = slope == 0 ? Activation.RELU : Activation.leaky(slope);
    return in.map(i -> context.layer(node, new LayerOp.Activate(function), i))
        .orElse(Value.UNKNOWN);
  }

  /** From 0 to 6 it is a ReLU6, from 0 on a ReLU. Bounds are attributes up to operator set 10. */
  Value clip() {
    boolean late = context.operatorSet() >= 11;
    Optional<Value.Flow> in = only(late ? Set.of() : Set.of("min", "max"), late ? 3 : 1);
    if (in.isEmpty() || !node.isSound()) {
      return Value.UNKNOWN;
    }
    float least =
        late
            ? context.scalar(node, 1).orElse(-Float.MAX_VALUE)
            : node.real("min", -Float.MAX_VALUE);
    float most =
        late ? context.scalar(node, 2).orElse(Float.MAX_VALUE) : node.real("max", Float.MAX_VALUE);
    boolean known = isKnown(1) && isKnown(2);
    if (known && least <= -Float.MAX_VALUE && most >= Float.MAX_VALUE) {
      return in.get();
    }
    if (known && (least != 0 || most != 6 && most < Float.MAX_VALUE)) {
      node.unsupported("Only a Clip from 0 to 6, or from 0 on, can be imported.");
    }
    Activation function = most == 6 ? Activation.RELU6 : Activation.RELU;
    return known ? context.layer(node, new LayerOp.Activate(function), in.get()) : Value.UNKNOWN;
  }

  private boolean isKnown(int input) {
    return !node.node().has(input)
        || !(context.value(node.node().in().get(input)) instanceof Value.Unknown);
  }

  /** The rate is an attribute up to operator set 11, then an input. */
  Value dropout() {
    boolean late = context.operatorSet() >= 12;
    Optional<Value.Flow> in = only(Set.of(late ? "seed" : "ratio"), late ? 3 : 1);
    if (in.isEmpty() || !node.isSound()) {
      return Value.UNKNOWN;
    }
    if (node.node().has(2)) {
      Value training = context.value(node.node().in().get(2));
      if (training instanceof Value.Unknown) {
        return Value.UNKNOWN;
      }
      boolean off =
          training instanceof Value.Array array
              && context
                  .numbers()
                  .wholes(array.tensor())
                  .map(all -> all.length == 1 && all[0] == 0)
                  .orElse(true);
      if (!off) {
        node.unsupported("A Dropout that drops where the network runs cannot be imported.");
      }
    }
    float rate = late ? context.scalar(node, 1).orElse(0.5f) : node.real("ratio", 0.5f);
    if (!(rate >= 0 && rate < 1)) {
      node.wrong("its rate is " + rate + ", not from 0 to below 1");
    }
    return rate == 0 ? in.get() : context.layer(node, new LayerOp.Dropout(rate), in.get());
  }

  /**
   * Up to operator set 12 all that follows the axis is one row of numbers; since then the axis
   * alone is normalized, and it is the last one where none is given.
   */
  Value softmax() {
    Optional<Value.Flow> in = only(Set.of("axis"), 1);
    Optional<Maps> maps = in.flatMap(context::maps);
    if (maps.isEmpty()) {
      return Value.UNKNOWN;
    }
    boolean late = context.operatorSet() >= 13;
    boolean channels = isChannels(node.integer("axis", late ? -1 : 1), in.get().rank());
    if (!channels || !late && maps.get().pixels() > 1) {
      node.unsupported("Only a Softmax over the channels can be imported.");
    }
    return context.layer(node, new LayerOp.Softmax(), in.get());
  }

  private static boolean isChannels(long axis, int rank) {
    return axis == 1 || axis == 1 - rank;
  }

  Value lrn() {
    Optional<Value.Flow> in = only(Set.of("alpha", "beta", "bias", "size"), 1);
    int size = node.integer("size", 0, 1, 1 << 16);
    if (size % 2 == 0) {
      node.unsupported("Only an LRN over an odd number of channels can be imported.");
    }
    float alpha = node.real("alpha", 1e-4f);
    float beta = node.real("beta", 0.75f);
    float bias = node.real("bias", 1);
    boolean possible =
        alpha >= 0
            && beta >= 0
            && bias >= 1e-30f
            && Math.max(alpha, Math.max(beta, bias)) <= LARGEST_CONSTANT;
    if (!possible) {
      node.unsupported("An LRN with a constant below 0, or a huge one, cannot be imported.");
    }
    return in.filter(i -> i.rank() == 4 || misfit())
        .map(i -> context.layer(node, new LayerOp.Lrn(size, alpha, beta, bias), i))
        .orElse(Value.UNKNOWN);
  }

  private boolean misfit() {
    node.misfit("it needs maps, and is given a vector");
    return false;
  }

  /** Inputs: maps, scale, bias, mean and variance, each [C]. */
  Value batchNormalization() {
    node.allow(Set.of("epsilon", "momentum", "spatial", "training_mode"));
    if (!node.arity(5, 5)) {
      return Value.UNKNOWN;
    }
    if (node.flag("training_mode") || node.integer("spatial", 1) != 1) {
      node.unsupported("Only a normalization of each channel by trained statistics is possible.");
    }
    float epsilon = node.real("epsilon", 1e-5f);
    if (!(epsilon >= 0 && epsilon <= LARGEST_CONSTANT)) {
      node.wrong("`epsilon` is " + epsilon);
    }
    Optional<Value.Flow> in = context.flow(node, 0);
    Optional<Maps> maps = in.flatMap(context::maps);
    List<Blob> blobs = new ArrayList<>();
    for (int i = 1; i < 5; i++) {
      context.blob(node, i).ifPresent(blobs::add);
    }
    if (maps.isEmpty() || blobs.size() < 4) {
      return Value.UNKNOWN;
    }
    List<Integer> each = List.of(maps.get().channels());
    for (Blob blob : blobs) {
      if (!blob.dims().equals(each)) {
        node.misfit("statistics " + blob.dims() + " for " + maps.get());
        return Value.UNKNOWN;
      }
    }
    return normalized(in.get(), blobs, epsilon);
  }

  private Value normalized(Value.Flow in, List<Blob> blobs, float epsilon) {
    if (!node.isSound()) {
      return Value.UNKNOWN;
    }
    OnnxTensor scale = context.array(node, 1).orElseThrow().tensor();
    String name = context.net().labels().weighted(scale.name(), node.node());
    String statistics = name + "#statistics";
    context.net().weights().put(name, blobs.subList(0, 2));
    Blob one = new Blob(List.of(1), new float[] {1});
    context.net().weights().put(statistics, List.of(blobs.get(2), blobs.get(3), one));
    LayerOp.Norm norm =
        new LayerOp.Norm(
            Optional.of(new LayerOp.Norm.Statistics(statistics, node.span(), epsilon)),
            Optional.of(new LayerOp.Norm.Gain(name, node.span(), true, true)));
    return Value.Flow.of(context.net().add(node, name, norm, List.of(in.place())), in.rank());
  }

  Value concat() {
    node.allow(Set.of("axis"));
    if (!node.several() || context.isUnknown(node.node().in())) {
      return Value.UNKNOWN;
    }
    List<Value.Flow> in = flows();
    if (in.size() < node.node().in().size()) {
      return Value.UNKNOWN;
    }
    if (!node.has("axis")) {
      node.wrong("it has no `axis`");
    } else if (!isChannels(node.integer("axis", 1), in.get(0).rank())) {
      node.unsupported("Only channels, the axis 1, can be joined by Concat.");
    }
    if (!node.isSound()) {
      return Value.UNKNOWN;
    }
    return in.size() == 1 ? in.get(0) : joined(new LayerOp.Concat(), in);
  }

  /** The sum of maps. */
  Value sum() {
    node.allow(Set.of());
    if (!node.several() || context.isUnknown(node.node().in())) {
      return Value.UNKNOWN;
    }
    List<Value.Flow> in = flows();
    if (in.size() < node.node().in().size()) {
      return Value.UNKNOWN;
    }
    return in.size() == 1 ? in.get(0) : joined(new LayerOp.Add(), in);
  }

  private List<Value.Flow> flows() {
    List<Value.Flow> flows = new ArrayList<>();
    for (int i = 0; i < node.node().in().size(); i++) {
      context.flow(node, i).ifPresent(flows::add);
    }
    return flows;
  }

  private Value joined(LayerOp op, List<Value.Flow> in) {
    int rank = in.get(0).rank();
    if (in.stream().anyMatch(flow -> flow.rank() != rank)) {
      node.misfit("one input is a vector, another is not");
    }
    if (in.stream().anyMatch(flow -> context.maps(flow).isEmpty())) {
      return Value.UNKNOWN;
    }
    return context.layer(node, op, in, rank);
  }
}
