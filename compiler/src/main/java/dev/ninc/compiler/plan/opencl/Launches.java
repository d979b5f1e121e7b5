package dev.ninc.compiler.plan.opencl;

/** How kernels other than convolutions are enqueued. */
final class Launches {

  /** Work-items of a group that shares nothing: enough to hide latency with few groups. */
  private static final int GROUP = 128;

  /** Groups that an image's work is cut into, where groups are single work-items. */
  private static final int PIECES = 16;

  /** Numbers that are worth a work-item, where groups are single work-items. */
  private static final int FEWEST = 256;

  /** Numbers that a single work-item takes, at most. */
  private static final int MOST = 4096;

  /** Channels that are worth a work-group for each pixel. */
  private static final int SHARED_PIXEL = 64;

  private final DeviceProfile profile;

  Launches(DeviceProfile profile) {
    this.profile = profile;
  }

  /**
   * For units that have nothing in common. On a GPU each work-item takes one. Where a group is a
   * single item, it takes a sixteenth of an image, but 256 to 4,096 numbers.
   *
   * @param numbers that make a unit
   */
  Launch each(String kernel, int units, int numbers) {
    int local = Math.min(GROUP, profile.workGroup());
    int tile = local;
    if (local == 1) {
      int fewest = Align.parts(FEWEST, numbers);
      int most = Math.max(fewest, MOST / numbers);
      tile = Math.min(most, Math.max(fewest, Align.parts(units, PIECES)));
    }
    return new Launch(kernel, local, tile, units, 1, 0);
  }

  /** For pixels of many channels: a group for each, where groups have several work-items. */
  Launch pixels(String kernel, int pixels, int channels) {
    int local = Math.min(SHARED_PIXEL, profile.workGroup());
    boolean shared =
        local == SHARED_PIXEL
            && channels >= SHARED_PIXEL
            && profile.localBytes() >= local * Float.BYTES;
    return shared
        ? new Launch(kernel, local, 1, pixels, 1, local * Float.BYTES)
        : each(kernel, pixels, channels);
  }
}
