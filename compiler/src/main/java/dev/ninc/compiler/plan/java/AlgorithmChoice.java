package dev.ninc.compiler.plan.java;

import dev.ninc.compiler.ir.Chain;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.plan.Accuracy;
import dev.ninc.compiler.plan.Choice;
import dev.ninc.compiler.plan.Policy;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How each convolution multiplies: from shapes and the caller's policy alone, before anything has a
 * place in memory, and the same for all Java targets.
 */
final class AlgorithmChoice {

  private static final Algorithm DIRECT = new Algorithm.Direct();

  private final Graph graph;
  private final Policy policy;
  private final List<Choice> choices;
  private final Map<Value, Node> nodes;
  private final Set<Value> inOneLoop = new HashSet<>();

  /**
   * @param fused the chains that run as one loop: their stages are direct
   * @param choices gets why, for each convolution for which there was a choice
   */
  AlgorithmChoice(Graph graph, Policy policy, List<Chain> fused, List<Choice> choices) {
    this.graph = graph;
    this.policy = policy;
    this.choices = choices;
    this.nodes = graph.byValue();
    fused.forEach(chain -> inOneLoop.addAll(chain.stages()));
  }

  /** The algorithm of each convolution that runs as a step of its own. */
  Map<Value, Algorithm> all() {
    Map<Value, Algorithm> all = new LinkedHashMap<>();
    for (Node node : graph.nodes()) {
      if (node.op() instanceof Op.Conv conv && !inOneLoop.contains(node.out())) {
        all.put(node.out(), of(node, conv));
      }
    }
    return all;
  }

  private Algorithm of(Node node, Op.Conv conv) {
    if (policy.accuracy() == Accuracy.STRICT) {
      return DIRECT;
    }
    Maps in = nodes.get(conv.in()).maps();
    return Optional.ofNullable(policy.algorithms().get(node.out().name()))
        .or(policy::everywhere)
        .flatMap(Algorithm::parse)
        .filter(wanted -> isPossible(wanted, conv, in, node.maps()))
        .orElse(DIRECT);
  }

  /** Whether an algorithm computes such a convolution. */
  static boolean isPossible(Algorithm algorithm, Op.Conv conv, Maps in, Maps out) {
    if (algorithm instanceof Algorithm.Winograd winograd) {
      return WinogradGrid.isPossible(winograd.m(), conv, in, out);
    }
    return !(algorithm instanceof Algorithm.FusedWinograd fused)
        || WinogradGrid.isPossibleFused(fused.m(), conv, in, out);
  }
}
