package dev.ninc.runtime.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Which device is taken. */
class DevicesTest {

  private static final List<Device> ALL =
      List.of(
          device(0, Device.Type.CPU, "EPYC 9554", 64),
          device(1, Device.Type.GPU, "GeForce 2070", 36),
          device(2, Device.Type.GPU, "Radeon 7900", 96),
          device(3, Device.Type.ACCELERATOR, "Array 10", 900));

  private static Device device(int number, Device.Type type, String name, int units) {
    return new Device(
        new FakeOpenCl(),
        number,
        new Device.Description(type, name, "vendor", "platform", "1.0", "OpenCL 1.2"),
        new DeviceLimits(units, 256, 1 << 15, 1 << 30, 1 << 28));
  }

  private static Device choose(List<Device> all, String asked) {
    return Devices.choose("`" + asked + "`", all, asked, List.of("no memory"));
  }

  @Test
  void takesTheLargestGpu() {
    assertThat(choose(ALL, "").number()).isEqualTo(2);
    assertThat(choose(ALL.subList(0, 2), "").number()).isEqualTo(1);
    assertThat(choose(List.of(ALL.get(3), ALL.get(0)), "").number()).isZero();
    assertThat(choose(List.of(ALL.get(3)), "").number()).isEqualTo(3);
  }

  @Test
  void takesWhatIsAskedFor() {
    assertThat(choose(ALL, "0").number()).isZero();
    assertThat(choose(ALL, "cpu").number()).isZero();
    assertThat(choose(ALL, " GPU ").number()).isEqualTo(2);
    assertThat(choose(ALL, "geforce").number()).isEqualTo(1);
    assertThat(choose(ALL, "a").number()).isEqualTo(2);
    assertThat(choose(ALL, "array").kind()).isEqualTo(DeviceKind.GPU);
  }

  @Test
  void listsWhatThereIs() {
    for (String wrong : List.of("4", "-1", "Arc", "2070x")) {
      assertThatThrownBy(() -> choose(ALL, wrong))
          .isInstanceOf(DeviceException.class)
          .hasMessageStartingWith("no OpenCL device is `" + wrong + "`: say a number, ")
          .hasMessageContaining("\n  1  GeForce 2070 (gpu, vendor, driver 1.0)")
          .hasMessageEndingWith("\n  a driver failed: no memory");
    }
  }
}
