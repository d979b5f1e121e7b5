package dev.ninc.compiler.verify;

import dev.ninc.compiler.Options;
import dev.ninc.compiler.random.RandomNetwork;
import dev.ninc.compiler.random.Reducer;
import dev.ninc.compiler.testing.Harness.Machine;
import java.util.List;
import org.assertj.core.api.Assertions;

/** What is said of a random network that failed: how to repeat it, and a smaller one. */
record Blame(RandomNetwork network, List<Options> options, List<Machine> machines) {

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
        new Trial(reduced.text(), options, machines).failure().orElse("nothing is wrong with it"),
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
                && new Trial(n.text(), options, machines)
                    .failure()
                    .map(f -> f.startsWith(kind))
                    .orElse(false));
  }
}
