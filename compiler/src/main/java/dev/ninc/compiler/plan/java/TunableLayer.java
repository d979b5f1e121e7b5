package dev.ninc.compiler.plan.java;

import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.LayerText;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.plan.Policy;
import dev.ninc.compiler.plan.Tunable;
import dev.ninc.compiler.plan.cost.ConvShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A convolution that can multiply in more ways than one.
 *
 * @param name of the layer
 * @param shape in words, with all that a measurement depends on: {@code 5x5, 96 → 192, ReLU, to
 *     16x16}
 * @param candidates that are worth a look, the direct one first
 * @param possible all that may be asked for
 */
public record TunableLayer(
    String name, String shape, List<Algorithm> candidates, List<Algorithm> possible) {

  /** Rows of the largest tile that is considered: larger ones err more, and waste more. */
  private static final int LARGEST_TILE = 5;

  private static final int LARGEST_POSSIBLE_TILE = 6;

  public TunableLayer {
    candidates = List.copyOf(candidates);
    possible = List.copyOf(possible);
  }

  /** The same with the algorithms' names. */
  public Tunable names() {
    return new Tunable(name, shape, names(candidates), names(possible));
  }

  private static List<String> names(List<Algorithm> algorithms) {
    return algorithms.stream().map(Algorithm::toString).toList();
  }

  /** The layers of an optimized graph, in execution order. */
  public static List<TunableLayer> of(Graph graph) {
    return graph.nodes().stream().flatMap(node -> of(graph, node).stream()).toList();
  }

  /** The algorithm of each layer that has a choice, as a plan under this policy has it. */
  public static List<Algorithm> chosen(Graph graph, Policy policy) {
    var chosen = new AlgorithmChoice(graph, policy, new ArrayList<>()).all();
    return graph.nodes().stream()
        .filter(node -> of(graph, node).isPresent())
        .map(node -> chosen.get(node.out()))
        .toList();
  }

  /** A node as such a layer; empty for other nodes. */
  static Optional<TunableLayer> of(Graph graph, Node node) {
    if (!(node.op() instanceof Op.Conv conv)) {
      return Optional.empty();
    }
    Maps in = graph.node(conv.in()).maps();
    List<Algorithm> possible = possible(conv, in, node.maps());
    String shape =
        LayerText.conv(conv, in.channels(), node.maps().channels())
            + ", to "
            + node.maps().height()
            + "x"
            + node.maps().width();
    return possible.size() == 1
        ? Optional.empty()
        : Optional.of(
            new TunableLayer(
                node.out().name(),
                shape,
                possible.stream().filter(TunableLayer::isCandidate).toList(),
                possible));
  }

  private static List<Algorithm> possible(Op.Conv conv, Maps in, Maps out) {
    List<Algorithm> all = new ArrayList<>();
    all.add(new Algorithm.Direct());
    for (int m = 2; m <= LARGEST_POSSIBLE_TILE; m++) {
      all.add(new Algorithm.FusedWinograd(m));
      all.add(new Algorithm.Winograd(m));
    }
    return all.stream().filter(a -> AlgorithmChoice.isPossible(a, conv, in, out)).toList();
  }

  private static boolean isCandidate(Algorithm algorithm) {
    int m =
        algorithm instanceof Algorithm.Winograd winograd
            ? winograd.m()
            : algorithm instanceof Algorithm.FusedWinograd fused ? fused.m() : 1;
    return m <= LARGEST_TILE;
  }

  /** What the cost of a convolution depends on. */
  static ConvShape shape(Graph graph, Node node, Op.Conv conv) {
    Maps in = graph.node(conv.in()).maps();
    Maps out = node.maps();
    return new ConvShape(
        out.height(),
        out.width(),
        conv.window().height(),
        conv.window().width(),
        in.channels() / conv.groups(),
        out.channels() / conv.groups(),
        conv.groups());
  }
}
