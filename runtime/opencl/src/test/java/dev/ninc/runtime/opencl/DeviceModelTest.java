package dev.ninc.runtime.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ninc.runtime.LoadPhase;
import dev.ninc.runtime.Parallelism;
import dev.ninc.runtime.Report;
import dev.ninc.runtime.Workspace;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A model on a device that is made up. */
@Timeout(60)
class DeviceModelTest {

  private final FakeOpenCl fake = new FakeOpenCl();

  @BeforeEach
  void noCache() {
    System.setProperty(ProgramCache.PROPERTY, "off");
  }

  @AfterEach
  void properties() {
    System.clearProperty(ProgramCache.PROPERTY);
    System.clearProperty(GeneratedDeviceModel.MODE);
  }

  @Test
  void givesAllOutputs() {
    try (Tiny tiny = new Tiny(fake.device());
        DeviceWorkspace workspace = tiny.newWorkspace()) {
      float[] in = Tiny.images(3);
      float[][] outs = {new float[3 * 18], new float[3]};
      tiny.run(workspace, in, outs);
      assertThat(outs[0]).isEqualTo(Tiny.y(in));
      assertThat(outs[1]).isEqualTo(Tiny.sums(in));
      float[][] one = {null, new float[3]};
      tiny.run(workspace, in, one);
      assertThat(one[1]).isEqualTo(Tiny.sums(in));
      tiny.run(workspace, in, new float[2][]);
      assertThat(tiny.run(in)).isEqualTo(Tiny.y(in));
    }
    assertThat(fake.open).hasValue(0);
  }

  @Test
  void takesBuffersFromTheirPositions() {
    Device narrow = fake.device().with(limits(2));
    try (Tiny tiny = new Tiny(narrow);
        DeviceWorkspace workspace = tiny.newWorkspace()) {
      float[] images = Tiny.images(5);
      FloatBuffer in = FloatBuffer.allocate(7 + images.length).put(7, images).position(7);
      FloatBuffer out = FloatBuffer.allocate(3 + images.length).position(3);
      tiny.run(workspace, in, out);
      assertThat(in.remaining()).isZero();
      assertThat(out.position()).isEqualTo(3 + images.length);
      float[] y = new float[images.length];
      out.get(3, y);
      assertThat(y).isEqualTo(Tiny.y(images));
    }
  }

  /** What limits a device has that takes so many images of Tiny at once. */
  private static DeviceLimits limits(int images) {
    DeviceLimits all = FakeOpenCl.LIMITS;
    long bytes = Math.max(80, images * 32L) * Float.BYTES; // the weights have to fit as well
    return new DeviceLimits(
        all.computeUnits(),
        all.workGroup(),
        all.localBytes(),
        images * 69L * 4 * Float.BYTES + 4,
        bytes);
  }

  @Test
  void runsLargeBatchesInPartsOfTheSameSize() {
    for (int atOnce = 2; atOnce < 9; atOnce++) {
      fake.log.clear();
      try (Tiny tiny = new Tiny(fake.device().with(limits(atOnce)))) {
        float[] in = Tiny.images(17);
        assertThat(tiny.run(in)).isEqualTo(Tiny.y(in));
      }
      int parts = (17 + atOnce - 1) / atOnce;
      assertThat(fake.log).filteredOn(line -> line.startsWith("affine")).hasSize(parts);
    }
  }

