package dev.ninc.compiler.plan.java;

import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.plan.Accuracy;
import dev.ninc.compiler.plan.Chains;
import dev.ninc.compiler.plan.Choice;
import dev.ninc.compiler.plan.Policy;
import dev.ninc.compiler.plan.cost.ConvShape;
import dev.ninc.compiler.plan.cost.DirectWork;
import dev.ninc.compiler.plan.cost.Selection;
import dev.ninc.compiler.plan.cost.WinogradWork;
import java.util.ArrayList;
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
  private final Set<Value> inOneLoop = new HashSet<>();

  /** One layer's candidates, and why there are no others where the policy has excluded them. */
  private record Layer(Node node, List<Candidate> allowed, List<Candidate> all, Reason reason) {}

  /** Who decided. */
  enum Reason {
    /** The estimates. */
    ESTIMATED,
    /** The policy names the algorithm. */
    ASKED,
    /** The policy wants plain sums. */
    STRICT,
    /** The policy wants one loop over the stages of a chain. */
    ONE_LOOP
  }

  /**
   * @param choices gets why, for each convolution for which there was a choice
   */
  AlgorithmChoice(Graph graph, Policy policy, List<Choice> choices) {
    this.graph = graph;
    this.policy = policy;
    this.choices = choices;
    if (policy.chains() == Chains.FUSED) {
      graph.chains().forEach(chain -> inOneLoop.addAll(chain.stages()));
    }
  }

  /** The algorithm of each convolution. */
  Map<Value, Algorithm> all() {
    List<Layer> layers =
        graph.nodes().stream()
            .filter(node -> node.op() instanceof Op.Conv)
            .map(node -> layer(node, (Op.Conv) node.op()))
            .toList();
    Selection selection =
        Selection.of(
            layers.stream()
                .map(layer -> layer.allowed.stream().map(Candidate::work).toList())
                .toList());
    Map<Value, Algorithm> all = new LinkedHashMap<>();
    for (int i = 0; i < layers.size(); i++) {
      Layer layer = layers.get(i);
      Candidate taken = layer.allowed.get(selection.chosen().get(i));
      all.put(layer.node.out(), taken.algorithm());
      if (layer.all.size() > 1) {
        choices.add(
            new AlgorithmReasons(layer.node, layer.all, selection.weights())
                .choice(taken, layer.reason));
      }
    }
    return all;
  }

  private Layer layer(Node node, Op.Conv conv) {
    ConvShape shape = TunableLayer.shape(graph, node, conv);
    List<Candidate> all =
        TunableLayer.of(graph, node).map(TunableLayer::candidates).orElse(List.of(DIRECT)).stream()
            .map(algorithm -> candidate(algorithm, shape))
            .toList();
    Candidate direct = all.get(0);
    if (policy.accuracy() == Accuracy.STRICT) {
      return new Layer(node, List.of(direct), all, Reason.STRICT);
    }
    Optional<Algorithm> asked = asked(node, conv);
    if (asked.isPresent()) {
      Candidate candidate = candidate(asked.get(), shape);
      return new Layer(node, List.of(candidate), with(all, candidate), Reason.ASKED);
    }
    return inOneLoop.contains(node.out())
        ? new Layer(node, List.of(direct), all, Reason.ONE_LOOP)
        : new Layer(node, all, all, Reason.ESTIMATED);
  }

  /** What the policy names for a layer, if the layer can be computed so. */
  private Optional<Algorithm> asked(Node node, Op.Conv conv) {
    Maps in = graph.node(conv.in()).maps();
    Optional<String> everywhere =
        inOneLoop.contains(node.out()) ? Optional.empty() : policy.everywhere();
    return Optional.ofNullable(policy.algorithms().get(node.out().name()))
        .or(() -> everywhere)
        .flatMap(Algorithm::parse)
        .filter(wanted -> isPossible(wanted, conv, in, node.maps()));
  }

  private static List<Candidate> with(List<Candidate> all, Candidate further) {
    if (all.contains(further)) {
      return all;
    }
    List<Candidate> more = new ArrayList<>(all);
    more.add(further);
    return more;
  }

  private static Candidate candidate(Algorithm algorithm, ConvShape shape) {
    if (algorithm instanceof Algorithm.Winograd winograd) {
      return new Candidate(algorithm, WinogradWork.of(shape, winograd.m()));
    }
    return algorithm instanceof Algorithm.FusedWinograd fused
        ? new Candidate(algorithm, WinogradWork.fused(shape, fused.m()))
        : new Candidate(algorithm, DirectWork.of(shape));
  }

  /** Whether an algorithm computes such a convolution. */
  static boolean isPossible(Algorithm algorithm, Op.Conv conv, Maps in, Maps out) {
    if (algorithm instanceof Algorithm.Winograd winograd) {
      return WinogradLayout.isPossible(winograd.m(), conv, in, out);
    }
    return !(algorithm instanceof Algorithm.FusedWinograd fused)
        || WinogradLayout.isPossibleFused(fused.m(), conv, in, out);
  }
}
