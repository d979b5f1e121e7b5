package dev.ninc.runtime.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ninc.runtime.LoadPhase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A kernel that reads or writes what is not its own is found out. */
class GuardTest {

  private final FakeOpenCl fake = new FakeOpenCl();

  @BeforeEach
  void guard() {
    System.setProperty(Guard.PROPERTY, "64");
    System.setProperty(ProgramCache.PROPERTY, "off");
  }

  @AfterEach
  void properties() {
    System.clearProperty(Guard.PROPERTY);
    System.clearProperty(ProgramCache.PROPERTY);
  }

  /** Tiny with other sizes than its kernels have. */
  private Tiny tiny(int arena, int weights) {
    DeviceProgram other =
        new DeviceProgram(DeviceKind.GPU, "TinyGpu.cl", arena, weights, Tiny.GPU.steps());
    return new Tiny(Tiny.SPEC, other, other, this::pack, fake.device());
  }

  private void pack(DeviceKind kind, WeightBuffer to, LoadPhase weights) {
    to.floats()[16] = 1;
    to.floats()[17] = 1;
  }

  @Test
  void whatIsRightPasses() {
    float[] in = Tiny.images(5);
    try (Tiny tiny = tiny(32, 80);
        DeviceWorkspace w = tiny.newWorkspace()) {
      tiny.run(w, in, new float[in.length]);
      float[] one = Tiny.images(1);
      tiny.run(w, one, new float[18]);
      assertThat(tiny.run(one)).isEqualTo(one);
      tiny.runStep(w, 0, one, new float[2][]);
      assertThat(tiny.arena(w)).startsWith(one).contains(Float.NaN);
    }
  }

  @Test
  void whatIsWrittenBehindABufferIsSeen() {
    try (Tiny tiny = tiny(17, 80)) {
      assertThatThrownBy(() -> tiny.run(Tiny.images(1)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "a kernel wrote behind the activations of Tiny: float 17, and the last of them is"
                  + " 16");
    }
  }

  @Test
  void whatIsWrittenBehindTheLastImageIsSeen() {
    try (Tiny tiny = tiny(17, 80);
        DeviceWorkspace w = tiny.newWorkspace()) {
      assertThatThrownBy(() -> tiny.run(w, Tiny.images(3), new float[54]))
          .isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> tiny.run(w, Tiny.images(1), new float[18]))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("float 17, ");
    }
  }

  @Test
  void whatIsReadBehindTheWeightsIsNotANumber() {
    try (Tiny tiny = tiny(32, 48)) {
      assertThat(tiny.run(Tiny.images(1))).containsOnly(Float.NaN);
    }
  }
}
