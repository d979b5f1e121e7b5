package dev.ninc.compiler.verify;

import dev.ninc.compiler.random.RandomNetwork;
import dev.ninc.compiler.random.Reducer;
import java.util.Optional;
import java.util.function.Function;
import org.assertj.core.api.Assertions;

/**
 * What is said of a random network that failed: how to repeat it, and a smaller one.
 *
 * @param trial what is wrong with a network's text; begins with what sort of failure it is
 */
record Blame(RandomNetwork network, Function<String, Optional<String>> trial) {

  /** Seconds for making a failing network smaller: each attempt compiles. */
  private static final int PATIENCE = 90;

  /**
   * Fails the test.
   *
   * @param failure begins with what sort of failure it is
   */
  void fail(long seed, String failure, String command) {
    RandomNetwork reduced = reduced(failure);
    Assertions.fail(
        "%s%nSeed %d. Again: %s%nReduced: %s%n%s%nWhole:%n%s",
        failure,
        seed,
        command,
        trial.apply(reduced.text()).orElse("nothing is wrong with it"),
        reduced.text(),
        network.text());
  }

  /** The smallest network that fails in the same way and is found in time. */
  private RandomNetwork reduced(String failure) {
    long deadline = System.nanoTime() + PATIENCE * 1_000_000_000L;
    String kind = failure.substring(0, 10);
    return Reducer.reduce(
        network,
        n ->
            System.nanoTime() < deadline
                && trial.apply(n.text()).map(f -> f.startsWith(kind)).orElse(false));
  }
}
