package dev.ninc.compiler.plan.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ninc.compiler.Ninc;
import dev.ninc.compiler.Options;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.plan.Buffer;
import dev.ninc.compiler.plan.Chains;
import dev.ninc.compiler.plan.Kernel;
import dev.ninc.compiler.plan.Load;
import dev.ninc.compiler.plan.Pixels;
import dev.ninc.compiler.plan.Plan;
import dev.ninc.compiler.plan.Policy;
import dev.ninc.compiler.plan.Region;
import dev.ninc.compiler.plan.Step;
import dev.ninc.compiler.random.RandomNetwork;
import dev.ninc.compiler.testing.Harness;
import dev.ninc.compiler.testing.Samples;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Where OpenCL plans put things and how they cut work, and that the checks can fail. */
class OpenClPlannerTest {

  private static final int NETWORKS = 150;

  private static final DeviceProfile SMALL_DEVICE = new DeviceProfile(8 * 1024, 64, 64, 4);

  private static final List<Options> OPTIONS =
      List.of(
          Options.DEFAULT,
          Options.DEFAULT.policy(Policy.DEFAULT.everywhere("tile 128x64 8x8")),
          Options.DEFAULT.policy(Policy.DEFAULT.chains(Chains.FUSED)),
          Options.DEFAULT.policy(Policy.DEFAULT.chains(Chains.SEPARATE)),
          Options.DEFAULT.policy(Policy.DEFAULT.everywhere("winograd F(2x2)")),
          Options.DEFAULT.policy(Policy.DEFAULT.everywhere("winograd F(4x4) tile 64x64 4x4")),
          Options.DEFAULT.without(Set.of("drop-inference-noops")),
          Options.DEFAULT.without(Set.of("fuse-activation", "fold-scale", "lower-batch-norm")));

  @Test
  void randomNetworks() {
    Map<String, Integer> kernels = new TreeMap<>();
    int parts = 0;
    for (long seed = 0; seed < NETWORKS; seed++) {
      String text = RandomNetwork.of(seed).text();
      for (Options options : OPTIONS) {
        for (Plan plan : sound(Harness.check(text, options), options, text)) {
          plan.run()
              .forEach(s -> kernels.merge(s.kernel().getClass().getSimpleName(), 1, Integer::sum));
          parts += (int) plan.regions().values().stream().filter(r -> isPart(r)).count();
        }
      }
    }
    System.out.printf("OpenCL plans of %d networks: %s, %d parts%n", NETWORKS, kernels, parts);
    assertThat(kernels).hasSize((int) kinds(OpenClKernel.class));
    assertThat(kernels.values()).allMatch(n -> n > NETWORKS / 10);
    assertThat(parts).isGreaterThan(NETWORKS / 10);
  }

  private static long kinds(Class<?> kind) {
    return kind.isSealed()
        ? Arrays.stream(kind.getPermittedSubclasses()).mapToLong(OpenClPlannerTest::kinds).sum()
        : 1;
  }

  @Test
  void samples() throws IOException {
    for (Path sample : Samples.all()) {
      sound(Samples.network(sample), Options.DEFAULT, sample.toString());
    }
  }

  /** Plans for both targets and a small device, sound. */
  private static List<Plan> sound(Network checked, Options options, String what) {
    Graph graph = Ninc.optimize(checked, options).graph();
    assertThat(OpenClLimits.check(graph)).isEmpty();
    List<Plan> plans = new ArrayList<>();
    for (OpenClTarget target : OpenClTarget.values()) {
      Plan plan = OpenClPlanner.plan(graph, target, options.policy());
      assertThat(plan)
          .as("planned twice")
          .isEqualTo(OpenClPlanner.plan(graph, target, options.policy()));
      assertThat(problems(plan, target.profile())).as("%s%n%s", options, what).isEmpty();
      plans.add(plan);
    }
    Plan small = OpenClPlanner.plan(graph, OpenClTarget.GPU, SMALL_DEVICE, options.policy());
    assertThat(problems(small, SMALL_DEVICE)).as("%s%n%s", options, what).isEmpty();
    boolean alike =
        plans.stream()
            .noneMatch(
                plan ->
                    hasWinograd(plan) || plan.run().stream().anyMatch(s -> s.covers().size() > 1));
    if (alike) {
      assertThat(plans.get(0).regions()).isEqualTo(plans.get(1).regions());
      assertThat(plans.get(0).load()).isEqualTo(plans.get(1).load());
    }
    return plans;
  }

