package dev.ninc.compiler.ir;

import dev.ninc.compiler.source.CompilerBug;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What holds for every graph between two stages:
 *
 * <ul>
 *   <li>values, weights and outputs have unique names, and there is exactly one input;
 *   <li>a node reads only values that stand before it, and its type is what {@link Typing} says;
 *   <li>tensors, being made when the weights are loaded, do not depend on the input;
 *   <li>outputs are maps of the graph;
 *   <li>a chain's stages are convolutions, each but the first pointwise with one group and the only
 *       reader of the one before it, which is no output; no value is in two chains.
 * </ul>
 */
public final class Verifier {

  private final Graph graph;
  private final Map<Value, Node> nodes = new HashMap<>();

  private Verifier(Graph graph) {
    this.graph = graph;
  }

  /**
   * Checks everything.
   *
   * @throws CompilerBug naming the first thing that is wrong
   */
  public static void verify(Graph graph) {
    Verifier verifier = new Verifier(graph);
    graph.nodes().forEach(verifier::node);
    verifier.inputs();
    verifier.params();
    verifier.outputs();
    verifier.chains();
  }

  private void node(Node node) {
    for (Value in : node.op().inputs()) {
      require(nodes.containsKey(in), node, "reads %s, which no node before it gives", in);
      require(
          node.type() instanceof Maps || nodes.get(in).type() instanceof Tensor,
          node,
          "is a tensor but depends on the input through %s",
          in);
    }
    Type type = typeOf(node);
    require(type.equals(node.type()), node, "has the type %s instead of %s", node.type(), type);
    require(!nodes.containsKey(node.out()), node, "gives a value that another node gives");
    nodes.put(node.out(), node);
  }

  private Type typeOf(Node node) {
    try {
      return node.op().match(new Typing(v -> nodes.get(v).type()));
    } catch (IllegalArgumentException e) {
      throw new CompilerBug(where(node) + " is not well typed: " + e.getMessage(), e);
    }
  }

  private void inputs() {
    long count = graph.nodes().stream().filter(n -> n.op() instanceof Op.Input).count();
    require(count == 1, "the graph has %s inputs instead of one", count);
  }

  private void params() {
    Set<String> names = new HashSet<>();
    graph
        .params()
        .forEach(p -> require(names.add(p.name()), "two parameters are named %s", p.name()));
  }

  private void outputs() {
    Set<String> names = new HashSet<>();
    for (Output output : graph.outputs()) {
      String name = output.name();
      require(names.add(name), "two outputs are named %s", name);
      require(nodes.containsKey(output.value()), "output %s is %s, no node", name, output.value());
      require(
          nodes.get(output.value()).type() instanceof Maps,
          "output %s is the tensor %s",
          name,
          output.value());
    }
  }

  private void chains() {
    Map<Value, List<Node>> readers = graph.readers();
    Set<Value> seen = new HashSet<>();
    for (Chain chain : graph.chains()) {
      for (Value stage : chain.stages()) {
        require(nodes.containsKey(stage), "a chain holds %s, no node", stage);
        require(seen.add(stage), "%s is twice in chains", stage);
        Node node = nodes.get(stage);
        require(node.op() instanceof Op.Conv, node, "is in a chain but no convolution");
      }
      for (int i = 1; i < chain.stages().size(); i++) {
        link(chain.stages().get(i - 1), nodes.get(chain.stages().get(i)), readers);
      }
    }
  }

  private void link(Value before, Node stage, Map<Value, List<Node>> readers) {
    Op.Conv conv = (Op.Conv) stage.op();
    require(
        conv.window().isPointwise() && conv.groups() == 1,
        stage,
        "is a later stage of a chain but not pointwise with one group");
    require(conv.in().equals(before), stage, "does not read %s before it in its chain", before);
    require(readers.get(before).size() == 1, nodes.get(before), "has more readers than its chain");
    require(!graph.isOutput(before), nodes.get(before), "is inside a chain and an output");
  }

  private void require(boolean holds, Node node, String what, Object... arguments) {
    if (!holds) {
      throw new CompilerBug(where(node) + " " + what.formatted(arguments));
    }
  }

  private void require(boolean holds, String what, Object... arguments) {
    if (!holds) {
      throw new CompilerBug(graph.name() + ": " + what.formatted(arguments));
    }
  }

  private String where(Node node) {
    return graph.name() + ": " + Printer.name(node.out());
  }
}
