package dev.ninc.compiler.plan.java;

import dev.ninc.compiler.plan.Pixels;
import dev.ninc.compiler.plan.winograd.WinogradGrid;

/**
 * The tiles of a Winograd convolution that vector kernels take at once, and what lies between the
 * transforms meanwhile: in a thread's own memory the products of a block, and, where no step before
 * has made them, its transformed patches.
 */
public record VectorBlock(ConvolutionKernel.Winograd kernel) {

  /** The tiles, cut into what a kernel takes at once. */
  public Split split() {
    return Split.of(grid().tiles(), kernel.tile());
  }

  /** Of a block: kernels' tiles, see {@link #split()}. */
  public int size() {
    int most = Math.max(1, mostTiles() / split().largest());
    return Split.of(split().tiles(), most).largest();
  }

  /** Blocks that the tiles are cut into. */
  public int blocks() {
    return (split().tiles() + size() - 1) / size();
  }

  /** Whether all tiles are one block. */
  public boolean isWhole() {
    return size() == split().tiles();
  }

  /** Tiles for which a block has room: the same for all targets, which share the transforms. */
  public int room() {
    return Math.min(grid().tiles(), Math.max(mostTiles(), ConvolutionKernel.Winograd.LARGEST_TILE));
  }

  /** Floats from the products of one point to those of the next. */
  public int productStride() {
    return room() * Conv2d.PANEL + Conv2d.NARROW;
  }

  /** Floats of the products. */
  public int products() {
    return grid().points() * productStride();
  }

  /** How the transformed patches lie, see {@link WinogradLayout#transformed(WinogradGrid, int)}. */
  public Pixels transformed() {
    return WinogradLayout.transformed(grid(), room());
  }

  private int mostTiles() {
    return WinogradLayout.blocks(grid())
        .tiles(kernel.form() == ConvolutionKernel.Winograd.Form.BLOCKS);
  }

  private WinogradGrid grid() {
    return kernel.grid();
  }
}
