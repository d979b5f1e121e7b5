package dev.ninc.compiler.plan.cost;

import java.util.ArrayList;
import java.util.List;

/**
 * Register tiles of one size: {@code pixels} times {@code vectors} sums stay in registers while
 * {@code terms} products are added to each.
 *
 * @param count how many such tiles are computed
 * @param runs loops that the terms of a sum are spread over
 */
record Tiles(long count, int pixels, int vectors, int terms, int runs) {

  /** Pixels of a tile on 32 registers, at most. */
  static final int LARGEST = 10;

  /** Cycles for calling the kernel of a tile. */
  private static final double CALL = 20;

  /** Cycles for beginning a loop. */
  private static final double LOOP = 6;

  /** Tiles in a run of pixels. */
  static int in(int pixels) {
    return (pixels + LARGEST - 1) / LARGEST;
  }

  /** A run of pixels in the fewest tiles, which differ by one pixel at most. */
  static List<Tiles> of(long times, int pixels, int vectors, int terms, int runs) {
    int tiles = in(pixels);
    int size = pixels / tiles;
    int larger = pixels % tiles;
    List<Tiles> all = new ArrayList<>();
    if (larger > 0) {
      all.add(new Tiles(times * larger, size + 1, vectors, terms, runs));
    }
    all.add(new Tiles(times * (tiles - larger), size, vectors, terms, runs));
    return all;
  }

  /**
   * Cycles of all these tiles: each term takes as long as its multiplications, its loads or the
   * latency of an addition, whichever is longest; then the sums are stored.
   */
  double cycles(ReferenceMachine machine) {
    double sums = pixels * vectors;
    double term =
        Math.max(
            Math.max(sums / machine.multiplies(), (pixels + vectors) / machine.loads()),
            ReferenceMachine.LATENCY);
    return count * (terms * term + runs * LOOP + sums + CALL);
  }

  /** Multiplications of numbers that are needed: lanes beyond the outputs are not told apart. */
  long multiplications() {
    return count * pixels * vectors * terms * ConvShape.LANES;
  }
}
