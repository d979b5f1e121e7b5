package dev.ninc.compiler.plan.java;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.Ninc;
import dev.ninc.compiler.Options;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.plan.Accuracy;
import dev.ninc.compiler.plan.Chains;
import dev.ninc.compiler.plan.Choice;
import dev.ninc.compiler.plan.Plan;
import dev.ninc.compiler.plan.Policy;
import dev.ninc.compiler.plan.Step;
import dev.ninc.compiler.plan.winograd.WinogradError;
import dev.ninc.compiler.testing.Samples;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which algorithms plans have, and what they say about it. */
class AlgorithmChoiceTest {

  private static Network sample(String name) throws IOException {
    return Ninc.optimize(
        Samples.network(
            Samples.all().stream()
                .filter(p -> p.endsWith(name + ".nin"))
                .findFirst()
                .orElseThrow()),
        Options.DEFAULT);
  }

  private static Plan plan(String sample, Policy policy) throws IOException {
    return Ninc.plan(sample(sample), JavaTarget.VECTOR_32, Options.DEFAULT.policy(policy));
  }

  private static List<String> chosen(String sample, Policy policy) throws IOException {
    Graph graph = sample(sample).graph();
    return TunableLayer.chosen(graph, policy).stream().map(Algorithm::toString).toList();
  }

  /** The choices that measurements of these layers found best. */
  @ParameterizedTest
  @CsvSource({
    "nin-cifar10-caffe, fused winograd F(4x4), winograd F(4x4), winograd F(4x4)",
    "nin-imagenet, winograd F(4x4), winograd F(5x5), winograd F(2x2)",
  })
  void theLayersOfNin(String sample, String first, String second, String third) throws IOException {
    assertThat(chosen(sample, Policy.DEFAULT)).containsExactly(first, second, third);
  }

  @Test
  void strictAccuracyKeepsToPlainSums() throws IOException {
    Policy strict =
        Policy.DEFAULT
            .accuracy(Accuracy.STRICT)
            .everywhere("winograd F(2x2)")
            .algorithms(Map.of("conv2", "winograd F(4x4)"));
    assertThat(chosen("nin-imagenet", strict)).containsOnly("direct");
    assertThat(plan("nin-imagenet", strict).run())
        .noneMatch(s -> s.kernel() instanceof ConvolutionKernel.Winograd);
  }

  @Test
  void whatATuningNamesIsTaken() throws IOException {
    Policy named = Policy.DEFAULT.algorithms(Map.of("conv2", "direct", "conv3", "winograd F(3x3)"));
    assertThat(chosen("nin-imagenet", named))
        .containsExactly("direct", "winograd F(3x3)", "winograd F(2x2)");
  }

  @Test
  void whatIsAskedForEverywhereIsTakenWhereItIsPossible() throws IOException {
    assertThat(chosen("nin-imagenet", Policy.DEFAULT.everywhere("winograd F(6x6)")))
        .containsExactly("winograd F(4x4)", "winograd F(6x6)", "winograd F(6x6)"); // 5x5: too large
  }

  @Test
  void allTargetsHaveTheSame() throws IOException {
    Network network = sample("nin-imagenet");
    List<String> first = kernels(Ninc.plan(network, JavaTarget.SCALAR, Options.DEFAULT));
    assertThat(kernels(Ninc.plan(network, JavaTarget.VECTOR_16, Options.DEFAULT))).isEqualTo(first);
    assertThat(first).contains("Winograd", "Direct");
  }

  private static List<String> kernels(Plan plan) {
    return plan.run().stream().map(s -> s.kernel().getClass().getSimpleName()).toList();
  }

  /** Behind a Winograd convolution, the rest of its chain may still run as one loop. */
  @Test
  void chainsBeginBehindWinogradConvolutions() throws IOException {
    Policy policy = Policy.DEFAULT.chains(Chains.FUSED);
    assertThat(stages(plan("nin-imagenet", policy), "cccp4")).isEqualTo(3);
    Plan tuned = plan("nin-imagenet", policy.algorithms(Map.of("conv2", "winograd F(4x4)")));
    assertThat(stages(tuned, "cccp4")).isEqualTo(2);
    assertThat(stages(tuned, "cccp6")).isEqualTo(3);
  }

  private static int stages(Plan plan, String step) {
    Step found = plan.run().stream().filter(s -> s.id().equals(step)).findFirst().orElseThrow();
    return found.covers().size();
  }

  @Test
  void theReasonHasNumbers() throws IOException {
    Choice choice = choice(plan("nin-cifar10-caffe", Policy.DEFAULT), "conv2");
    assertThat(choice.taken())
        .isEqualTo(
            "winograd F(4x4, 5x5): fastest by estimate; 18.9 M multiplications instead of 118.0 M,"
                + " 4.5 MiB of weights from the cache instead of 1.8 MiB, "
                + WinogradError.of(4, 5));
    assertThat(choice.others())
        .hasSize(3)
        .allMatch(o -> o.matches(".*: would take \\d+\\.\\d\\d x as long, with .*"))
        .anyMatch(o -> o.startsWith("direct: would take 4.") && o.contains("118.0 M"));
  }

  @Test
  void whatWasAskedForIsSaid() throws IOException {
    Policy named = Policy.DEFAULT.algorithms(Map.of("conv2", "direct"));
    assertThat(choice(plan("nin-cifar10-caffe", named), "conv2").taken())
        .startsWith("direct: as asked; 118.0 M multiplications");
    assertThat(
            choice(plan("nin-cifar10-caffe", Policy.DEFAULT.accuracy(Accuracy.STRICT)), "conv2")
                .taken())
        .startsWith("direct: each term is multiplied, as strict accuracy wants it");
  }

  private static Choice choice(Plan plan, String step) {
    return plan.choices().stream().filter(c -> c.step().equals(step)).findFirst().orElseThrow();
  }

  @Test
  void layersWithoutAChoiceAreNotTunable() throws IOException {
    assertThat(TunableLayer.of(sample("mobilenet").graph())).isEmpty();
    assertThat(TunableLayer.of(sample("nin-imagenet").graph()))
        .extracting(TunableLayer::name)
        .containsExactly("conv2", "conv3", "conv4-1024"); // conv1 strides
  }

  @Test
  void anAlgorithmsTextIsReadBack() throws IOException {
    for (TunableLayer layer : TunableLayer.of(sample("nin-cifar10-caffe").graph())) {
      assertThat(layer.possible()).containsAll(layer.candidates());
      for (Algorithm algorithm : layer.possible()) {
        assertThat(Algorithm.parse(algorithm.toString())).contains(algorithm);
      }
    }
  }
}
