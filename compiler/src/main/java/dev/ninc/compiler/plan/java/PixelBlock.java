package dev.ninc.compiler.plan.java;

import dev.ninc.compiler.ir.Maps;

/**
 * The pixels that a plain loop runs over, where its lanes are pixels and not outputs.
 *
 * <p>C2 runs the first and the last rounds of a vectorized loop one by one, and each takes about as
 * long as a vector. So a loop over n numbers takes some {@code (12 + n / 16)} times what a vector
 * takes, and long loops are better: over pixels, where there are more of them than outputs. But
 * their numbers have to be brought from pixels to rows and back.
 */
final class PixelBlock {

  /** Pixels of a block, at most: rows for a dozen terms stay in a first-level cache. */
  private static final int MOST = 800;

  /** With so many pixels there are two blocks or more, for two threads. */
  private static final int MANY = 512;

  /** Pixels of a block, at least. */
  private static final int LEAST = 128;

  /** What the ends of a loop take, in numbers of its middle. */
  private static final double ENDS = 192;

  /** What it takes to bring a number from a pixel to a row or back, in multiply-accumulates. */
  private static final double MOVE = 32;

  private PixelBlock() {}

  /** Whether there is more than a block. */
  static boolean areMany(Maps maps) {
    return maps.pixels() > MANY;
  }

  /** Rows of maps that make up a block. */
  static int rows(Maps maps) {
    return size(maps.height(), maps.width());
  }

  /** Pixels of a block. */
  static int pixels(Conv2d conv) {
    return conv.isFlat() ? size(conv.pixels(), 1) : rows(conv.out().maps()) * conv.pixels();
  }

  /** Units of some pixels each that make up a block: one block of all, or an even number. */
  private static int size(int units, int each) {
    if (units * each <= MANY) {
      return units;
    }
    int pairs = 1;
    while (ceil(units, 2 * pairs) > Math.max(1, MOST / each)) {
      pairs++;
    }
    return ceil(units, 2 * pairs);
  }

  private static int ceil(int units, int blocks) {
    return (units + blocks - 1) / blocks;
  }

  /** Whether the lanes of a convolution should be pixels. */
  static boolean isFaster(Conv2d conv) {
    int pixels = pixels(conv);
    return conv.groups() == 1
        && (!conv.byRows() || areMany(conv.out().maps()))
        && pixels >= LEAST
        && pixels <= 2 * MOST
        && cost(pixels) + MOVE / conv.outputs() + MOVE / conv.terms() < cost(conv.outputs());
  }

  /** Time for a number of a loop over n numbers, relative to a loop without ends. */
  private static double cost(int n) {
    return 1 + ENDS / n;
  }
}
