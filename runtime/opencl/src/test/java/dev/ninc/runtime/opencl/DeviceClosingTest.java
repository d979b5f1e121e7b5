package dev.ninc.runtime.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ninc.runtime.LoadPhase;
import dev.ninc.runtime.Parallelism;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a model has on its device is given back, whatever happens. */
@Timeout(60)
class DeviceClosingTest {

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
        .hasMessageStartingWith(
            "Tiny: the device has no memory left for the weights (no room for 320). ");
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
}
