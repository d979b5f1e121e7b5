package dev.ninc.compiler.plan.java;

import dev.ninc.compiler.plan.Pixels;
import dev.ninc.compiler.plan.winograd.WinogradGrid;

/**
 * The tiles of a Winograd convolution that plain loops take at once: the more there are, the more
 * often each weight is used that was read. Its memory is a thread's own: first the products, tile
 * by tile, then, where no step before has made them, the transformed patches.
 */
public record ScalarBlock(ConvolutionKernel.Winograd kernel) {

  /**
   * Floats of a block: 2 MiB. What does not stay in a second-level cache is written once and read
   * once; more blocks would read all weights more often, which are many times as much.
   */
  private static final int LARGEST = 1 << 19;

  /** Tiles of a piece of work: as many as the kernels take together. */
  public static final int FOUR = JavaTarget.TOGETHER;

  /** Rows of sums that the kernels add up at once. */
  private static final int ROWS = JavaTarget.SCALAR.pixels();

  /** Tiles of a block; the last block may have fewer. */
  public int tiles() {
    int most = Math.max(1, Math.min(ROWS, LARGEST / (products() + patch())));
    int even = Split.of(grid().tiles(), most).largest();
    int whole = JavaTarget.SCALAR.whole(even);
    return Math.min(grid().tiles(), whole <= most ? whole : even);
  }

  /** Whether there is one block. */
  public boolean isWhole() {
    return tiles() == grid().tiles();
  }

  /** Groups of four tiles, for several threads. */
  int fours() {
    return (grid().tiles() + FOUR - 1) / FOUR;
  }

  /**
   * Groups that a thread should take at once: half of all, or two blocks, for each time all weights
   * are read. Not more than half: with fewer than two such parts a step is not shared.
   */
  int foursAtOnce() {
    return Math.max(1, Math.min(fours() / 2, 2 * tiles() / FOUR));
  }

  /** Floats of a tile's products: [row of points][column of points][output]. */
  public int products() {
    return grid().points() * kernel.conv().outputs() + Conv2d.NARROW;
  }

  /** Whether the patches are transformed in the same step. */
  public boolean hasPatches() {
    return kernel.form() == ConvolutionKernel.Winograd.Form.BLOCKS;
  }

  /** How the transformed patches of a block lie behind its products. */
  public Pixels patches() {
    return WinogradLayout.transformed(grid(), tiles());
  }

  /** Floats of scratch memory. */
  public int floats() {
    Pixels patches = patches();
    int behind = hasPatches() ? patches.maps().height() * patches.rowStride() : 0;
    return tiles() * products() + behind;
  }

  private int patch() {
    return hasPatches() ? grid().points() * Conv2d.padded(grid().in().channels()) : 0;
  }

  private WinogradGrid grid() {
    return kernel.grid();
  }
}
