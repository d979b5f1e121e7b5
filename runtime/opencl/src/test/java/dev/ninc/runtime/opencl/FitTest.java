package dev.ninc.runtime.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A driver is never asked for what its device has not. */
class FitTest {

  private static final DeviceProgram GPU =
      new DeviceProgram(
          DeviceKind.GPU,
          "TinyGpu.cl",
          1_000_000,
          2_000_000,
          List.of(
              new DeviceStep("conv1", "conv1", 64, 64, 1024, 1, 8 << 10),
              new DeviceStep("conv2", "conv2", 128, 128, 1024, 2, 24 << 10)));

  private final FakeOpenCl fake = new FakeOpenCl();

  private static DeviceLimits limits(int group, long local, long global, long buffer) {
    return new DeviceLimits(4, group, local, global, buffer);
  }

  private String problem(DeviceLimits limits) {
    Device device = fake.device().with(limits);
    try {
      new Tiny(Tiny.SPEC, GPU, GPU, Tiny::pack, device).close();
      return "";
    } catch (DeviceException e) {
      assertThat(fake.log).as("asked of the driver").isEmpty();
      return e.getMessage();
    }
  }

  @Test
  void saysHowMuchLocalMemoryIsMissing() {
    assertThat(problem(limits(256, 16 << 10, 1L << 30, 1 << 28)))
        .isEqualTo(
            "Tiny can't run on device 0, Fake 100 (gpu, Nobody, driver 1.0): step `conv2` needs"
                + " 24576 bytes of local memory, the device has 16384. Choose another device with"
                + " -Dninc.opencl.device, or with -Dninc.opencl.mode=cpu the program that needs no"
                + " local memory and no groups, or use the class that was generated for Java");
    assertThat(fake.opened).hasValue(0);
  }

  @Test
  void offersTheOtherProgramOnlyWhereThatHelps() {
    assertThat(problem(limits(128, 24 << 10, 12_000_148, 7_999_999)))
        .endsWith(
            " Choose another device with -Dninc.opencl.device, or use the class that was generated"
                + " for Java")
        .doesNotContain("mode=cpu");
  }

  @Test
  void asksForTheGroupsOfEachKernelWhileAModelIsLoaded() {
    fake.workGroup = 7;
    assertThatThrownBy(() -> new Tiny(fake.device()))
        .isInstanceOf(DeviceException.class)
        .hasMessageContaining(
            ": step `y` needs 8 work-items in a group of this kernel, the device has 7; step `sum`"
                + " needs 8 ")
        .hasMessageContaining("-Dninc.opencl.mode=cpu");
    assertThat(fake.open).hasValue(0);
  }

  @Test
  void saysAllThatIsMissing() {
    assertThat(problem(limits(64, 4 << 10, 11_000_000, 3_000_000)))
        .contains("step `conv2` needs 24576 bytes of local memory, the device has 4096; ")
        .contains("step `conv2` needs 128 work-items in a group, the device has 64; ")
        .contains("the activations of one image need 4000000 bytes in one buffer")
        .contains("the weights need 8000000 bytes in one buffer, the device's largest has 3000000")
        .contains("it needs 12000148 bytes, the device has 11000000. ");
  }

  @Test
  void whatJustFitsRuns() {
    assertThat(problem(limits(128, 24 << 10, 12_000_148, 8_000_000))).isEmpty();
  }

  @Test
  void wantsOpenCl12() {
    Device.Description d = FakeOpenCl.DESCRIPTION;
    Device old =
        new Device(
            fake,
            3,
            new Device.Description(
                d.type(), d.name(), d.vendor(), d.platform(), d.driver(), "OpenCL 1.1 old"),
            FakeOpenCl.LIMITS);
    assertThatThrownBy(() -> new Tiny(old))
        .isInstanceOf(DeviceException.class)
        .hasMessageContaining("it has OpenCL 1.1 old, and OpenCL 1.2 is needed");
  }
}
