package dev.ninc.compiler.plan.java;

import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.plan.Pixels;
import dev.ninc.compiler.plan.cost.ConvShape;
import dev.ninc.compiler.plan.cost.WinogradBlocks;
import dev.ninc.compiler.plan.winograd.WinogradGrid;

/** How the Java targets lay out transformed tiles, and the order in which they take them. */
public final class WinogradLayout {

  /** Floats of the largest array that a transformed layer may need. */
  private static final long LARGEST = 1 << 28;

  /** Channels of a first layer, whose products stand inside the transforms. */
  private static final int FEW_CHANNELS = 4;

  private WinogradLayout() {}

  /** Whether a convolution can be cut into such tiles, and arrays can hold them. */
  static boolean isPossible(int m, Op.Conv conv, Maps in, Maps out) {
    if (!WinogradGrid.isPossible(m, conv)) {
      return false;
    }
    WinogradGrid grid = WinogradGrid.of(m, conv, in, out);
    return transformedSize(grid) <= LARGEST && weights(grid) <= LARGEST;
  }

  /** Whether the products can stand inside the transforms. */
  static boolean isPossibleFused(int m, Op.Conv conv, Maps in, Maps out) {
    return in.channels() <= FEW_CHANNELS && isPossible(m, conv, in, out);
  }

  /** {@link #transformed(WinogradGrid, int)} of all tiles. */
  public static Pixels transformed(WinogradGrid grid) {
    return transformed(grid, grid.tiles());
  }

  /**
   * How transformed tiles lie in memory: as maps with a row for each point and in it a pixel for
   * each tile. So the products of a point are a 1x1 convolution of its row.
   *
   * @param tiles how many of them
   */
  public static Pixels transformed(WinogradGrid grid, int tiles) {
    int channels = grid.in().channels();
    int padded = Conv2d.padded(channels);
    int tile = padded % 512 == 0 ? padded + Conv2d.NARROW : padded;
    Maps maps = new Maps(channels, grid.points(), tiles);
    return new Pixels(maps, tile, tiles * tile + Conv2d.NARROW);
  }

  /** Floats of {@link #transformed(WinogradGrid)}. */
  private static long transformedSize(WinogradGrid grid) {
    long stride = Conv2d.padded(grid.in().channels()) + Conv2d.NARROW;
    long all = grid.points() * (grid.tiles() * stride + Conv2d.NARROW);
    return all > LARGEST ? all : (long) grid.points() * transformed(grid).rowStride();
  }

  /** How the tiles are walked over, by the estimates. */
  static WinogradBlocks blocks(WinogradGrid grid) {
    Maps out = grid.out();
    int r = grid.r();
    ConvShape shape =
        new ConvShape(out.height(), out.width(), r, r, grid.in().channels(), out.channels(), 1);
    return new WinogradBlocks(shape, grid.m());
  }

  /** Which loop is outside, see {@link WinogradBlocks}. */
  static ConvolutionKernel.Winograd.Form form(WinogradGrid grid) {
    return blocks(grid).areOutside()
        ? ConvolutionKernel.Winograd.Form.BLOCKS
        : ConvolutionKernel.Winograd.Form.PANELS;
  }

  /** Floats of the transformed weights, outputs padded. */
  static long weights(WinogradGrid grid) {
    return (long) grid.points() * grid.in().channels() * Conv2d.padded(grid.out().channels());
  }
}
