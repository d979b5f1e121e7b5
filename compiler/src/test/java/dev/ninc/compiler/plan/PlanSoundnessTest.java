package dev.ninc.compiler.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.Ninc;
import dev.ninc.compiler.Options;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.plan.java.Conv2d;
import dev.ninc.compiler.plan.java.ConvolutionKernel;
import dev.ninc.compiler.plan.java.JavaKernel;
import dev.ninc.compiler.plan.java.JavaTarget;
import dev.ninc.compiler.random.RandomNetwork;
import dev.ninc.compiler.testing.Harness;
import dev.ninc.compiler.testing.Samples;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Where plans put things, on hundreds of random networks, and that the check can fail. */
class PlanSoundnessTest {

  private static final int NETWORKS = 150;

  private static final List<Options> OPTIONS =
      List.of(
          Options.DEFAULT,
          Options.DEFAULT.chains(Chains.FUSED),
          Options.DEFAULT.chains(Chains.SEPARATE),
          winograd("winograd F(2x2)"),
          winograd("winograd F(4x4)"),
          winograd("fused winograd F(4x4)"),
          Options.DEFAULT.without(Set.of("drop-inference-noops")),
          Options.DEFAULT.without(Set.of("fuse-activation", "fold-scale")));

  private static Options winograd(String algorithm) {
    return Options.DEFAULT.policy(Policy.DEFAULT.chains(Chains.SEPARATE).everywhere(algorithm));
  }

  @Test
  void randomNetworks() {
    int zeroed = 0;
    int inPlace = 0;
    int fused = 0;
    int panels = 0;
    int blocks = 0;
    int few = 0;
    for (long seed = 0; seed < NETWORKS; seed++) {
      String text = RandomNetwork.of(seed).text();
      for (Options options : OPTIONS) {
        Plan plan = sound(text, options);
        zeroed += count(plan, JavaKernel.ZeroBorder.class);
        fused += count(plan, JavaKernel.Fused.class);
        panels += count(plan, ConvolutionKernel.WinogradTiles.class);
        blocks +=
            count(plan, ConvolutionKernel.Winograd.class)
                - count(plan, ConvolutionKernel.WinogradTiles.class);
        few += count(plan, ConvolutionKernel.FusedWinograd.class);
        inPlace += (int) plan.regions().values().stream().filter(PlanSoundnessTest::isPart).count();
      }
    }
    System.out.printf(
        "Plans of %d networks: %d borders zeroed, %d fused chains, %d parts of others,"
            + " Winograd convolutions: %d in panels, %d in blocks, %d fused.%n",
        NETWORKS, zeroed, fused, inPlace, panels, blocks, few);
    assertThat(List.of(zeroed, inPlace, fused, panels, few)).allMatch(n -> n > NETWORKS / 10);
    assertThat(blocks).isPositive();
  }

  @Test
  void samples() throws IOException {
    for (Path sample : Samples.all()) {
      sound(Samples.network(sample), Options.DEFAULT, sample.toString());
    }
  }

  @Test
  void emittingTwiceGivesTheSameBytes() {
    for (long seed = 0; seed < 60; seed++) {
      String text = RandomNetwork.of(seed).text();
      Options options = Options.DEFAULT.packageName("model");
      assertThat(Ninc.emit(Harness.check(text, options), options))
          .isEqualTo(Ninc.emit(Harness.check(text, options), options));
    }
  }

  private static Plan sound(String text, Options options) {
    return sound(Harness.check(text, options), options, text);
  }

  /** The plan for scalar kernels, sound, and the same as those for vector kernels but for tiles. */
  private static Plan sound(Network checked, Options options, String what) {
    Network network = Ninc.optimize(checked, options);
    Plan first = Ninc.plan(network, JavaTarget.SCALAR, options);
    for (JavaTarget target : JavaTarget.values()) {
      Plan plan = Ninc.plan(network, target, options);
      assertThat(plan).as("planned twice").isEqualTo(Ninc.plan(network, target, options));
      assertThat(plan.buffers()).isEqualTo(first.buffers());
      assertThat(plan.regions()).isEqualTo(first.regions());
      assertThat(plan.load()).isEqualTo(first.load());
      assertThat(withoutTiles(plan)).isEqualTo(withoutTiles(first));
    }
    assertThat(Soundness.problems(first)).as("%s%n%s", options, what).isEmpty();
    return first;
  }

