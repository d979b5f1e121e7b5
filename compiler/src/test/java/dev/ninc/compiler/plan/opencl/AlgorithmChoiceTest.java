package dev.ninc.compiler.plan.opencl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.Ninc;
import dev.ninc.compiler.Options;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.plan.Accuracy;
import dev.ninc.compiler.plan.Choice;
import dev.ninc.compiler.plan.Kernel;
import dev.ninc.compiler.plan.Plan;
import dev.ninc.compiler.plan.Policy;
import dev.ninc.compiler.plan.Step;
import dev.ninc.compiler.testing.Harness;
import dev.ninc.compiler.testing.Samples;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How convolutions multiply on a device: by whose wish, and what is not possible. */
class AlgorithmChoiceTest {

  private static final String NETWORK =
      """
      network Choice {
        input 3x24x24
        conv 5x5 96 pad 2
        conv 5x5 192 pad 2
        conv 3x3 64 stride 2
        conv 3x3 64 group 4 pad 1
        cccp 20
        conv 3x3 64 pad 1
      }
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "direct",
        "direct tile 64x64 4x4",
        "winograd F(4x4)",
        "winograd F(2x2) tile 64x64 8x4"
      })
  void textCanBeReadBack(String text) {
    assertThat(OpenClAlgorithm.parse(text)).hasToString(Optional.of(text).toString());
  }

  @Test
  void aTileAloneIsDirect() {
    assertThat(OpenClAlgorithm.parse("tile 64x64 4x4"))
        .contains(new OpenClAlgorithm.Direct(Optional.of("tile 64x64 4x4")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "direct ",
        "directtile 64x64 4x4",
        "winograd F(4x3)",
        "fused winograd F(4x4)"
      })
  void otherTextIsNone(String text) {
    assertThat(OpenClAlgorithm.parse(text)).isEmpty();
  }

  /** The layers that matter most have four tenths of their multiplications left, or less. */
  @ParameterizedTest
  @EnumSource
  void estimatesTakeWinograd(OpenClTarget target) throws IOException {
    Graph graph =
        Ninc.optimize(
                Samples.network(Path.of("../samples/models/nin-cifar10.nin")), Options.DEFAULT)
            .graph();
    Plan plan = OpenClPlanner.plan(graph, target, Policy.DEFAULT);
    assertThat(kernel(plan, "mlpconv2.0").summary()).startsWith("winograd F(4x4, 5x5)");
    assertThat(kernel(plan, "mlpconv3.0").summary()).startsWith("winograd F(4x4, 3x3)");
    assertThat(reason(plan, "mlpconv2.0"))
        .startsWith("winograd F(4x4, 5x5): fastest by estimate; 18.9 M multiplications instead of");
  }

  @ParameterizedTest
  @EnumSource
  void strictAccuracyIsDirect(OpenClTarget target) {
    Policy strict = Policy.DEFAULT.everywhere("winograd F(2x2)").accuracy(Accuracy.STRICT);
    Plan plan = OpenClPlanner.plan(graph(), target, strict);
    assertThat(plan.run()).noneMatch(s -> s.kernel() instanceof ConvolutionKernel.WinogradPatches);
    assertThat(reason(plan, "conv2"))
        .isEqualTo("direct: each term is multiplied, as strict accuracy wants it");
  }

  @ParameterizedTest
  @EnumSource
  void aLayerGetsWhatIsAskedForWhereItIsPossible(OpenClTarget target) {
    Policy asked =
        Policy.DEFAULT.algorithms(
            Map.of(
                "conv2",
                "winograd F(2x2)",
                "conv3",
                "winograd F(2x2)",
                "conv4",
                "winograd F(2x2)"));
    Plan plan = OpenClPlanner.plan(graph(), target, asked);
    assertThat(kernel(plan, "conv2").summary()).startsWith("winograd F(2x2, 5x5)");
    assertThat(reason(plan, "conv2")).startsWith("winograd F(2x2, 5x5): as asked; ");
    assertThat(List.of("conv3", "conv4"))
        .allMatch(layer -> kernel(plan, layer).summary().startsWith("direct"));
  }

  /** What is brought into local memory together must be channels of one point. */
  @Test
  void oddChannelsAreDirectOnAGpu() {
    Policy everywhere = Policy.DEFAULT.everywhere("winograd F(4x4)");
    Plan gpu = OpenClPlanner.plan(graph(), OpenClTarget.GPU, everywhere);
    Plan cpu = OpenClPlanner.plan(graph(), OpenClTarget.CPU, everywhere);
    for (String layer : List.of("conv1", "conv5")) {
      assertThat(kernel(gpu, layer).summary()).startsWith("direct");
      assertThat(kernel(cpu, layer).summary()).startsWith("winograd F(4x4, ");
    }
  }

  private static Graph graph() {
    return Ninc.optimize(Harness.check(NETWORK, Options.DEFAULT), Options.DEFAULT).graph();
  }

  private static Kernel kernel(Plan plan, String layer) {
    return plan.run().stream()
        .filter(s -> s.id().equals(layer))
        .map(Step::kernel)
        .findFirst()
        .orElseThrow();
  }

  private static String reason(Plan plan, String layer) {
    return plan.choices().stream()
        .filter(c -> c.step().equals(layer))
        .map(Choice::taken)
        .findFirst()
        .orElseThrow();
  }
}
