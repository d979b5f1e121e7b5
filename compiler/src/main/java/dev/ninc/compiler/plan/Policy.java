package dev.ninc.compiler.plan;

import java.util.Map;
import java.util.Optional;

/**
 * What the caller may decide about a plan.
 *
 * @param chains how the stages of a 1x1 chain run
 * @param accuracy how exact the kernels have to be
 * @param algorithms for layers by name, in the text form of the target's algorithms: what a
 *     measurement found to be fast. A layer that is missing here, or for which its algorithm is not
 *     possible, gets what the planner finds better
 * @param everywhere an algorithm that is taken for each layer where it is possible: for tests
 */
public record Policy(
    Chains chains, Accuracy accuracy, Map<String, String> algorithms, Optional<String> everywhere) {

  public static final Policy DEFAULT =
      new Policy(Chains.AUTO, Accuracy.NORMAL, Map.of(), Optional.empty());

  public Policy {
    algorithms = Map.copyOf(algorithms);
  }

  public Policy chains(Chains how) {
    return new Policy(how, accuracy, algorithms, everywhere);
  }

  public Policy accuracy(Accuracy wanted) {
    return new Policy(chains, wanted, algorithms, everywhere);
  }

  public Policy algorithms(Map<String, String> byLayer) {
    return new Policy(chains, accuracy, byLayer, everywhere);
  }

  public Policy everywhere(String algorithm) {
    return new Policy(chains, accuracy, algorithms, Optional.of(algorithm));
  }
}
