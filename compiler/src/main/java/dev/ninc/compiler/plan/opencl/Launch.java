package dev.ninc.compiler.plan.opencl;

/**
 * How a kernel is enqueued: its NDRange. The work of an image is cut into {@code units}; unit
 * {@code u} of a batch is unit {@code u % units} of image {@code u / units}. Work-groups take
 * {@code tile} neighbouring units each, across the limits of images, and the last one finds fewer:
 *
 * <pre>
 * local size   (local, 1)
 * global size  (⌈images · units / tile⌉ · local, panels)
 * </pre>
 *
 * <p>Kernels count units in ints: {@code images · units + tile} must stay below 2³¹, so larger
 * batches run in parts.
 *
 * @param kernel its name in the program: a C identifier, unique in the plan
 * @param local work-items of a work-group
 * @param tile units of a work-group
 * @param units of one image: the kernel says of what
 * @param panels of outputs, of all groups of channels together; 1 for all but convolutions
 * @param localBytes local memory of a work-group
 */
public record Launch(String kernel, int local, int tile, int units, int panels, int localBytes) {

  public Launch {
    if (local < 1 || tile < 1 || units < 1 || panels < 1 || localBytes < 0) {
      throw new IllegalArgumentException("no launch of " + kernel);
    }
  }
}