  /** What a step does, but for the number of pixels that it takes at once and what is unrolled. */
  private record Outline(Step step, List<Conv2d> convolutions) {}

  private static List<Outline> withoutTiles(Plan plan) {
    return plan.run().stream().map(PlanSoundnessTest::withoutTiles).toList();
  }

  private static Outline withoutTiles(Step s) {
    List<Conv2d> convolutions = new ArrayList<>();
    Kernel kernel = s.kernel();
    if (kernel instanceof ConvolutionKernel.Direct direct) {
      convolutions.add(direct.conv());
      kernel =
          new ConvolutionKernel.Direct(
              direct.conv(), 0, ConvolutionKernel.Direct.Order.PANELS_OUTSIDE);
    } else if (kernel instanceof ConvolutionKernel.PixelRows rows) {
      convolutions.add(rows.conv());
      kernel =
          new ConvolutionKernel.Direct(
              rows.conv(), 0, ConvolutionKernel.Direct.Order.PANELS_OUTSIDE);
    } else if (kernel instanceof ConvolutionKernel.Depthwise depthwise) {
      convolutions.add(depthwise.conv());
      kernel =
          new ConvolutionKernel.Depthwise(
              depthwise.conv(), 0, ConvolutionKernel.Depthwise.Form.TAPS);
    } else if (kernel instanceof ConvolutionKernel.Winograd winograd) {
      convolutions.add(winograd.conv());
      kernel = new ConvolutionKernel.Winograd(winograd.conv(), winograd.grid(), 1, winograd.form());
    } else if (kernel instanceof JavaKernel.Fused fused) {
      fused.stages().forEach(d -> convolutions.add(d.conv()));
      kernel = new JavaKernel.Fused(List.of(), List.of(), 1);
    }
    if (kernel instanceof JavaKernel.Pooling pooling) {
      kernel = new JavaKernel.Pooling(pooling.pool(), false);
    }
    return new Outline(
        new Step(s.id(), kernel, s.in(), s.out(), s.covers(), s.origin()), convolutions);
  }

  private static int count(Plan plan, Class<?> kernel) {
    return (int) plan.run().stream().filter(s -> kernel.isInstance(s.kernel())).count();
  }

  private static boolean isPart(Region region) {
    Pixels pixels = (Pixels) region.layout();
    return pixels.pixelStride() >= 2 * Conv2d.padded(pixels.maps().channels());
  }

  // Plans that are broken on purpose --------------------------------------------------------------

  private static final String SMALL =
      """
      network Small {
        input 3x9x9
        conv 3x3 20
        conv 3x3 16 pad 1
        concat {
          conv 3x3 16 pad 1
        } {
          cccp 16
        }
        conv 3x3 8 pad 1
        conv 3x3 8 pad 2
        gap
      }
      """;

  private static Plan small() {
    return sound(SMALL, Options.DEFAULT);
  }

  @Test
  void aBorderThatIsNotZeroedIsFound() {
    Plan plan = small();
    List<Step> steps = new ArrayList<>(plan.run());
    assertThat(steps.removeIf(s -> s.kernel() instanceof JavaKernel.ZeroBorder)).isTrue();
    assertThat(Soundness.problems(with(plan, steps))).anyMatch(p -> p.contains("zero"));
  }

  @Test
  void aBorderThatIsOneTooNarrowIsFound() {
    Plan plan = small();
    List<Step> steps =
        plan.run().stream()
            .map(
                s ->
                    s.kernel() instanceof JavaKernel.ZeroBorder z
                        ? with(s, new JavaKernel.ZeroBorder(narrower(z.frame())))
                        : s)
            .toList();
    assertThat(Soundness.problems(with(plan, steps))).anyMatch(p -> p.contains("zero"));
  }

