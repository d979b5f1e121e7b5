package dev.ninc.compiler.plan.opencl;

import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.plan.Accuracy;
import dev.ninc.compiler.plan.Choice;
import dev.ninc.compiler.plan.Policy;
import dev.ninc.compiler.plan.cost.ConvShape;
import dev.ninc.compiler.plan.cost.DirectWork;
import dev.ninc.compiler.plan.cost.Residence;
import dev.ninc.compiler.plan.cost.Selection;
import dev.ninc.compiler.plan.cost.WinogradWork;
import dev.ninc.compiler.plan.winograd.WinogradGrid;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How each convolution multiplies: from shapes and the caller's policy alone, before anything has a
 * place in memory. On a CPU the estimates are those of the Java targets, whose kernels do the same.
 */
final class AlgorithmChoice {

  /** Rows of the largest tile that is considered: larger ones err more, and waste more. */
  private static final int LARGEST_TILE = 5;

  private final Graph graph;
  private final Policy policy;
  private final DeviceProfile profile;
  private final List<Choice> choices;

  /** Who decided. */
  enum Reason {
    /** The estimates. */
    ESTIMATED,
    /** The policy names the algorithm. */
    ASKED,
    /** The policy wants plain sums. */
    STRICT
  }

  /** One layer's candidates, and why there are no others where the policy has excluded them. */
  private record Layer(Node node, List<Candidate> allowed, List<Candidate> all, Reason reason) {}

  /**
   * @param choices gets why, for each convolution for which there was a choice
   */
  AlgorithmChoice(Graph graph, Policy policy, DeviceProfile profile, List<Choice> choices) {
    this.graph = graph;
    this.policy = policy;
    this.profile = profile;
    this.choices = choices;
  }

  /** The algorithm of each convolution. */
  Map<Value, OpenClAlgorithm> all() {
    List<Layer> layers =
        graph.nodes().stream()
            .filter(node -> node.op() instanceof Op.Conv)
            .map(node -> layer(node, (Op.Conv) node.op()))
            .toList();
    Optional<Selection> onCpu = isCpu() ? Optional.of(selection(layers)) : Optional.empty();
    Map<Value, OpenClAlgorithm> all = new LinkedHashMap<>();
    for (int i = 0; i < layers.size(); i++) {
      Layer layer = layers.get(i);
      int number = i;
      Candidate taken =
          onCpu.map(s -> layer.allowed.get(s.chosen().get(number))).orElseGet(() -> best(layer));
      all.put(layer.node.out(), taken.algorithm());
      if (layer.all.size() > 1) {
        Optional<Residence> weights = onCpu.map(Selection::weights);
        choices.add(
            new AlgorithmReasons(layer.node, layer.all, weights).choice(taken, layer.reason));
      }
    }
    return all;
  }

  private boolean isCpu() {
    return profile.localBytes() == 0;
  }

  private static Selection selection(List<Layer> layers) {
    return Selection.of(
        layers.stream().map(l -> l.allowed.stream().map(Candidate::work).toList()).toList());
  }

  private static Candidate best(Layer layer) {
    return layer.allowed.stream().min(Comparator.comparingDouble(Candidate::onGpu)).orElseThrow();
  }

  private Layer layer(Node node, Op.Conv conv) {
    List<Candidate> all = new ArrayList<>();
    all.add(candidate(new OpenClAlgorithm.Direct(Optional.empty()), node, conv));
    for (int m = 2; m <= LARGEST_TILE; m++) {
      OpenClAlgorithm winograd = new OpenClAlgorithm.Winograd(m, Optional.empty());
      if (isPossible(winograd, node, conv)) {
        all.add(candidate(winograd, node, conv));
      }
    }
    Optional<OpenClAlgorithm> asked =
        Optional.ofNullable(policy.algorithms().get(node.out().name()))
            .or(policy::everywhere)
            .flatMap(OpenClAlgorithm::parse);
    if (policy.accuracy() == Accuracy.STRICT) {
      Optional<String> tile = asked.flatMap(OpenClAlgorithm::tile);
      Candidate direct = candidate(new OpenClAlgorithm.Direct(tile), node, conv);
      all.set(0, direct);
      return new Layer(node, List.of(direct), all, Reason.STRICT);
    }
    return asked
        .filter(wanted -> isPossible(wanted, node, conv))
        .map(wanted -> asked(node, candidate(wanted, node, conv), all))
        .orElseGet(() -> new Layer(node, all, all, Reason.ESTIMATED));
  }

  private static Layer asked(Node node, Candidate wanted, List<Candidate> others) {
    List<Candidate> all = new ArrayList<>(others);
    all.removeIf(c -> c.algorithm().m() == wanted.algorithm().m());
    all.add(wanted.algorithm().m() == 1 ? 0 : all.size(), wanted);
    return new Layer(node, List.of(wanted), all, Reason.ASKED);
  }

  private boolean isPossible(OpenClAlgorithm algorithm, Node node, Op.Conv conv) {
    return algorithm instanceof OpenClAlgorithm.Direct
        || TransformedTiles.isPossible(algorithm.m(), conv, in(conv), node.maps(), profile);
  }

  private Maps in(Op.Conv conv) {
    return graph.node(conv.in()).maps();
  }

  private Candidate candidate(OpenClAlgorithm algorithm, Node node, Op.Conv conv) {
    Maps in = in(conv);
    Maps out = node.maps();
    ConvShape shape =
        new ConvShape(
            out.height(),
            out.width(),
            conv.window().height(),
            conv.window().width(),
            in.channels() / conv.groups(),
            out.channels() / conv.groups(),
            conv.groups());
    int m = algorithm.m();
    return m == 1
        ? new Candidate(algorithm, DirectWork.of(shape), GpuWork.direct(conv, in, out))
        : new Candidate(
            algorithm,
            WinogradWork.of(shape, m),
            GpuWork.winograd(WinogradGrid.of(m, conv, in, out)));
  }
}
