package dev.ninc.runtime.opencl;

/**
 * One launch of one kernel. All kernels have one signature: {@code kernel void NAME(global const
 * float *in, global float *a, global const float *w, global float *out, const int images)}.
 *
 * <p>For n images, {@code ceil(n · units / tile)} work-groups of {@code local} items run side by
 * side, {@code panels} times: {@code get_group_id(0)} is the tile, {@code get_group_id(1)} the
 * panel.
 *
 * @param id the step's name, for tools
 * @param kernel the kernel's name in the program
 * @param local work-items in a group
 * @param tile units that a group computes; the last group may have fewer
 * @param units of one image: pixels, rows or elements
 * @param panels of outputs
 * @param localBytes local memory of a group
 */
public record DeviceStep(
    String id, String kernel, int local, int tile, int units, int panels, int localBytes) {

  public DeviceStep {
    if (local < 1 || tile < 1 || units < 1 || panels < 1 || localBytes < 0) {
      throw new IllegalArgumentException("no launch: " + id);
    }
  }

  /** Groups side by side for so many images. */
  long groups(int images) {
    return ((long) images * units + tile - 1) / tile;
  }
}
