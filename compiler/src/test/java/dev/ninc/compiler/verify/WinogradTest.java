package dev.ninc.compiler.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.Options;
import dev.ninc.compiler.plan.Chains;
import dev.ninc.compiler.plan.Policy;
import dev.ninc.compiler.testing.Harness;
import dev.ninc.compiler.testing.Harness.Machine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Winograd convolutions of all sizes of tiles, with what is easily forgotten. */
class WinogradTest {

  private static final Map<String, String> CASES = new LinkedHashMap<>();

  static {
    CASES.put("whole tiles", "input 20x12x12\nconv 3x3 40 pad 1\nconv 5x5 64 pad 2\ngap\n");
    CASES.put("tiles that hang over", "input 5x13x7\nconv 3x3 20 pad 1\nconv 5x5 50 pad 2\n");
    CASES.put("a map within one tile", "input 33x3x2\nconv 3x3 17 pad 1\nconv 5x5 33 pad 2\n");
    CASES.put("one column", "input 2x17x1\nconv 3x3 32 pad 1 act leaky(0.1)\nconv 7x7 16 pad 3\n");
    CASES.put("one row", "input 2x1x17\nconv 3x3 32 pad 1 act relu6\nconv 7x7 16 pad 3 nobias\n");
    CASES.put(
        "pads that differ on all four sides",
        "input 3x9x10\nconv 3x3 20 pad [0, 3, 2, 1]\nconv 5x5 7 pad [4, 0, 1, 2] act linear\n");
    CASES.put(
        "branches and two readers",
        """
        input 3x19x21
        stem: conv 3x3 32
        concat {
          conv 3x3 48 pad 1
        } {
          conv 5x5 16 pad 2
        } {
          cccp 16
        }
        conv 3x3 70 pad 1
        output stem
        """);
    CASES.put("one pixel", "input 1x1x1\nconv 3x3 1 pad 1\nconv 5x5 17 pad 2\nconv 7x7 70 pad 3\n");
    CASES.put(
        "many outputs", "input 4x9x16\nconv 7x7 16 pad 5 act tanh\nconv 3x3 160 act sigmoid\n");
    CASES.put(
        "tiles for more than a block, which one kernel takes", "input 70x7x30\nconv 3x3 9 pad 1\n");
    CASES.put("more tiles than the cache holds", "input 30x70x63\nconv 3x3 24 pad 1\n");
  }

  private static final List<String> ALGORITHMS =
      List.of(
          "winograd F(2x2)",
          "winograd F(3x3)",
          "winograd F(4x4)",
          "winograd F(5x5)",
          "winograd F(6x6)",
          "fused winograd F(2x2)",
          "fused winograd F(4x4)");

  @TestFactory
  Stream<DynamicTest> networks() {
    return CASES.keySet().stream()
        .flatMap(
            name ->
                ALGORITHMS.stream()
                    .map(a -> DynamicTest.dynamicTest(name + ", " + a, () -> check(name, a))));
  }

  private static void check(String name, String algorithm) {
    Options options =
        Options.DEFAULT.policy(Policy.DEFAULT.chains(Chains.SEPARATE).everywhere(algorithm));
    Harness harness = new Harness("network Test {\n" + CASES.get(name) + "}\n", options);
    List<float[][]> results = new ArrayList<>();
    List<Machine> machines = new ArrayList<>(Machine.VECTOR);
    machines.add(Machine.SCALAR);
    for (Machine machine : machines) {
      for (Finding f : harness.verify(machine, harness.image(1)).findings()) {
        assertThat(f.isAllowed()).as("%s on %s: %s", f.step(), machine, f).isTrue();
      }
      results.add(Trial.run(harness.model(machine), harness.image(2)));
      for (Pieces pieces : Pieces.values()) {
        results.add(pieces.run(harness.model(machine), harness.image(2), 3));
      }
    }
    results.forEach(r -> assertThat(r).isDeepEqualTo(results.get(0)));
  }
}
