package dev.ninc.compiler.plan.java;

import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Window;
import dev.ninc.compiler.plan.Amplification;
import dev.ninc.compiler.plan.Pixels;
import dev.ninc.compiler.plan.cost.ConvShape;
import dev.ninc.compiler.plan.cost.WinogradBlocks;
import dev.ninc.compiler.plan.java.winograd.WinogradError;

/**
 * The tiles of F(m x m, r x r): the output cut into squares of m x m, each made of a square patch
 * of the input, m + r − 1 long. The patch is transformed into as many points. Tiles of the last row
 * and column may hang over.
 *
 * @param m rows and columns of a tile
 * @param r rows and columns of the window
 * @param in the maps that are read
 * @param out the maps that are cut
 */
public record WinogradGrid(int m, int r, Maps in, Maps out) {

  /** The longest patch: with more points the matrices' numbers grow, and with them the errors. */
  private static final int LONGEST_PATCH = 8;

  /** Floats of the largest array that a transformed layer may need. */
  private static final long LARGEST = 1 << 28;

  /** Channels of a first layer, whose products stand inside the transforms. */
  private static final int FEW_CHANNELS = 4;

  public WinogradGrid {
    if (m < 2 || r < 3 || m + r - 1 > LONGEST_PATCH) {
      throw new IllegalArgumentException("F(" + m + "x" + m + ", " + r + "x" + r + ")");
    }
  }

  /** Whether a convolution can be cut into such tiles. */
  static boolean isPossible(int m, Op.Conv conv, Maps in, Maps out) {
    Window w = conv.window();
    boolean square = w.height() == w.width() && w.height() >= 3 && w.height() % 2 == 1;
    boolean dense =
        w.strideX() == 1 && w.strideY() == 1 && w.dilationX() == 1 && w.dilationY() == 1;
    if (!square || !dense || conv.groups() > 1 || m < 2 || m + w.height() - 1 > LONGEST_PATCH) {
      return false;
    }
    WinogradGrid grid = new WinogradGrid(m, w.height(), in, out);
    return grid.transformedSize() <= LARGEST && grid.weights() <= LARGEST;
  }

  /** Whether the products can stand inside the transforms. */
  static boolean isPossibleFused(int m, Op.Conv conv, Maps in, Maps out) {
    return in.channels() <= FEW_CHANNELS && isPossible(m, conv, in, out);
  }

  static WinogradGrid of(int m, Op.Conv conv, Maps in, Maps out) {
    return new WinogradGrid(m, conv.window().height(), in, out);
  }

  /** Rows, and columns, of a patch of the input and of its points. */
  public int patch() {
    return m + r - 1;
  }

  /** Points of a tile: multiplications for each pair of channels. */
  public int points() {
    return patch() * patch();
  }

  /** Rows of tiles. */
  public int rows() {
    return (out.height() + m - 1) / m;
  }

  /** Columns of tiles. */
  public int columns() {
    return (out.width() + m - 1) / m;
  }

  /** Tiles of the whole output. */
  public int tiles() {
    return rows() * columns();
  }

  /** Rows of the output in a tile of the last row. */
  public int lastRows() {
    return out.height() - (rows() - 1) * m;
  }

  /** Columns of the output in a tile of the last column. */
  public int lastColumns() {
    return out.width() - (columns() - 1) * m;
  }

  /** Rows of the input, border included, that the patches of all tiles cover. */
  int inputRows() {
    return rows() * m + r - 1;
  }

  /** Columns of the input, border included, that the patches of all tiles cover. */
  int inputColumns() {
    return columns() * m + r - 1;
  }

  /** {@link #transformed(int)} of all tiles. */
  public Pixels transformed() {
    return transformed(tiles());
  }

  /**
   * How transformed tiles lie in memory: as maps with a row for each point and in it a pixel for
   * each tile. So the products of a point are a 1x1 convolution of its row.
   *
   * @param tiles how many of them
   */
  public Pixels transformed(int tiles) {
    int padded = Conv2d.padded(in.channels());
    int tile = padded % 512 == 0 ? padded + Conv2d.NARROW : padded;
    Maps maps = new Maps(in.channels(), points(), tiles);
    return new Pixels(maps, tile, tiles * tile + Conv2d.NARROW);
  }

  /** Floats of {@link #transformed()}. */
  long transformedSize() {
    long stride = Conv2d.padded(in.channels()) + Conv2d.NARROW;
    long all = points() * (tiles() * stride + Conv2d.NARROW);
    return all > LARGEST ? all : (long) points() * transformed().rowStride();
  }

  /** How the tiles are walked over, by the estimates. */
  WinogradBlocks blocks() {
    ConvShape shape =
        new ConvShape(out.height(), out.width(), r, r, in.channels(), out.channels(), 1);
    return new WinogradBlocks(shape, m);
  }

  /** Which loop is outside, see {@link WinogradBlocks}. */
  JavaKernel.Winograd.Form form() {
    return blocks().areOutside()
        ? JavaKernel.Winograd.Form.BLOCKS
        : JavaKernel.Winograd.Form.PANELS;
  }

  /** Floats of the transformed weights, outputs padded. */
  long weights() {
    return (long) points() * in.channels() * Conv2d.padded(out.channels());
  }

  /** How far such a convolution may be from the oracle. */
  Amplification amplification() {
    return new Amplification(WinogradError.of(m, r).factor(), m);
  }

  /** {@code F(4x4, 5x5)}. */
  @Override
  public String toString() {
    return "F(" + m + "x" + m + ", " + r + "x" + r + ")";
  }
}
