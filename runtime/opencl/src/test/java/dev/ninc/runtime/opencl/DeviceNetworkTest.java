package dev.ninc.runtime.opencl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** How many images a device runs at once. */
class DeviceNetworkTest {

  private static int mostAtOnce(DeviceKind kind, int arena) {
    return mostAtOnce(kind, arena, 2);
  }

  private static int mostAtOnce(DeviceKind kind, int arena, int cores) {
    DeviceLimits limits = new DeviceLimits(cores, 256, 32 << 10, 64L << 30, 16L << 30);
    DeviceStep step = new DeviceStep("y", "affine", 1, 1, 18, 1, 0);
    DeviceProgram program = new DeviceProgram(kind, "Some.cl", arena, 80, List.of(step));
    return DeviceNetwork.of("Some", program, 18, new int[] {18}, limits).mostAtOnce();
  }

  @Test
  void aCpuRunsWhatItsCacheHolds() {
    assertThat(mostAtOnce(DeviceKind.CPU, 3 << 17)).isEqualTo(8);
    assertThat(mostAtOnce(DeviceKind.CPU, 3 << 21)).isEqualTo(1);
    assertThat(mostAtOnce(DeviceKind.CPU, 3 << 17, 6)).isEqualTo(8);
    assertThat(mostAtOnce(DeviceKind.CPU, 3 << 17, 12)).isEqualTo(16);
  }

  @Test
  void aGpuRunsWhatKeepsItBusy() {
    assertThat(mostAtOnce(DeviceKind.GPU, 3 << 17)).isBetween(500, 1000);
  }
}
