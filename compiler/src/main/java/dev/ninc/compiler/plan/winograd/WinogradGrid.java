package dev.ninc.compiler.plan.winograd;

import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Window;
import dev.ninc.compiler.plan.Amplification;

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

  public WinogradGrid {
    if (m < 2 || r < 3 || m + r - 1 > LONGEST_PATCH) {
      throw new IllegalArgumentException("F(" + m + "x" + m + ", " + r + "x" + r + ")");
    }
  }

  /** Whether a convolution can be cut into such tiles: its window, not the sizes of arrays. */
  public static boolean isPossible(int m, Op.Conv conv) {
    Window w = conv.window();
    boolean square = w.height() == w.width() && w.height() >= 3 && w.height() % 2 == 1;
    boolean dense =
        w.strideX() == 1 && w.strideY() == 1 && w.dilationX() == 1 && w.dilationY() == 1;
    return square && dense && conv.groups() == 1 && m >= 2 && m + w.height() - 1 <= LONGEST_PATCH;
  }

  public static WinogradGrid of(int m, Op.Conv conv, Maps in, Maps out) {
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
  public int inputRows() {
    return rows() * m + r - 1;
  }

  /** Columns of the input, border included, that the patches of all tiles cover. */
  public int inputColumns() {
    return columns() * m + r - 1;
  }

  /** How far such a convolution may be from the oracle. */
  public Amplification amplification() {
    return new Amplification(WinogradError.of(m, r).factor(), m);
  }

  /** {@code F(4x4, 5x5)}. */
  @Override
  public String toString() {
    return "F(" + m + "x" + m + ", " + r + "x" + r + ")";
  }
}
