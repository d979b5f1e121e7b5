package dev.ninc.cli;

import dev.ninc.compiler.ir.Activation;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.Op;
import dev.ninc.runtime.Prediction;
import java.util.List;

/**
 * Ranks the classes by what a network answers.
 *
 * <p>A network that ends in a softmax or a sigmoid gives probabilities. What another gives are
 * scores; their softmax is taken for probabilities, as training with a softmax loss does.
 *
 * @param labels names of the classes; may be empty
 * @param scores whether the network gives scores instead of probabilities
 */
record Ranking(int classes, List<String> labels, boolean scores) {

  /**
   * A class and what the network thinks of it.
   *
   * @param score what the network gave
   */
  record Guess(int index, String label, double probability, float score) {}

  /**
   * How to rank what a network gives.
   *
   * @param output which of its outputs
   * @param lenient where the output is no list of scores, rank nothing instead of complaining
   */
  static Ranking of(Network network, int output, boolean lenient) throws Mistake {
    Graph graph = network.graph();
    Node last = graph.node(graph.outputs().get(output).value());
    Maps maps = last.maps();
    if (maps.pixels() == 1) {
      List<String> labels =
          network.labels().size() == maps.channels() ? network.labels() : List.of();
      return new Ranking(maps.channels(), labels, !givesProbabilities(last.op()));
    }
    if (lenient) {
      return new Ranking(0, List.of(), true);
    }
    throw new Mistake(
        "`%s` gives %s, not one number for each class, so there is nothing to rank."
            .formatted(graph.name(), maps),
        "end the network with `gap`, or let `--save` write the numbers.");
  }

  private static boolean givesProbabilities(Op op) {
    return op instanceof Op.Softmax
        || op instanceof Op.Activate a && a.act().equals(Activation.SIGMOID)
        || op instanceof Op.Conv c && c.act().equals(Activation.SIGMOID);
  }

  /** The best classes, best first. */
  List<Guess> top(float[] answer, int count) {
    double sum = 0;
    double largest = Double.NEGATIVE_INFINITY;
    for (float score : answer) {
      largest = Math.max(largest, score);
    }
    for (float score : answer) {
      sum += Math.exp(score - largest);
    }
    double shift = largest + Math.log(sum);
    return Prediction.top(answer, 0, classes, labels, count).stream()
        .map(
            p ->
                new Guess(
                    p.index(),
                    p.label(),
                    scores ? Math.exp(p.score() - shift) : p.score(),
                    p.score()))
        .toList();
  }
}
