package dev.ninc.compiler.plan.opencl;

import java.util.List;

/**
 * What a GPU gains when convolutions run as one kernel, in multiply-adds of the time of one pixel:
 *
 * <ul>
 *   <li><b>maps</b>: each number between two convolutions is not written and not read, and not read
 *       again for each further tile of outputs. A float that passes between a GPU and its memory
 *       takes as long as {@link #MEMORY} multiply-adds (H100: 40, RTX 3080: 78, RX 6800: 63), one
 *       that comes from the last cache a quarter of it;
 *   <li><b>launches</b>: each kernel that is not started saves {@link #LAUNCH} multiply-adds for a
 *       batch of {@link #BATCH} images, about a microsecond;
 *   <li><b>weights</b>: they are brought once for each {@code pixels} instead of {@link #TILE}
 *       pixels, from the last cache;
 *   <li><b>use</b>: work-items take 64 outputs at a time, and what they compute beyond the last one
 *       is lost.
 * </ul>
 *
 * <p>These are estimates: nothing is measured here.
 *
 * @param pixels of a work-group
 * @param mapPixels of an image
 * @param layers the convolutions, in order
 */
record ChainEstimate(int pixels, int mapPixels, List<Layer> layers) {

  /** A convolution: terms of each sum, and outputs. */
  record Layer(int terms, int outputs) {}

  private static final double MEMORY = 40;
  private static final double CACHE = MEMORY / 4;
  private static final double LAUNCH = 30e6;
  private static final int BATCH = 64;

  /** Pixels, and outputs, of a large tile of a convolution by itself. */
  private static final int TILE = 128;

  ChainEstimate {
    layers = List.copyOf(layers);
  }

  /** Multiply-adds for each pixel; negative where it loses. */
  double gain() {
    return maps() + launches() - weights() - lost();
  }

  /** Floats of a pixel that need not be written, and then read. */
  int savedFloats() {
    return layers.stream().limit(layers.size() - 1L).mapToInt(layer -> 2 * layer.outputs()).sum();
  }

  private double maps() {
    double again = 0;
    for (int i = 1; i < layers.size(); i++) {
      Layer layer = layers.get(i);
      again += (Align.parts(layer.outputs(), TILE) - 1.0) * layer.terms();
    }
    return savedFloats() * MEMORY + again * CACHE;
  }

  private double launches() {
    return (layers.size() - 1) * LAUNCH / (BATCH * (double) mapPixels);
  }

  private double weights() {
    double each = 1.0 / pixels - 1.0 / TILE;
    return layers.stream().mapToDouble(l -> (double) l.terms() * l.outputs()).sum() * each * CACHE;
  }

  private double lost() {
    return layers.stream().mapToDouble(ChainEstimate::lost).sum();
  }

  private static double lost(Layer layer) {
    int computed = Align.up(layer.outputs(), ChainTile.ACROSS * ChainTile.QUAD);
    return (double) layer.terms() * (computed - layer.outputs());
  }
}
