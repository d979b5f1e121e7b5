package dev.ninc.compiler.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.Options;
import dev.ninc.compiler.plan.Chains;
import dev.ninc.compiler.plan.Plan;
import dev.ninc.compiler.plan.Policy;
import dev.ninc.compiler.plan.java.ConvolutionKernel;
import dev.ninc.compiler.plan.java.JavaKernel;
import dev.ninc.compiler.testing.Harness;
import dev.ninc.compiler.testing.Harness.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Winograd convolutions with what is easily forgotten. Each case says which kernels its layers must
 * have: were another algorithm taken, the case would show nothing.
 */
class WinogradTest {

  /** Both classes of vector kernels, and the narrowest vectors. */
  private static final List<Machine> MACHINES =
      List.of(Machine.SCALAR, new Machine("vector", 512, 32), new Machine("vector", 128, 16));

  @ParameterizedTest(name = "{0}, F({1}x{1})")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "whole tiles             | 2 | 20x8x8   | conv 3x3 40 pad 1; conv 5x5 64 pad 2; gap | panels",
        "whole tiles             | 6 | 20x12x12 | conv 3x3 40 pad 1; gap                  | panels",
        "tiles that hang over    | 3 | 5x13x7   | conv 3x3 20 pad 1; conv 5x5 50 pad 2    | panels",
        "tiles that hang over    | 4 | 5x13x7   | conv 3x3 20 pad 1; conv 5x5 50 pad 2    | panels",
        "a map within one tile   | 4 | 33x3x2   | conv 3x3 17 pad 1; conv 5x5 33 pad 2    | panels",
        "one column              | 2 | 5x17x1   | conv 3x3 32 pad 1 act leaky(0.1);"
            + " conv 7x7 16 pad 3                                                            | panels",
        "one row                 | 5 | 5x1x17   | conv 3x3 32 pad 1 act relu6 nobias      | panels",
        "pads on four sides      | 3 | 6x9x10   | conv 3x3 20 pad [0, 3, 2, 1];"
            + " conv 5x5 7 pad [4, 0, 1, 2] act linear                                       | panels",
        "one pixel               | 2 | 5x1x1    | conv 5x5 17 pad 2; conv 7x7 70 pad 3    | panels",
        "many outputs            | 2 | 5x4x6    | conv 7x7 16 pad 4 act tanh;"
            + " conv 3x3 160 act sigmoid                                                     | panels",
        "blocks of one panel     | 4 | 20x31x32 | conv 3x3 24 pad 1                       | blocks",
        "blocks of panels        | 2 | 16x66x37 | conv 3x3 80 pad 1                       | blocks",
        "blocks, transformed     | 3 | 30x28x31 | conv 5x5 17 pad 2                       | blocks",
        "one kernel's block      | 6 | 70x7x30  | conv 3x3 9 pad 1                        | blocks",
        "few channels, whole     | 4 | 3x8x8    | conv 5x5 40 pad 2                       | fused",
        "few channels, over      | 2 | 2x9x10   | conv 7x7 16 pad [4, 0, 1, 2] act relu6  | fused",
        "few channels, over      | 3 | 3x9x10   | conv 3x3 20 pad [0, 3, 2, 1]            | fused",
        "few channels, one tile  | 5 | 4x2x3    | conv 3x3 48 pad 1                       | fused",
        "one channel             | 6 | 1x13x1   | conv 3x3 17 pad 1 nobias                | fused",
      })
  void series(String what, int m, String input, String layers, String form) {
    String text = "input " + input + "\n" + layers.replaceAll("; *", "\n") + "\n";
    check(text, (form.equals("fused") ? "fused " : "") + "winograd F(%dx%d)".formatted(m, m), form);
  }

  @ParameterizedTest
  @CsvSource({"2, blocks panels", "4, panels"})
  void branchesAndTwoReaders(int m, String forms) {
    String text =
        """
        input 5x19x11
        stem: conv 3x3 32
        concat {
          conv 3x3 48 pad 1
        } {
          conv 5x5 16 pad 2
        } {
          avgpool 1x1
        }
        conv 3x3 70 pad 1
        output stem
        """;
    check(text, "winograd F(%dx%d)".formatted(m, m), forms);
  }

  private static void check(String text, String algorithm, String forms) {
    Options options =
        Options.DEFAULT.policy(Policy.DEFAULT.chains(Chains.SEPARATE).everywhere(algorithm));
    Harness harness = new Harness("network Test {\n" + text + "}\n", options);
    assertThat(forms(harness.plan(Machine.SCALAR))).containsExactly(forms.split(" "));
    float[][] expected = Trial.run(harness.model(Machine.SCALAR), harness.image(2));
    for (Machine machine : MACHINES) {
      List<Finding> wrong = new ArrayList<>(harness.verify(machine, harness.image(1)).findings());
      wrong.removeIf(Finding::isAllowed);
      assertThat(wrong).as("on %s", machine).isEmpty();
      for (Pieces pieces : Pieces.values()) {
        assertThat(pieces.run(harness.model(machine), harness.image(2), 3))
            .as("%s of %s", pieces, machine)
            .isDeepEqualTo(expected);
      }
    }
  }

  /** How the convolutions multiply. */
  private static TreeSet<String> forms(Plan plan) {
    return plan.run().stream()
        .map(step -> form((JavaKernel) step.kernel()))
        .filter(form -> !form.isEmpty())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String form(JavaKernel kernel) {
    if (kernel instanceof ConvolutionKernel.Winograd winograd) {
      return winograd.form() == ConvolutionKernel.Winograd.Form.BLOCKS ? "blocks" : "panels";
    }
    if (kernel instanceof ConvolutionKernel.FusedWinograd) {
      return "fused";
    }
    return kernel instanceof ConvolutionKernel.Stage ? "direct" : "";
  }
}
