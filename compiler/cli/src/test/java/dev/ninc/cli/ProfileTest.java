package dev.ninc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.Ninc;
import dev.ninc.compiler.Options;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.plan.Plan;
import dev.ninc.compiler.plan.Policy;
import dev.ninc.compiler.plan.java.JavaTarget;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is made of measurements: here they are given. */
class ProfileTest {

  private static final String TEXT =
      """
      network Net {
        input 16x8x8
        conv 3x3 32 pad 1
        maxpool 2x2 stride 2
        fc 10
        softmax
      }
      """;

  private final Network network = network();
  private final Plan plan = plan("direct");

  private Plan plan(String algorithm) {
    Options options = Options.DEFAULT.policy(Policy.DEFAULT.everywhere(algorithm));
    return Ninc.plan(Ninc.optimize(network, options), JavaTarget.VECTOR_32, options);
  }

  /** A machine of 100 GFLOP/s and 10 GB/s. */
  private static final Limits LIMITS = new Limits(1, 100e9, 10e9);

  private static Network network() {
    try {
      return Ninc.check(path -> Optional.of(TEXT), "net.nin", Options.DEFAULT).orThrow();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Each step takes ten microseconds. */
  private Profile profile(Profile.Setting setting) {
    return profile(setting, LIMITS);
  }

  private Profile profile(Profile.Setting setting, Limits limits) {
    List<Double> seconds = Collections.nCopies(plan.run().size(), 10e-6);
    Stopwatch.Times times = new Stopwatch.Times(seconds, 60e-6, 99, true);
    return new Profile(
        network,
        "vector (all of it)",
        setting,
        Profile.layers(plan, seconds, limits),
        times,
        limits,
        1 << 20);
  }

  @Test
  void stepsOfALayerAreOne() {
    Profile profile = profile(new Profile.Setting(1, 1));
    assertThat(profile.layers().stream().map(LayerTime::name))
        .containsExactly("input", "conv1", "maxpool1", "fc1", "softmax1");
    LayerTime input = profile.layers().get(0);
    assertThat(input.parts().stream().map(p -> p.work().step().id()))
        .containsExactly("input:border", "input");
    assertThat(input.seconds()).isEqualTo(20e-6);
    assertThat(input.line()).isEqualTo(2);
    assertThat(profile.sum()).isEqualTo(plan.run().size() * 10e-6);
  }

  @Test
  void soAreTransformedTilesAndTheirProducts() {
    Plan winograd = plan("winograd F(4x4)");
    List<Double> seconds = Collections.nCopies(winograd.run().size(), 10e-6);
    LayerTime conv = Profile.layers(winograd, seconds, LIMITS).get(1);
    assertThat(conv.parts().stream().map(p -> p.work().step().id()))
        .containsExactly("conv1:tiles", "conv1");
    assertThat(conv.kernel()).contains("F(4x4");
    assertThat(conv.macs()).isEqualTo(8 * 8 * 9 * 16 * 32);
  }

  @Test
  void workIsThatOfTheLayers() {
    LayerTime conv = profile(new Profile.Setting(1, 1)).layers().get(1);
    assertThat(conv.macs()).isEqualTo(8 * 8 * 9 * 16 * 32);
    assertThat(conv.bytes()).isEqualTo(4 * (16 * 64 + 32 * 64 + 9 * 16 * 32 + 32));
    assertThat(conv.flops()).isEqualTo(2.0 * 8 * 8 * 9 * 16 * 32 / 10e-6);
    assertThat(conv.peakShare()).isEqualTo(conv.flops() / 100e9);
    assertThat(conv.isMemoryBound()).isFalse();
  }

  @Test
  void whatMovesMoreThanItComputesIsMemoryBound() {
    List<LayerTime> layers = profile(new Profile.Setting(1, 1)).layers();
    LayerTime fc = layers.get(3);
    assertThat(fc.macs()).isEqualTo(32 * 16 * 10);
    assertThat(fc.isMemoryBound()).as("20 KB in 10 µs").isFalse();
    LayerTime quick =
        new LayerTime("fc1", 5, "", List.of(new LayerTime.Part(work(fc), 4e-6)), LIMITS);
    assertThat(quick.isMemoryBound()).as("20 KB in 4 µs").isTrue();
    LayerTime softmax = layers.get(4);
    assertThat(softmax.isMemoryBound()).as("it has to compute as well").isFalse();
  }

  private static StepWork work(LayerTime layer) {
    return layer.parts().get(0).work();
  }

  @Test
  void theTableForPeople() {
    List<String> lines = new ProfileTable(profile(new Profile.Setting(2, 8))).lines();
    assertThat(lines)
        .contains(
            "Net: vector (all of it), Java "
                + Runtime.version().feature()
                + ", 2 threads, 8 images a run")
        .contains("Each image has a thread of its own: steps are held against one thread's peak.");
    assertThat(String.join("\n", lines))
        .containsPattern("\n   3  conv1 +direct \\d+ px x 32 +10.0 +\\d+.\\d % +59.0 +59.0 %")
        .containsPattern("\na whole run +60.0 µs  for one image: 16,667 images/s, ");
  }

  @Test
  void fewerMultiplicationsAreExplained() {
    Profile.Setting one = new Profile.Setting(1, 1);
    String words = "GFLOP/s count each multiplication of a layer: a kernel that does fewer may";
    assertThat(String.join("\n", new ProfileTable(profile(one)).lines())).doesNotContain(words);
    Profile beyond = profile(one, new Limits(1, 30e9, 10e9));
    assertThat(String.join("\n", new ProfileTable(beyond).lines())).contains(words, "196.6 %");
    assertThat(new ProfileChart(beyond).svg()).contains("class=\"beyond\"", "197 % of peak");
  }

  @Test
  void thePictureHasTheLayersInOrder() {
    String svg = new ProfileChart(profile(new Profile.Setting(1, 1))).svg();
    assertThat(svg)
        .containsSubsequence(">input<", ">conv1<", ">maxpool1<", ">fc1<", ">softmax1<")
        .contains("59 % of peak", "60.0 µs for one image: 16,667 images/s");
  }

  @Test
  void timesAreSteadyWhenThreeRoundsAgree() {
    assertThat(Stopwatch.isSteady(List.of(1.0, 1.0))).isFalse();
    assertThat(Stopwatch.isSteady(List.of(9.0, 1.0, 1.01, 1.02))).isTrue();
    assertThat(Stopwatch.isSteady(List.of(1.0, 1.1, 1.0))).isFalse();
    assertThat(Stopwatch.isSteady(List.of(1.0, Double.NaN, 1.0))).as("compiling").isFalse();
  }

  @Test
  void theMachineIsMeasured() throws Exception {
    Probe probe = Probe.of(1 << 20);
    Limits limits = probe.measure(2, 0.4);
    assertThat(probe.lanes()).isBetween(4, 16);
    assertThat(probe.bytes()).isEqualTo(1 << 20);
    assertThat(limits.flops()).isBetween(1e8, 1e13);
    assertThat(limits.bandwidth()).isBetween(1e8, 1e13);
    assertThat(Probe.of(1).bytes()).isEqualTo(1 << 16);
  }
}
