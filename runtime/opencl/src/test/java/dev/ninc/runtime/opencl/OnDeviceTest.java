package dev.ninc.runtime.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ninc.runtime.Report;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two kernels on a real device, the programs of both kinds. */
@Tag("device")
@Timeout(60)
class OnDeviceTest {

  private Device device;

  @BeforeEach
  void choose() {
    device = TestDevice.choose();
  }

  @AfterEach
  void properties() {
    System.clearProperty(GeneratedDeviceModel.MODE);
  }

  private Tiny tiny(String mode) {
    System.setProperty(GeneratedDeviceModel.MODE, mode);
    return new Tiny(device);
  }

  @Test
  void isDescribed() {
    assertThat(Devices.list()).contains(device);
    assertThat(device.name()).isNotBlank().isPrintable();
    assertThat(device.description().version()).startsWith("OpenCL ");
    DeviceLimits limits = device.limits();
    assertThat(limits.computeUnits()).isPositive();
    assertThat(limits.workGroup()).isPositive();
    assertThat(limits.localBytes()).isGreaterThanOrEqualTo(1 << 10);
    assertThat(limits.bufferBytes()).isBetween(1L << 20, limits.globalBytes());
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpu", "cpu"})
  void computes(String mode) {
    try (Tiny tiny = tiny(mode);
        DeviceWorkspace w = tiny.newWorkspace()) {
      for (int count : new int[] {1, 2, 7, 64, 3, 1000}) {
        float[] in = Tiny.images(count);
        float[][] outs = {new float[in.length], new float[count]};
        tiny.run(w, in, outs);
        assertThat(outs[0]).isEqualTo(Tiny.y(in));
        assertThat(outs[1]).isEqualTo(Tiny.sums(in));
        FloatBuffer out = FloatBuffer.allocate(in.length);
        tiny.run(w, FloatBuffer.wrap(in), out);
        assertThat(out.array()).isEqualTo(Tiny.y(in));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpu", "cpu"})
  void runsInParts(String mode) {
    DeviceLimits l = device.limits();
    DeviceLimits little =
        new DeviceLimits(l.computeUnits(), l.workGroup(), l.localBytes(), 1 << 14, 1 << 12);
    System.setProperty(GeneratedDeviceModel.MODE, mode);
    try (Tiny tiny = new Tiny(device.with(little))) {
      float[] in = Tiny.images(201);
      assertThat(tiny.run(in)).isEqualTo(Tiny.y(in));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpu", "cpu"})
  void toolsSeeEachStep(String mode) {
    try (Tiny tiny = tiny(mode);
        DeviceWorkspace w = tiny.newWorkspace()) {
      float[] in = Tiny.images(1);
      float[][] outs = {new float[18], new float[1]};
      tiny.runStep(w, 0, in, new float[2][]);
      assertThat(tiny.arena(w)).startsWith(Tiny.y(in));
      tiny.runStep(w, 1, in, outs);
      assertThat(outs[1]).isEqualTo(Tiny.sums(in));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpu", "cpu"})
  void staysWithinItsBuffers(String mode) {
    System.setProperty(Guard.PROPERTY, "1000");
    try (Tiny tiny = tiny(mode);
        DeviceWorkspace w = tiny.newWorkspace()) {
      for (int count : new int[] {7, 3, 1}) {
        float[] in = Tiny.images(count);
        float[] y = new float[in.length];
        tiny.run(w, in, y);
        assertThat(y).isEqualTo(Tiny.y(in));
      }
    } finally {
      System.clearProperty(Guard.PROPERTY);
    }
  }

  @Test
  void manyThreadsAndModels() throws InterruptedException {
    List<String> wrong = new ArrayList<>();
    try (Tiny one = new Tiny(device);
        Tiny other = new Tiny(device)) {
      List<Thread> threads =
          Stream.of(1, 2, 3, 4, 5, 6).map(t -> caller(t % 2 == 0 ? one : other, t, wrong)).toList();
      for (Thread thread : threads) {
        thread.join();
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static Thread caller(Tiny tiny, int images, List<String> wrong) {
    float[] in = Tiny.images(images);
    Thread thread =
        new Thread(
            () -> {
              for (int i = 0; i < 100; i++) {
                if (!Arrays.equals(tiny.run(in), Tiny.y(in))) {
                  synchronized (wrong) {
                    wrong.add(images + " images");
                  }
                }
              }
            });
    thread.start();
    return thread;
  }

  @Test
  void theSecondTimeTheProgramComesFromTheCache() {
    tiny("cpu").close();
    try (Tiny tiny = tiny("cpu")) {
      assertThat(tiny.report().events())
          .extracting(Report.Event::what)
          .anyMatch(what -> what.startsWith("the program came from "));
      assertThat(tiny.backend().reason()).contains("for processors on " + device.name());
      float[] in = Tiny.images(2);
      assertThat(tiny.run(in)).isEqualTo(Tiny.y(in));
    }
  }

  @Test
  void aMistakeInTheTextIsShownAsTheDriverSaysIt() {
    DeviceProgram wrong = new DeviceProgram(DeviceKind.CPU, "Wrong.cl", 32, 80, Tiny.CPU.steps());
    assertThatThrownBy(() -> new Tiny(Tiny.SPEC, wrong, wrong, Tiny::pack, device))
        .isInstanceOf(DeviceException.class)
        .hasMessageStartingWith("the driver can't compile the program for ")
        .hasMessageContaining("undeclared_name");
  }

  @Test
  void aKernelThatIsNotThereIsNamed() {
    DeviceStep lost = new DeviceStep("lost", "lost", 1, 1, 1, 1, 0);
    DeviceProgram without = new DeviceProgram(DeviceKind.CPU, "TinyCpu.cl", 32, 80, List.of(lost));
    assertThatThrownBy(() -> new Tiny(Tiny.SPEC, without, without, Tiny::pack, device))
        .isInstanceOf(DeviceException.class)
        .hasMessage("clCreateKernel of lost failed: CL_INVALID_KERNEL_NAME (-46)");
  }
}
