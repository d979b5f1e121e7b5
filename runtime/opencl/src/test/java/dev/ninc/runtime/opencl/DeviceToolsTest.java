package dev.ninc.runtime.opencl;

import static dev.ninc.runtime.opencl.DeviceMemoryTest.limits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What tools see of a model: its steps, and the times that they take. */
@Timeout(60)
class DeviceToolsTest {

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

  private static void sleep(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void fails(Runnable call, String message) {
    assertThatThrownBy(call::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }
}
