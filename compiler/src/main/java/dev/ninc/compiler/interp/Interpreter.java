package dev.ninc.compiler.interp;

import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Tensor;
import dev.ninc.compiler.ir.Value;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Evaluates a graph in double precision: the definition of every op. Whatever we generate is held
 * against it, within the bounds that it carries beside each number.
 */
public final class Interpreter {

  private final Graph graph;
  private final Map<Value, Node> nodes;
  private final Map<Value, Numbers> tensors = new HashMap<>();

  /**
   * Runs the load phase: everything that depends on weights only.
   *
   * @param weights gives the numbers of each weight, as many as its type says
   * @throws IllegalArgumentException if a weight has another number of elements
   */
  public Interpreter(Graph graph, Function<Op.Param, float[]> weights) {
    this.graph = graph;
    this.nodes = graph.byValue();
    for (Node node : graph.nodes()) {
      if (node.type() instanceof Tensor type) {
        Numbers numbers =
            node.op() instanceof Op.Param param
                ? Numbers.exact(weights.apply(param))
                : evaluate(node, tensors, Optional.empty());
        require(numbers.size(), type.size(), node.out());
        tensors.put(node.out(), numbers);
      }
    }
  }

  /** A weight, or what the load phase made of weights. */
  public Numbers tensor(Value value) {
    Numbers numbers = tensors.get(value);
    if (numbers == null) {
      throw new IllegalArgumentException(value + " is no tensor of " + graph.name());
    }
    return numbers;
  }

  /**
   * All maps of the network for one image, in execution order. The bounds are those of a whole run
   * in float: they grow by Σ |w| from layer to layer, so that after a dozen layers they allow
   * nearly anything. To hold generated code against, use {@link #evaluate}.
   *
   * @param image channels, rows, columns
   * @throws IllegalArgumentException if the image has another size
   */
  public Map<Value, Numbers> run(float[] image) {
    Node input = graph.input();
    require(image.length, input.type().size(), input.out());
    Map<Value, Numbers> all = new LinkedHashMap<>();
    for (Node node : graph.nodes()) {
      if (node.op() instanceof Op.Input) {
        all.put(node.out(), Numbers.exact(image));
      } else if (node.type() instanceof Maps) {
        all.put(node.out(), evaluate(node, all, Optional.empty()));
      }
    }
    return all;
  }

  /**
   * Some nodes only, from maps that something else has computed: with the actual inputs of one step
   * of generated code, the errors of the steps before it do not count.
   *
   * @param covers the nodes, in execution order
   * @param given the maps that they read and that are not among them; taken as exact
   * @return the values of {@code covers}
   */
  public Map<Value, Numbers> evaluate(List<Value> covers, Map<Value, double[]> given) {
    return evaluate(covers, given, Optional.empty());
  }

  /**
   * The same where the nodes are one convolution that may be made tile by tile.
   *
   * @param tiled how it is made
   */
  public Map<Value, Numbers> evaluate(
      List<Value> covers, Map<Value, double[]> given, Optional<TiledSum> tiled) {
    Map<Value, Numbers> known = new HashMap<>();
    given.forEach(
        (value, numbers) -> {
          require(numbers.length, nodes.get(value).type().size(), value);
          known.put(value, Numbers.exact(numbers));
        });
    Map<Value, Numbers> results = new LinkedHashMap<>();
    for (Value value : covers) {
      Numbers numbers = evaluate(nodes.get(value), known, tiled);
      known.put(value, numbers);
      results.put(value, numbers);
    }
    return results;
  }

  private Numbers evaluate(Node node, Map<Value, Numbers> known, Optional<TiledSum> tiled) {
    return node.op().match(new Evaluation(node, nodes, value -> numbers(value, known), tiled));
  }

  private Numbers numbers(Value value, Map<Value, Numbers> known) {
    Numbers numbers = known.getOrDefault(value, tensors.get(value));
    if (numbers == null) {
      throw new IllegalArgumentException(value + " is not given");
    }
    return numbers;
  }

  private static void require(long found, long expected, Value value) {
    if (found != expected) {
      throw new IllegalArgumentException(
          value + " has " + found + " numbers instead of " + expected);
    }
  }
}
