package dev.ninc.runtime.opencl;

import java.util.Arrays;

/**
 * The sizes of a network on a device.
 *
 * @param in floats of one image
 * @param outs floats of each output for one image
 * @param mostAtOnce images that the device has room for at once
 */
record DeviceNetwork(String name, DeviceProgram program, int in, int[] outs, int mostAtOnce) {

  /**
   * Bytes that a workspace takes on a device at most, for more than one image. A GPU is busy with
   * far fewer images, and each thread has a workspace.
   */
  private static final long USEFUL = 1L << 30;

  /** Each workspace may take one part of a device's memory in so many. */
  static final int SHARES = 16;

  /**
   * Bytes of activations of the images that a CPU runs at once: so they stay in a third-level
   * cache, and all images find the weights that the first one brought into the second-level one.
   */
  private static final long CACHE = 12L << 20;

  /** The same for each core, where there are many. */
  private static final long CORE_CACHE = 2L << 20;

  /** What kernels count in an int, with room for the last tile. */
  private static final long COUNTABLE = Integer.MAX_VALUE - (1L << 20);

  /** The network on a device of these limits, for which {@link Fit} has found no fault. */
  static DeviceNetwork of(
      String name, DeviceProgram program, int in, int[] outs, DeviceLimits limits) {
    long out = total(outs);
    long images = bytesFit(limits.bufferBytes(), Math.max(in, Math.max(out, program.arena())));
    long room = Math.min(USEFUL, limits.globalBytes() / SHARES);
    images = Math.min(images, bytesFit(room, in + out + program.arena()));
    if (program.kind() == DeviceKind.CPU) {
      images = Math.min(images, bytesFit(cache(limits), Math.max(1, program.arena())));
    }
    long largest = Math.max(in, out);
    for (DeviceStep step : program.steps()) {
      largest = Math.max(largest, (long) step.units() * Math.max(1, step.local() / step.tile()));
    }
    images = Math.min(images, COUNTABLE / largest);
    return new DeviceNetwork(name, program, in, outs, (int) Math.max(1, images));
  }

  private static long cache(DeviceLimits limits) {
    return Math.max(CACHE, limits.computeUnits() * CORE_CACHE);
  }

  private static long bytesFit(long bytes, long floats) {
    return bytes / Float.BYTES / floats;
  }

  private static long total(int[] outs) {
    return Arrays.stream(outs).asLongStream().sum();
  }

  /** Floats of all outputs for one image. */
  int out() {
    return Math.toIntExact(total(outs));
  }
}
