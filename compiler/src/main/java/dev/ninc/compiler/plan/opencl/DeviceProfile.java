package dev.ninc.compiler.plan.opencl;

/**
 * What kernels may ask of a device: the smallest device that a plan is made for.
 *
 * @param localBytes local memory of a work-group
 * @param workGroup work-items of a work-group, at most
 * @param registers 4-byte registers that a work-item may use
 * @param vectorWidth floats that a work-item takes at once where it goes through channels
 */
public record DeviceProfile(int localBytes, int workGroup, int registers, int vectorWidth) {

  /** Any GPU of the last ten years. */
  public static final DeviceProfile GPU = new DeviceProfile(32 * 1024, 256, 128, 4);

  /** A CPU: local memory is plain memory, and a work-group of one item needs no barrier. */
  public static final DeviceProfile CPU = new DeviceProfile(0, 1, 32 * 16, 16);

  public DeviceProfile {
    if (localBytes < 0 || workGroup < 1 || registers < 1 || vectorWidth < 4) {
      throw new IllegalArgumentException("no device: " + localBytes + ", " + workGroup);
    }
  }

  /** This device, where it has no more than so much. */
  public DeviceProfile within(long local, int group) {
    return new DeviceProfile(
        (int) Math.min(localBytes, local), Math.min(workGroup, group), registers, vectorWidth);
  }
}
