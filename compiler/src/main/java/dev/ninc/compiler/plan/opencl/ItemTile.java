package dev.ninc.compiler.plan.opencl;

/**
 * How many pixels a work-item takes that does all by itself.
 *
 * <p>A term costs a multiplication for each pixel and vector of outputs, and about one more for
 * loading its weights. So t pixels at once cost ⌈pixels / t⌉ · (t + 1) for an image by itself, and
 * of 8 to 5 pixels the cheapest is taken, the larger of two. Images of fewer pixels are tiles by
 * themselves, but for the smallest: 4 pixels at once, of several images, read weights seldom
 * enough.
 */
final class ItemTile {

  private static final int LARGEST = 8;
  private static final int SMALLEST = 5;

  /** A tile of so few pixels would do little but read weights. */
  private static final int FEW = 4;

  private ItemTile() {}

  /**
   * @param pixels of an image
   */
  static int of(int pixels) {
    if (pixels < LARGEST) {
      return Math.max(FEW, pixels);
    }
    int best = LARGEST;
    for (int tile = LARGEST - 1; tile >= SMALLEST; tile--) {
      if (cost(pixels, tile) < cost(pixels, best)) {
        best = tile;
      }
    }
    return best;
  }

  private static long cost(int pixels, int tile) {
    return (long) Align.parts(pixels, tile) * (tile + 1);
  }
}
