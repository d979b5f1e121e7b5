package dev.ninc.compiler.plan.java;

import dev.ninc.compiler.ir.Chain;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.plan.Choice;
import dev.ninc.compiler.plan.Policy;
import java.util.List;
import java.util.Map;

/**
 * What is decided of a graph before anything has its place: how each convolution multiplies, then
 * which chains run as one loop.
 *
 * @param fused the chains that do; their stages are direct
 */
record Decisions(Algorithms algorithms, List<Chain> fused) {

  /**
   * @param choices gets why
   */
  static Decisions of(Graph graph, Policy policy, List<Choice> choices) {
    Map<Value, Algorithm> chosen = new AlgorithmChoice(graph, policy, choices).all();
    List<Chain> fused = new ChainChoice(graph, policy.chains(), chosen, choices).fused();
    return new Decisions(new Algorithms(graph, chosen), fused);
  }
}
