package dev.ninc.compiler.plan.java;

import dev.ninc.compiler.ir.Chain;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.Output;
import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.plan.Aliases;
import dev.ninc.compiler.plan.Placement;
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
  private final Map<Value, Node> nodes;
  private final Aliases aliases;
  private final Placement placement;
  private final Algorithms algorithms;
  private final Map<Value, Chain> fusedByLast = new HashMap<>();
  private final Set<Value> insideChains;
  private final Set<Value> bordered;
  private final Set<Value> begun = new HashSet<>();
  private final List<Work> work = new ArrayList<>();

  private Schedule(
      Graph graph,
      Aliases aliases,
      Placement placement,
      List<Chain> fused,
      Algorithms algorithms,
      Set<Value> bordered) {
    this.algorithms = algorithms;
    this.graph = graph;
    this.nodes = graph.byValue();
    this.aliases = aliases;
    this.placement = placement;
    this.insideChains = between(fused);
    this.bordered = bordered;
    fused.forEach(c -> fusedByLast.put(c.last(), c));
  }

  /** The values inside fused chains: they lie in no region of their own. */
  static Set<Value> between(List<Chain> fused) {
    Set<Value> between = new HashSet<>();
    fused.forEach(c -> between.addAll(between(c)));
    return between;
  }

  /** The values that the stages of a chain hand to each other. */
  static List<Value> between(Chain chain) {
    return chain.stages().subList(0, chain.stages().size() - 1);
  }

  /**
   * @param bordered the values whose own buffer has a border
   */
  static List<Work> of(
      Graph graph,
      Aliases aliases,
      Placement placement,
      List<Chain> fused,
      Algorithms algorithms,
      Set<Value> bordered) {
    Schedule schedule = new Schedule(graph, aliases, placement, fused, algorithms, bordered);
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
      Optional<Chain> chain = Optional.ofNullable(fusedByLast.get(node.out()));
      List<Value> reads = reads(node, chain);
      if (algorithms.hasTilesStep(node.out())) {
        Value tiles = Algorithms.tiles(node.out());
        work.add(new Work.Tiles(node, reads, tiles));
        reads = List.of(tiles);
      }
      work.add(new Work.Compute(node, reads, chain));
    }
    for (int i = 0; i < graph.outputs().size(); i++) {
      Output output = graph.outputs().get(i);
      if (output.value().equals(node.out())) {
        work.add(new Work.Write(node, aliases.of(output.value()), i));
      }
    }
  }

  /** The first step that writes into a buffer with a border finds the border zeroed. */
  private void zeroBorderOf(Node node) {
    Value root = placement.root(node.out());
    if (bordered.contains(root) && begun.add(root)) {
      work.add(new Work.Zero(node, root));
    }
  }

  private List<Value> reads(Node node, Optional<Chain> chain) {
    Node first = chain.map(c -> nodes.get(c.head())).orElse(node);
    return first.op().inputs().stream()
        .filter(v -> nodes.get(v).type() instanceof Maps)
        .map(aliases::of)
        .toList();
  }
}
