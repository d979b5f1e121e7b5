package dev.ninc.compiler.plan.java;

import dev.ninc.compiler.ir.Chain;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.Output;
import dev.ninc.compiler.ir.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The steps of a plan in their order, which is the order of the nodes. */
final class Schedule {

  private final Graph graph;
  private final Aliases aliases;
  private final Placement placement;
  private final Map<Value, Chain> fusedByLast = new HashMap<>();
  private final Set<Value> insideChains;
  private final Set<Value> bordered;
  private final Set<Value> begun = new HashSet<>();
  private final List<Work> work = new ArrayList<>();

  private Schedule(
      Graph graph, Aliases aliases, Placement placement, List<Chain> fused, Set<Value> bordered) {
    this.graph = graph;
    this.aliases = aliases;
    this.placement = placement;
    this.insideChains = between(fused);
    this.bordered = bordered;
    fused.forEach(c -> fusedByLast.put(c.last(), c));
  }

  /** The values inside fused chains: they lie in no region of their own. */
  static Set<Value> between(List<Chain> fused) {
    Set<Value> between = new HashSet<>();
    fused.forEach(c -> between.addAll(c.stages().subList(0, c.stages().size() - 1)));
    return between;
  }

  /**
   * @param bordered the values whose own buffer has a border
   */
  static List<Work> of(
      Graph graph, Aliases aliases, Placement placement, List<Chain> fused, Set<Value> bordered) {
    Schedule schedule = new Schedule(graph, aliases, placement, fused, bordered);
    graph.nodes().forEach(schedule::visit);
    return schedule.work;
  }

  private void visit(Node node) {
    if (!(node.type() instanceof Maps)) {
      return;
    }
    boolean isStep =
        !aliases.isAlias(node.out())
            && !placement.isInPlace(node.out())
            && !insideChains.contains(node.out());
    if (isStep) {
      zeroBorderOf(node);
      work.add(
          new Work(
              node,
              Work.Kind.COMPUTE,
              reads(node),
              Optional.of(node.out()),
              Optional.ofNullable(fusedByLast.get(node.out())),
              -1));
    }
    for (int i = 0; i < graph.outputs().size(); i++) {
      Output output = graph.outputs().get(i);
      if (output.value().equals(node.out())) {
        Value from = aliases.of(output.value());
        work.add(
            new Work(node, Work.Kind.WRITE, List.of(from), Optional.empty(), Optional.empty(), i));
      }
    }
  }

  /** The first step that writes into a buffer with a border finds the border zeroed. */
  private void zeroBorderOf(Node node) {
    Value root = placement.root(node.out());
    if (bordered.contains(root) && begun.add(root)) {
      work.add(new Work(node, Work.Kind.ZERO, List.of(), Optional.of(root), Optional.empty(), -1));
    }
  }

  private List<Value> reads(Node node) {
    Chain chain = fusedByLast.get(node.out());
    Node first = chain == null ? node : graph.node(chain.head());
    return first.op().inputs().stream()
        .filter(v -> graph.node(v).type() instanceof Maps)
        .map(aliases::of)
        .toList();
  }
}
