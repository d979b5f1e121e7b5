package dev.ninc.runtime.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Batches that a device has no room for run in parts. */
@Timeout(60)
class DeviceMemoryTest {

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

  /** What limits a device has that takes so many images of Tiny at once. */
  static DeviceLimits limits(int images) {
    DeviceLimits all = FakeOpenCl.LIMITS;
    long bytes = Math.max(80, images * 32L) * Float.BYTES; // the weights have to fit as well
    return new DeviceLimits(
        all.computeUnits(),
        all.workGroup(),
        all.localBytes(),
        images * 69L * DeviceNetwork.SHARES * Float.BYTES + 4,
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
          .hasMessageStartingWith(
              "Tiny: the device has no memory left for one image (no room for 72). Close ");
      fake.largestBuffer = Long.MAX_VALUE;
      tiny.run(another, in, out);
      assertThat(out).isEqualTo(Tiny.y(in));
    }
    assertThat(fake.open).hasValue(0);
  }

  /** Of the weights and of so many images. */
  private static long bytes(int images) {
    return (80 + images * 69L) * Float.BYTES;
  }

  @ParameterizedTest
  @ValueSource(strings = {"write", "launch", "read"})
  void takesSmallerPartsWhereMemoryIsFoundShortLater(String command) {
    float[] in = Tiny.images(16);
    float[] out = new float[16 * 18];
    try (Tiny tiny = new Tiny(fake.device());
        DeviceWorkspace workspace = tiny.newWorkspace()) {
      fake.failing = command;
      fake.room = bytes(5);
      assertThat(tiny.seconds(workspace, 0, 2, 16, 1)).isPositive();
      tiny.run(workspace, in, out);
      assertThat(out).isEqualTo(Tiny.y(in));
      assertThat(fake.log).contains("affine 4: 72x1 by 8");
      fake.room = bytes(0);
      fake.log.clear();
      assertThatThrownBy(() -> tiny.run(workspace, in, out))
          .isInstanceOf(DeviceException.class)
          .hasMessageStartingWith("Tiny: the device has no memory left for one image (" + command);
      assertThatThrownBy(() -> tiny.runStep(workspace, 0, Tiny.images(1), new float[2][]))
          .isInstanceOf(DeviceException.class)
          .hasMessageContaining("no memory left for one image");
      fake.room = Long.MAX_VALUE;
      fake.log.clear();
      Arrays.fill(out, 0);
      tiny.run(workspace, in, out);
      assertThat(out).isEqualTo(Tiny.y(in));
      assertThat(fake.log).containsExactly("affine 16: 288x1 by 8", "results 16: 128x1 by 8");
    }
    assertThat(fake.open).hasValue(0);
  }

  @Test
  void copiesInPiecesWhateverTheBatch() {
    float[] in = Tiny.images(60_000);
    float[][] outs = {new float[in.length], new float[60_000]};
    try (Tiny tiny = new Tiny(fake.device());
        DeviceWorkspace workspace = tiny.newWorkspace()) {
      tiny.run(workspace, in, outs);
    }
    assertThat(outs[0]).isEqualTo(Tiny.y(in));
    assertThat(outs[1]).isEqualTo(Tiny.sums(in));
    assertThat(fake.log).contains("affine 60000: 1080000x1 by 8");
    assertThat(fake.largestCopy).hasValue(Staging.PIECE * Float.BYTES);
  }

  @Test
  void aWorkspaceLeavesRoomForOthers() {
    DeviceStep step = new DeviceStep("y", "affine", 1, 1, 18, 1, 0);
    DeviceProgram program = new DeviceProgram(DeviceKind.GPU, "A.cl", 1 << 20, 80, List.of(step));
    for (long global : new long[] {8L << 30, 141L << 30}) {
      DeviceLimits limits = new DeviceLimits(132, 1024, 48 << 10, global, global / 4);
      int images = DeviceNetwork.of("A", program, 18, new int[] {18}, limits).mostAtOnce();
      assertThat(images * 4L << 20).isBetween(200L << 20, Math.min(1L << 30, global / 16));
    }
  }
}