  @Test
  void stepsInAnotherOrderAreFound() {
    Plan plan = small();
    for (int i = 0; i + 1 < plan.run().size(); i++) {
      List<Step> steps = new ArrayList<>(plan.run());
      if (!independent(steps.get(i), steps.get(i + 1))) {
        steps.add(i, steps.remove(i + 1));
        assertThat(Soundness.problems(with(plan, steps))).as("swapped " + i).isNotEmpty();
      }
    }
  }

  /** The two branches, and a step that zeroes before one that reads elsewhere. */
  private static boolean independent(Step a, Step b) {
    boolean reads = a.out().isPresent() && b.in().contains(a.out().get());
    return !reads;
  }

  /** Each buffer that is used together with others, moved onto their places. */
  @Test
  void buffersThatOverlapAreFound() {
    Plan plan = small();
    for (Step step : plan.run()) {
      if (step.in().size() == 1 && step.out().isPresent()) {
        Buffer in = step.in().get(0).buffer();
        Buffer out = step.out().get().buffer();
        Buffer onto = new Buffer(out.name(), in.offset(), out.size());
        Plan moved = map(plan, r -> r.buffer().equals(out) ? moved(r, onto) : r);
        assertThat(Soundness.problems(moved)).as("%s onto %s", out, in).isNotEmpty();
      }
    }
  }

  @Test
  void aRegionOneChannelOffIsFound() {
    Plan plan = small();
    for (Step step : plan.run()) {
      for (Region read : step.in()) {
        if (read.offset() > 0) {
          Region off = new Region(read.buffer(), read.offset() - 1, read.layout());
          List<Step> steps =
              plan.run().stream()
                  .map(s -> s == step ? map(s, r -> r.equals(read) ? off : r, false) : s)
                  .toList();
          assertThat(Soundness.problems(with(plan, steps))).as(step.id()).isNotEmpty();
        }
      }
    }
  }

  @Test
  void aBufferOutsideOfTheArenaIsFound() {
    Plan plan = small();
    Buffer last =
        plan.buffers().stream().max(java.util.Comparator.comparingInt(Buffer::end)).orElseThrow();
    List<Buffer> fewer = new ArrayList<>(plan.buffers());
    fewer.remove(last);
    Plan broken =
        new Plan(
            plan.graph(),
            plan.target(),
            plan.images(),
            fewer,
            plan.regions(),
            plan.load(),
            plan.run(),
            plan.choices());
    assertThat(Soundness.problems(broken))
        .anyMatch(p -> p.contains("no buffer"))
        .anyMatch(p -> p.contains("outside"));
  }

  private static JavaKernel.ZeroBorder.Frame narrower(JavaKernel.ZeroBorder.Frame f) {
    return new JavaKernel.ZeroBorder.Frame(
        f.start(),
        f.rows(),
        f.rowLength(),
        f.top(),
        Math.max(0, f.left() - 1),
        f.bottom(),
        Math.max(0, f.right() - 1));
  }

  private static Region moved(Region region, Buffer to) {
    return new Region(to, region.offset(), region.layout());
  }

  private static Step with(Step s, Kernel kernel) {
    return new Step(s.id(), kernel, s.in(), s.out(), s.covers(), s.origin());
  }

  private static Step map(Step s, UnaryOperator<Region> to, boolean outToo) {
    return new Step(
        s.id(),
        s.kernel(),
        s.in().stream().map(to).toList(),
        outToo ? s.out().map(to) : s.out(),
        s.covers(),
        s.origin());
  }

  private static Plan map(Plan plan, UnaryOperator<Region> to) {
    Map<Value, Region> regions = new LinkedHashMap<>();
    plan.regions().forEach((v, r) -> regions.put(v, to.apply(r)));
    List<Buffer> buffers = new ArrayList<>(plan.buffers());
    regions.values().stream().map(Region::buffer).forEach(buffers::add);
    return new Plan(
        plan.graph(),
        plan.target(),
        plan.images(),
        buffers,
        regions,
        plan.load(),
        plan.run().stream().map(s -> map(s, to, true)).toList(),
        plan.choices());
  }

  private static Plan with(Plan plan, List<Step> steps) {
    return new Plan(
        plan.graph(),
        plan.target(),
        plan.images(),
        plan.buffers(),
        plan.regions(),
        plan.load(),
        steps,
        plan.choices());
  }
}