  @Test
  void stepsAreTimedOnWhatIsThereInPartsToo() {
    try (Tiny tiny = new Tiny(fake.device().with(limits(3)));
        DeviceWorkspace workspace = tiny.newWorkspace()) {
      fake.log.clear();
      assertThat(tiny.seconds(workspace, 0, 1, 5, 2)).isPositive();
      assertThat(fake.log)
          .containsExactly(
              "affine 3: 56x1 by 8",
              "affine 2: 40x1 by 8",
              "affine 3: 56x1 by 8",
              "affine 2: 40x1 by 8");
      float[] in = Tiny.images(4);
      float[] out = new float[in.length];
      tiny.run(workspace, in, out);
      assertThat(out).isEqualTo(Tiny.y(in));
      assertThatThrownBy(() -> tiny.seconds(workspace, 0, 3, 1, 1))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> tiny.seconds(workspace, 0, 2, 0, 1))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void launchesAsTheStepsSay() {
    try (Tiny tiny = new Tiny(fake.device())) {
      tiny.run(Tiny.images(3));
      assertThat(fake.log).containsExactly("build", "affine 3: 56x1 by 8", "results 3: 24x1 by 8");
    }
    fake.log.clear();
    System.setProperty(GeneratedDeviceModel.MODE, "cpu");
    try (Tiny tiny = new Tiny(fake.device())) {
      tiny.run(Tiny.images(3));
      assertThat(tiny.kind()).isEqualTo(DeviceKind.CPU);
      assertThat(fake.log).containsExactly("build", "affine 3: 3x2 by 1", "results 3: 3x1 by 1");
    }
    System.setProperty(GeneratedDeviceModel.MODE, "tpu");
    assertThatThrownBy(() -> new Tiny(fake.device()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("-Dninc.opencl.mode=tpu is not one of gpu, cpu");
  }

  @Test
  void takesSmallerPartsWhereMemoryIsShort() {
    fake.largestBuffer = 5 * 32 * Float.BYTES;
    try (Tiny tiny = new Tiny(fake.device());
        DeviceWorkspace workspace = tiny.newWorkspace()) {
      float[] in = Tiny.images(16);
      float[] out = new float[16 * 18];
      tiny.run(workspace, in, out);
      assertThat(out).isEqualTo(Tiny.y(in));
      assertThat(fake.log).filteredOn(line -> line.startsWith("affine")).hasSize(4);
      fake.largestBuffer = 16;
      DeviceWorkspace another = tiny.newWorkspace();
      assertThatThrownBy(() -> tiny.run(another, in, out))
          .isInstanceOf(DeviceException.class)
          .hasMessageStartingWith("Tiny: the device has no memory left for one image. Close ");
      fake.largestBuffer = Long.MAX_VALUE;
      tiny.run(another, in, out);
      assertThat(out).isEqualTo(Tiny.y(in));
    }
    assertThat(fake.open).hasValue(0);
  }

  @Test
  void leavesNothingOpenWhereverLoadingFails() {
    new Tiny(fake.device()).close();
    int all = fake.opened.get();
    for (int at = 1; at <= all; at++) {
      fake.opened.set(0);
      fake.failsAtOpening = at;
      assertThatThrownBy(() -> new Tiny(fake.device())).isInstanceOf(DeviceException.class);
      assertThat(fake.open).as("open after a failure at " + at).hasValue(0);
    }
    fake.failsAtOpening = Integer.MAX_VALUE;
    WeightSource failing =
        (DeviceKind kind, WeightBuffer to, LoadPhase weights) -> weights.floats("no such");
    assertThatThrownBy(() -> new Tiny(Tiny.SPEC, Tiny.GPU, Tiny.CPU, failing, fake.device()))
        .hasMessageContaining("no such");
    fake.largestBuffer = 8;
    assertThatThrownBy(() -> new Tiny(fake.device()))
        .isInstanceOf(DeviceException.class)
        .hasMessageStartingWith("Tiny: the device has no memory left for the weights. ");
    assertThat(fake.open).hasValue(0);
  }

  @Test
  void leavesNothingOpenWhereAWorkspaceFails() {
    Tiny tiny = new Tiny(fake.device());
    int model = fake.open.get();
    for (int at = 1; at <= 3; at++) {
      fake.opened.set(0);
      fake.failsAtOpening = at;
      assertThatThrownBy(tiny::newWorkspace).hasMessage("the fake fails");
      assertThat(fake.open).hasValue(model);
    }
    fake.failsAtOpening = Integer.MAX_VALUE;
    fake.workGroup = 4;
    assertThatThrownBy(tiny::newWorkspace)
        .isInstanceOf(DeviceException.class)
        .hasMessageContaining("step `y` needs 8 work-items in a group, and the device can run 4");
    assertThat(fake.open).hasValue(model);
    tiny.close();
    assertThat(fake.open).hasValue(0);
  }

  @Test
  void saysWhatIsClosed() {
    Tiny tiny = new Tiny(fake.device());
    DeviceWorkspace one = tiny.newWorkspace();
    DeviceWorkspace other = tiny.newWorkspace(Parallelism.of(3));
    float[] in = Tiny.images(1);
    float[] out = new float[18];
    tiny.run(one, in, out);
    tiny.run(in);
    one.close();
    one.close();
    assertThatThrownBy(() -> tiny.run(one, in, out))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the workspace of Tiny was closed: make another one");
    tiny.run(other, in, out);
    tiny.close();
    tiny.close();
    other.close();
    assertThat(fake.open).hasValue(0);
    FloatBuffer buffer = FloatBuffer.wrap(in);
    List<Runnable> uses =
        List.of(
            () -> tiny.run(other, in, out),
            () -> tiny.run(one, in, out),
            () -> tiny.run(in),
            () -> tiny.run(other, buffer, FloatBuffer.wrap(out)),
            () -> tiny.runStep(other, 0, in, new float[2][]),
            () -> tiny.arena(other),
            tiny::newWorkspace);
    for (Runnable use : uses) {
      assertThatThrownBy(use::run)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("Tiny was closed: load it again to run it");
    }
    assertThat(buffer.position()).isZero();
    assertThat(tiny.toString()).startsWith("Tiny: 2x3x3 → 2x3x3, opencl (");
  }

  @Test
  void closingWaitsForACallThatRuns() throws InterruptedException {
    Tiny tiny = new Tiny(fake.device());
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    fake.duringLaunch =
        () -> {
          running.countDown();
          await(go);
        };
    List<Object> results = new ArrayList<>();
    float[] in = Tiny.images(1);
    Thread caller = new Thread(() -> results.add(tiny.run(in)));
    caller.start();
    running.await();
    AtomicBoolean closed = new AtomicBoolean();
    Thread closer =
        new Thread(
            () -> {
              tiny.close();
              closed.set(true);
            });
    closer.start();
    closer.join(100);
    assertThat(closed).isFalse();
    go.countDown();
    caller.join();
    closer.join();
    assertThat(results).hasSize(1);
    assertThat((float[]) results.get(0)).isEqualTo(Tiny.y(in));
    assertThat(fake.open).hasValue(0);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void anyNumberOfThreadsMayUseIt() throws InterruptedException {
    List<String> wrong = new ArrayList<>();
    try (Tiny tiny = new Tiny(fake.device())) {
      List<Thread> threads = new ArrayList<>();
      for (int t = 1; t <= 8; t++) {
        float[] in = Tiny.images(t);
        Thread thread =
            new Thread(
                () -> {
                  for (int i = 0; i < 50; i++) {
                    if (!Arrays.equals(tiny.run(in), Tiny.y(in))) {
                      synchronized (wrong) {
                        wrong.add("wrong");
                      }
                    }
                  }
                });
        threads.add(thread);
        thread.start();
      }
      for (Thread thread : threads) {
        thread.join();
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(fake.open).hasValue(0);
  }

  @Test
  void whatNobodyUsesAnyMoreIsGivenBack() throws InterruptedException {
    Tiny kept = new Tiny(fake.device());
    int one = fake.open.get();
    forget(kept);
    for (int i = 0; i < 200 && fake.open.get() > one; i++) {
      System.gc();
      Thread.sleep(20);
    }
    assertThat(fake.open).hasValue(one);
    kept.close();
    assertThat(fake.open).hasValue(0);
  }

  private void forget(Tiny kept) {
    new Tiny(fake.device()).run(Tiny.images(2));
    kept.run(kept.newWorkspace(), Tiny.images(1), new float[18]);
  }

  @Test
  void lengthsAreCheckedAsJavasAre() {
    try (Tiny tiny = new Tiny(fake.device());
        Tiny another = new Tiny(fake.device())) {
      Workspace w = tiny.newWorkspace();
      fails(() -> tiny.run(w, new float[0], new float[1]), "no image: Tiny takes at least one");
      fails(() -> tiny.run(w, new float[19], new float[1]), "19 floats are no whole number of");
      fails(() -> tiny.run(w, new float[36], new float[18]), "output y needs 36 floats for 2");
      fails(() -> tiny.run(w, new float[18], new float[1][]), "1 arrays for the 2 outputs of Tiny");
      fails(() -> tiny.run(w, new float[18], (float[]) null), "no array for the output of Tiny");
      fails(
          () -> tiny.run(another.newWorkspace(), new float[18], new float[18]),
          "the workspace was made by another model");
      fails(
          () -> tiny.run(w, FloatBuffer.allocate(18), FloatBuffer.allocate(17)),
          "room for 17 floats, needed 18");
      fails(() -> tiny.runStep(w, 0, new float[36], new float[2][]), "36 floats instead of one");
    }
  }

  private static void fails(Runnable call, String message) {
    assertThatThrownBy(call::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void toolsSeeEachStep() {
    try (Tiny tiny = new Tiny(fake.device());
        DeviceWorkspace w = tiny.newWorkspace()) {
      float[] in = Tiny.images(1);
      float[][] outs = {new float[18], new float[1]};
      assertThat(tiny.steps()).containsExactly("y", "sum");
      tiny.runStep(w, 0, in, outs);
      assertThat(tiny.arena(w)).hasSize(32).startsWith(Tiny.y(in));
      assertThat(outs[1][0]).isZero();
      tiny.runStep(w, 1, in, outs);
      assertThat(outs[1]).isEqualTo(Tiny.sums(in));
    }
  }

  @Test
  void toolsTimeEachStep() {
    try (Tiny tiny = new Tiny(fake.device().with(limits(4)));
        DeviceWorkspace w = tiny.newWorkspace()) {
      float[] in = Tiny.images(7);
      float[][] outs = {new float[7 * 18], new float[7]};
      fake.duringLaunch = () -> sleep(2);
      long[] nanos = {1_000_000_000, 0};
      tiny.runTimed(w, in, outs, nanos);
      assertThat(outs[0]).isEqualTo(Tiny.y(in));
      assertThat(outs[1]).isEqualTo(Tiny.sums(in));
      assertThat(nanos[0]).isGreaterThanOrEqualTo(1_004_000_000);
      assertThat(nanos[1]).isBetween(4_000_000L, 999_000_000L);
      fails(() -> tiny.runTimed(w, in, outs, new long[1]), "1 times for the 2 steps of Tiny");
    }
  }

  @Test
  void toolsRepeatAStep() {
    try (Tiny tiny = new Tiny(fake.device().with(limits(4)));
        DeviceWorkspace w = tiny.newWorkspace()) {
      assertThatThrownBy(() -> tiny.repeatStep(w, 0, 1))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("nothing has run yet in this workspace");
      assertThat(tiny.imagesTogether(w, 7)).isEqualTo(4);
      tiny.run(w, Tiny.images(4), new float[4 * 18]);
      fake.log.clear();
      fake.duringLaunch = () -> sleep(2);
      assertThat(tiny.repeatStep(w, 1, 3)).isGreaterThanOrEqualTo(6_000_000);
      assertThat(fake.log).hasSize(3).allMatch(line -> line.startsWith("results 4: "));
    }
  }

  private static void sleep(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aProcessorTakesPartsThatItsCachesHold() {
    for (int units : new int[] {1, 6, 16}) {
      DeviceLimits limits = new DeviceLimits(units, 256, 32 << 10, 4L << 30, 1L << 30);
      int fits = (int) (Math.max(6, units) * (2L << 20) / 4 / 500_000);
      assertThat(atOnce(DeviceKind.CPU, limits)).as(units + " cores").isEqualTo(fits);
      assertThat(atOnce(DeviceKind.GPU, limits)).as("a GPU").isGreaterThan(500);
    }
  }

  private static int atOnce(DeviceKind kind, DeviceLimits limits) {
    DeviceProgram large = new DeviceProgram(kind, "Tiny.cl", 500_000, 80, List.of());
    return DeviceNetwork.of("Tiny", large, 18, new int[] {18, 1}, limits).mostAtOnce();
  }

  @Test
  void reportsWhatRuns() throws InterruptedException {
    try (Tiny tiny = new Tiny(fake.device())) {
      Report report = tiny.awaitFastest(1, TimeUnit.SECONDS);
      assertThat(report.state()).isEqualTo(Report.State.FIXED);
      assertThat(report.backend().toString())
          .isEqualTo("opencl (the program for GPUs on Fake 100 (gpu, Nobody, driver 1.0))");
      assertThat(report.events())
          .extracting(Report.Event::what)
          .satisfiesExactly(
              what -> assertThat(what).isEqualTo("the cache is off, as -Dninc.opencl.cache says"),
              what -> assertThat(what).startsWith("the program was compiled in "),
              what -> assertThat(what).startsWith("80 weights were packed and sent in "));
      assertThat(tiny.device().name()).isEqualTo("Fake 100");
    }
  }

  @Test
  void showsTheCompilersLog() {
    fake.mistake = "the driver can't compile the program: line 3: what is this?";
    assertThatThrownBy(() -> new Tiny(fake.device()))
        .isInstanceOf(DeviceException.class)
        .hasMessageContaining("line 3: what is this?");
    assertThat(fake.open).hasValue(0);
  }

  @Test
  void refusesClassesOfAnotherInterface() {
    DeviceSpec s = Tiny.SPEC;
    DeviceSpec other =
        new DeviceSpec(
            99,
            s.generator(),
            s.name(),
            s.input(),
            s.outputs(),
            s.labels(),
            s.weights(),
            s.preprocessing());
    assertThatThrownBy(() -> new Tiny(other, Tiny.GPU, Tiny.CPU, Tiny::pack, fake.device()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("for version 99 of the OpenCL runtime's interface");
  }

  @Test
  void saysWhereTheTextIsMissing() {
    DeviceProgram lost = new DeviceProgram(DeviceKind.GPU, "Lost.cl", 32, 80, Tiny.GPU.steps());
    assertThatThrownBy(() -> new Tiny(Tiny.SPEC, lost, Tiny.CPU, Tiny::pack, fake.device()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("Lost.cl is missing beside class " + Tiny.class.getName());
    assertThat(fake.open).hasValue(0);
  }
}
