package dev.ninc.compiler.plan.opencl;

import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.plan.Pixels;
import dev.ninc.compiler.plan.winograd.WinogradGrid;

/**
 * What lies in the arena between the steps of a Winograd convolution: maps with a row for each
 * point and in it a pixel for each tile. So the products of a point are a 1x1 convolution of its
 * row.
 */
final class TransformedTiles {

  /** Floats of one image that either of them may take. */
  private static final long LARGEST = 1 << 28;

  /** Channels that are brought into local memory together at least, see {@link TileChoice}. */
  private static final int STEP = 8;

  private TransformedTiles() {}

  /** The transformed patches V of a convolution's input. */
  static Value patches(Value conv) {
    return new Value(conv.name() + ":tiles");
  }

  /** The products M, where a step of its own transforms them back. */
  static Value products(Value conv) {
    return new Value(conv.name() + ":products");
  }

  /** How V lies. */
  static Pixels patches(WinogradGrid grid) {
    return layout(grid, grid.in().channels());
  }

  /** How M lies. */
  static Pixels products(WinogradGrid grid) {
    return layout(grid, grid.out().channels());
  }

  /**
   * Points lie 16 floats further apart than they need: else those of a tile fall into the same sets
   * of a cache.
   */
  private static Pixels layout(WinogradGrid grid, int channels) {
    int stride = PixelStride.of(channels);
    return new Pixels(
        new Maps(channels, grid.points(), grid.tiles()),
        stride,
        grid.tiles() * stride + Align.LINE);
  }

  static int floats(Pixels layout) {
    return Math.multiplyExact(layout.maps().height(), layout.rowStride());
  }

  /**
   * Whether a convolution can be computed so. A work-group brings neighbouring channels of a point
   * into local memory, so for a GPU they have to be whole steps.
   */
  static boolean isPossible(int m, Op.Conv conv, Maps in, Maps out, DeviceProfile profile) {
    if (!WinogradGrid.isPossible(m, conv)) {
      return false;
    }
    WinogradGrid grid = WinogradGrid.of(m, conv, in, out);
    boolean steps = profile.localBytes() == 0 || in.channels() % STEP == 0;
    return steps
        && Math.max(size(grid, in), size(grid, out)) <= LARGEST
        && weights(grid) <= LARGEST;
  }

  /** More than the floats that the steps of any Winograd form of a convolution leave each other. */
  static long most(Node node, Maps in) {
    Op.Conv conv = (Op.Conv) node.op();
    long most = 0;
    for (int m = 2; WinogradGrid.isPossible(m, conv); m++) {
      WinogradGrid grid = WinogradGrid.of(m, conv, in, node.maps());
      long size = size(grid, in) + size(grid, node.maps());
      most = Math.max(most, Math.min(size, 2 * LARGEST));
    }
    return most;
  }

  private static long size(WinogradGrid grid, Maps maps) {
    long tiles = (long) grid.rows() * grid.columns();
    return grid.points() * (tiles * PixelStride.of(maps.channels()) + Align.LINE);
  }

  private static long weights(WinogradGrid grid) {
    long outputs = Align.up(grid.out().channels(), DeviceConv.PANEL);
    return outputs * grid.in().channels() * grid.points();
  }
}