  private static boolean hasWinograd(Plan plan) {
    return plan.run().stream()
        .anyMatch(s -> s.kernel() instanceof ConvolutionKernel.WinogradPatches);
  }

  static List<String> problems(Plan plan, DeviceProfile profile) {
    List<String> problems = new ArrayList<>(DeviceSoundness.problems(plan));
    problems.addAll(WeightSoundness.problems(plan));
    problems.addAll(LaunchSoundness.problems(plan, profile));
    return problems;
  }

  private static boolean isPart(Region region) {
    Pixels pixels = (Pixels) region.layout();
    return pixels.pixelStride() > PixelStride.of(pixels.maps().channels());
  }

  @Test
  void aDeviceThatHoldsNoTileIsRefused() {
    Graph graph = graph(SMALL);
    DeviceProfile tiny = new DeviceProfile(256, 64, 64, 4);
    assertThatThrownBy(() -> OpenClPlanner.plan(graph, OpenClTarget.GPU, tiny, Policy.DEFAULT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no tile fits");
  }

  @Test
  void namesOfLayersBecomeDifferentIdentifiers() {
    KernelNames names = new KernelNames();
    assertThat(names.next("conv1")).isEqualTo("k_conv1");
    assertThat(names.next("conv1:out")).isEqualTo("k_conv1_out");
    assertThat(names.next("conv1.out")).isEqualTo("k_conv1_out_2");
    assertThat(names.next("float")).isEqualTo("k_float");
    assertThat(names.next("größe 3\n")).isEqualTo("k_gr__e_3_");
  }

  @Test
  void valuesThatAreSeveralThings() {
    for (String text :
        List.of(
            "network N { input 3x4x4\n relu }",
            "network N { input 17x1x1\n dropout 0.5 }",
            "network N { input 5x3x3\n dropout 0.5\n dropout 0.5\n softmax }")) {
      for (Options options : OPTIONS) {
        sound(Harness.check(text, options), options, text);
      }
    }
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
        batchnorm
        conv 3x3 8 pad 1
        conv 3x3 8 pad 2
        gap
      }
      """;

  static Graph graph(String text) {
    return Ninc.optimize(Harness.check(text, Options.DEFAULT), Options.DEFAULT).graph();
  }

  private static Plan small() {
    return OpenClPlanner.plan(
        graph(SMALL),
        OpenClTarget.GPU,
        Policy.DEFAULT.algorithms(Map.of("conv3", "winograd F(2x2)")));
  }

  @Test
  void stepsInAnotherOrderAreFound() {
    Plan plan = small();
    for (int i = 0; i + 1 < plan.run().size(); i++) {
      List<Step> steps = new ArrayList<>(plan.run());
      if (steps.get(i + 1).in().contains(steps.get(i).out().orElseThrow())) {
        steps.add(i, steps.remove(i + 1));
        assertThat(DeviceSoundness.problems(with(plan, steps, plan.load()))).isNotEmpty();
      }
    }
  }

  @Test
  void buffersThatOverlapAreFound() {
    Plan plan = small();
    for (Step step : plan.run()) {
      if (step.in().size() == 1 && step.out().isPresent()) {
        Buffer in = step.in().get(0).buffer();
        Buffer out = step.out().get().buffer();
        Buffer onto = new Buffer(out.name(), in.offset(), out.size());
        Plan moved =
            moved(plan, r -> r.buffer().equals(out) ? new Region(onto, r.offset(), r.layout()) : r);
        assertThat(DeviceSoundness.problems(moved)).as("%s onto %s", out, in).isNotEmpty();
      }
    }
  }

  @Test
  void weightsInOnePlaceAreFound() {
    Plan plan = small();
    for (int i = 0; i < plan.load().size(); i++) {
      List<Load> load = new ArrayList<>(plan.load());
      OpenClForm form = (OpenClForm) load.get(i).form();
      load.set(i, new Load(load.get(i).value(), form.match(new Moved(-16))));
      assertThat(WeightSoundness.problems(with(plan, plan.run(), load))).isNotEmpty();
    }
  }

  @Test
  void launchesThatMissSomethingAreFound() {
    Plan plan = small();
    for (Step step : plan.run()) {
      if (step.kernel() instanceof ConvolutionKernel.GroupConvolution k) {
        Launch l = k.launch();
        for (Launch wrong :
            List.of(
                new Launch(l.kernel(), l.local(), l.tile(), l.units() - 1, l.panels(), 0),
                new Launch(l.kernel(), l.local(), l.tile() + 1, l.units(), l.panels(), 0),
                new Launch(l.kernel(), l.local(), l.tile(), l.units(), l.panels() + 1, 0))) {
          Kernel kernel =
              new ConvolutionKernel.GroupConvolution(
                  wrong, k.conv(), k.filters(), k.bias(), k.tile());
          List<Step> steps = plan.run().stream().map(s -> s == step ? with(s, kernel) : s).toList();
          assertThat(problems(with(plan, steps, plan.load()), DeviceProfile.GPU)).isNotEmpty();
        }
      }
    }
  }

  private static Step with(Step s, Kernel kernel) {
    return new Step(s.id(), kernel, s.in(), s.out(), s.covers(), s.origin());
  }

  private static Plan moved(Plan plan, UnaryOperator<Region> to) {
    Map<Value, Region> regions = new LinkedHashMap<>();
    plan.regions().forEach((v, r) -> regions.put(v, to.apply(r)));
    List<Buffer> buffers = new ArrayList<>(plan.buffers());
    regions.values().stream().map(Region::buffer).forEach(buffers::add);
    List<Step> steps =
        plan.run().stream()
            .map(
                s ->
                    new Step(
                        s.id(),
                        s.kernel(),
                        s.in().stream().map(to).toList(),
                        s.out().map(to),
                        s.covers(),
                        s.origin()))
            .toList();
    return new Plan(
        plan.graph(), plan.target(), 1, buffers, regions, plan.load(), steps, plan.choices());
  }

  private static Plan with(Plan plan, List<Step> steps, List<Load> load) {
    return new Plan(
        plan.graph(),
        plan.target(),
        1,
        plan.buffers(),
        plan.regions(),
        load,
        steps,
        plan.choices());
  }

  /** A form somewhere else. */
  private record Moved(int by) implements OpenClForm.Cases<OpenClForm> {
    @Override
    public OpenClForm filters(OpenClForm.Filters f) {
      return new OpenClForm.Filters(
          f.owner(), f.at() + by, f.outputs(), f.inputs(), f.height(), f.width(), f.groups());
    }

    @Override
    public OpenClForm winogradFilters(OpenClForm.WinogradFilters f) {
      return new OpenClForm.WinogradFilters(f.owner(), f.at() + by, f.grid());
    }

    @Override
    public OpenClForm channels(OpenClForm.Channels f) {
      return new OpenClForm.Channels(f.owner(), f.at() + by, f.values(), f.channels(), f.groups());
    }

    @Override
    public OpenClForm taps(OpenClForm.Taps f) {
      return new OpenClForm.Taps(f.owner(), f.at() + by, f.channels(), f.taps());
    }

    @Override
    public OpenClForm normGain(OpenClForm.NormGain f) {
      return new OpenClForm.NormGain(f.owner(), f.at() + by, f.channels(), f.norm());
    }

    @Override
    public OpenClForm normShift(OpenClForm.NormShift f) {
      return new OpenClForm.NormShift(f.owner(), f.at() + by, f.channels(), f.norm());
    }
  }
}
