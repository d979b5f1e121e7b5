package dev.ninc.compiler.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.Options;
import dev.ninc.compiler.plan.Policy;
import dev.ninc.compiler.testing.Harness.Machine;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Winograd convolutions, forced wherever they are possible: each step within its bounds, and all
 * machines give the same bits.
 */
class WinogradKernelTest {

  private static final List<String> ALGORITHMS =
      Stream.of(2, 3, 4, 5, 6)
          .flatMap(
              m ->
                  Stream.of("winograd F(%dx%d)", "fused winograd F(%dx%d)")
                      .map(f -> f.formatted(m, m)))
          .toList();

  private static final List<String> NETWORKS =
      List.of(
          "input 3x13x11\nconv 5x5 37 pad 2\nconv 3x3 50 pad 1\nconv 3x3 20 pad [0, 2, 1, 1]\n",
          "input 1x1x1\nconv 3x3 1 pad 1\nconv 5x5 17 pad 2 act linear\nconv 7x7 70 pad 3\n",
          "input 4x9x16\nconv 7x7 16 pad 5 nobias\nconv 3x3 33 act leaky(0.1)\nconv 5x5 64 pad 2 act tanh\n",
          "input 2x40x3\nconcat {\n conv 3x3 16 pad 1\n} {\n conv 5x5 48 pad 2\n}\nadd {\n conv 3x3 64 pad 1\n} {\n conv 5x5 64 pad 2\n}\n",
          "input 3x24x20\nconv 5x5 24 pad 2\nconv 3x3 150 pad 1\nmaxpool 2x2\nconv 3x3 8 pad 1\n");

  @TestFactory
  Stream<DynamicTest> forced() {
    return ALGORITHMS.stream()
        .map(
            algorithm ->
                DynamicTest.dynamicTest(
                    algorithm,
                    () -> {
                      Options options =
                          Options.DEFAULT.policy(Policy.DEFAULT.everywhere(algorithm));
                      for (String layers : NETWORKS) {
                        assertThat(
                                new Trial(
                                        "network Case {\n" + layers + "}\n",
                                        List.of(options),
                                        Machine.VECTOR)
                                    .failure())
                            .as(layers)
                            .isEmpty();
                      }
                    }));
  }
}
