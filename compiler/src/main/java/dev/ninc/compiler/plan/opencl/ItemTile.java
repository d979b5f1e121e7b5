package dev.ninc.compiler.plan.opencl;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

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

  /** What a work-item has registers for, on the largest processors. */
  private static final int MOST = 12;

  private ItemTile() {}

  /** What a policy may ask for: {@code tile 8}. */
  static String shape(int tile) {
    return "tile " + tile;
  }

  /** All that may be asked for, the largest last. */
  static List<String> possible() {
    return IntStream.rangeClosed(1, MOST).mapToObj(ItemTile::shape).toList();
  }

  /** The tiles that differ enough: processors have registers for 2 to 12 pixels. */
  static List<String> candidates() {
    return IntStream.of(2, 3, 4, 5, 6, 7, 8, 10, MOST).mapToObj(ItemTile::shape).toList();
  }

  /**
   * @param pixels of an image
   * @param wanted the {@link #shape} of a tile that is taken where it is possible
   */
  static int of(int pixels, Optional<String> wanted) {
    return wanted
        .map(possible()::indexOf)
        .filter(index -> index >= 0)
        .map(index -> index + 1)
        .orElseGet(() -> of(pixels));
  }

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
