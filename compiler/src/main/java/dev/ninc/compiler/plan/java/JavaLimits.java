package dev.ninc.compiler.plan.java;

import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Tensor;
import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.plan.Aliases;
import dev.ninc.compiler.plan.Excess;
import dev.ninc.compiler.plan.Placement;
import dev.ninc.compiler.plan.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a Java class can't hold: arrays have at most 2³¹ − 1 floats. */
public final class JavaLimits {

  private JavaLimits() {}

  /** The first excess of a graph that is to be planned. */
  public static Optional<Excess> check(Graph graph, Policy policy) {
    Optional<Excess> weights =
        graph.nodes().stream()
            .filter(n -> n.op() instanceof Op.Conv)
            .filter(n -> packed(graph, n) > Integer.MAX_VALUE)
            .findFirst()
            .map(n -> Excess.floats(n, "the padded weights", packed(graph, n)));
    return weights.or(() -> activations(graph, policy));
  }

  private static long packed(Graph graph, Node node) {
    Op.Conv conv = (Op.Conv) node.op();
    Tensor weight = (Tensor) graph.node(conv.weight()).type();
    int outputs = weight.dims().get(0);
    long terms = weight.size() / outputs;
    return terms * conv.groups() * Conv2d.padded(outputs / conv.groups());
  }

  /** The sum of all buffers: no plan needs more, and one that needs as much is beyond use. */
  private static Optional<Excess> activations(Graph graph, Policy policy) {
    Decisions decided = Decisions.of(graph, policy, new ArrayList<>());
    Algorithms algorithms = decided.algorithms();
    Set<Value> inside = Schedule.between(decided.fused());
    Aliases aliases = new Aliases(graph);
    Placement placement = new Placement(graph, aliases, inside);
    Geometry geometry = new Geometry(graph, aliases, placement, inside, algorithms);
    Map<Value, Node> nodes = graph.byValue();
    List<Value> roots =
        graph.nodes().stream()
            .filter(n -> n.type() instanceof Maps)
            .map(n -> placement.root(aliases.of(n.out())))
            .distinct()
            .toList();
    long sum = algorithms.transformed().keySet().stream().mapToLong(geometry::size).sum();
    for (Value root : roots) {
      sum += geometry.size(root);
      if (sum > Integer.MAX_VALUE || sum < 0) {
        return Optional.of(Excess.floats(nodes.get(root), "the activations of one image", sum));
      }
    }
    return Optional.empty();
  }
}
