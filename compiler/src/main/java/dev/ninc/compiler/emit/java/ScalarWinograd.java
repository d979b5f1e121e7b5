package dev.ninc.compiler.emit.java;

import static dev.ninc.compiler.emit.model.Lines.sum;
import static dev.ninc.compiler.emit.model.Lines.times;

import com.palantir.javapoet.MethodSpec;
import dev.ninc.compiler.emit.model.Lines;
import dev.ninc.compiler.plan.Pixels;
import dev.ninc.compiler.plan.java.Conv2d;
import dev.ninc.compiler.plan.winograd.WinogradGrid;

/**
 * What the scalar kernels of one Winograd convolution have in common: how patches come into rows of
 * floats, and tiles out of them.
 *
 * <p>First the rows of a patch are combined, all its columns and channels side by side; then its
 * columns, all rows of points and channels side by side. So there are two long loops for a tile and
 * direction, and between them numbers are copied. Tiles of the output likewise.
 *
 * <p>Of the rows s, the first n (the points of a patch's side) hold what goes into a transform, the
 * next n what comes out.
 */
class ScalarWinograd {

  final Conv2d conv;
  final WinogradGrid grid;
  final String name;

  /** Points of a patch's side. */
  final int n;

  ScalarWinograd(Conv2d conv, WinogradGrid grid, String name) {
    this.conv = conv;
    this.grid = grid;
    this.name = name;
    this.n = grid.patch();
  }

  /** Rows of floats that a workspace needs: n in, n out, and a row of biases. */
  static int rows(WinogradGrid grid) {
    return 2 * grid.patch() + 1;
  }

  /** Floats of the longest row. */
  static int rowLength(Conv2d conv, WinogradGrid grid) {
    return grid.patch() * Math.max(lane(conv), conv.outputs());
  }

  /** From a pixel of a patch to the next, in a row of floats. */
  private static int lane(Conv2d conv) {
    return isRun(conv) ? conv.in().pixelStride() : conv.inputs();
  }

  /**
   * Whether the pixels of a patch's row are one run: not so in one of several concatenated maps.
   */
  private static boolean isRun(Conv2d conv) {
    return conv.in().pixelStride() <= Conv2d.padded(conv.inputs()) + Conv2d.NARROW;
  }

  /** Where the tile {@code tile} begins in the output. */
  private String placeOf(int start, String tile) {
    return sum(
        start,
        times(row(tile), grid.m() * conv.out().rowStride()),
        times(column(tile), grid.m() * conv.out().pixelStride()));
  }

  /** Where the patch of the tile {@code tile} begins. */
  final String patchOf(int start, String tile) {
    return sum(
        start + conv.corner(),
        times(row(tile), grid.m() * conv.in().rowStride()),
        times(column(tile), grid.m() * conv.in().pixelStride()));
  }

  final String row(String tile) {
    return grid.rows() == 1 ? "0" : grid.columns() == 1 ? tile : tile + " / " + grid.columns();
  }

  final String column(String tile) {
    return grid.columns() == 1 ? "0" : grid.rows() == 1 ? tile : tile + " % " + grid.columns();
  }

  /**
   * Both transforms of the patch at {@code x}; the columns of its points are the rows from n on.
   */
  final String patch() {
    int lane = lane(conv);
    return Template.fill(
        """
        for (int row = 0; row < ${n}; row++) {
          ${copy}
        }
        ${transforms}.patch(s, 0, ${n}, ${length});
        for (int row = 0; row < ${n}; row++) {
          for (int column = 0; column < ${n}; column++) {
            System.arraycopy(s[${n} + row], ${from}, s[column], ${to}, ${channels});
          }
        }
        ${transforms}.patch(s, 0, ${n}, ${second});""",
        "n",
        n,
        "copy",
        copyRow(),
        "transforms",
        ScalarTransforms.name(grid),
        "length",
        (n - 1) * lane + conv.inputs(),
        "from",
        times("column", lane),
        "to",
        times("row", conv.inputs()),
        "channels",
        conv.inputs(),
        "second",
        n * conv.inputs());
  }

  private String copyRow() {
    Pixels in = conv.in();
    if (isRun(conv)) {
      return Template.fill(
          "System.arraycopy(a, ${x}, s[row], 0, ${length});",
          "x",
          sum("x", times("row", in.rowStride())),
          "length",
          (n - 1) * lane(conv) + conv.inputs());
    }
    return Template.fill(
        """
        for (int column = 0; column < ${n}; column++) {
          System.arraycopy(a, ${x}, s[row], ${to}, ${channels});
        }""",
        "n",
        n,
        "x",
        sum("x", times("row", in.rowStride()), times("column", in.pixelStride())),
        "to",
        times("column", conv.inputs()),
        "channels",
        conv.inputs());
  }

  /** The biases of a column of a tile, in the last row. */
  final String biases() {
    return Template.fill(
        """
        for (int row = 0; row < ${m}; row++) {
          System.arraycopy(${name}Bias, 0, s[${last}], ${to}, ${outputs});
        }""",
        "m",
        grid.m(),
        "name",
        name,
        "last",
        2 * n,
        "to",
        times("row", conv.outputs()),
        "outputs",
        conv.outputs());
  }

  /**
   * The second transform of a tile; bias, activation, and where it belongs.
   *
   * @param start of the output
   * @param first the first of the rows that hold the tile's columns of points
   */
  final String tile(int start, int first) {
    return Template.fill(
        """
        ${transforms}.tile(s, ${first}, ${n}, ${length});
        int y = ${y};
        ${rows}
        ${columns}
        for (int column = 0; column < ${columnCount}; column++) {
          ${name}Finish(s[${n} + column], s[${last}]);
          for (int row = 0; row < ${rowCount}; row++) {
            System.arraycopy(s[${n} + column], ${from}, a, ${to}, ${outputs});
          }
        }""",
        "transforms",
        ScalarTransforms.name(grid),
        "first",
        first,
        "n",
        n,
        "length",
        grid.m() * conv.outputs(),
        "y",
        placeOf(start, "tile"),
        "rows",
        count("rows", row("tile"), conv.out().maps().height()),
        "columns",
        count("columns", column("tile"), conv.out().maps().width()),
        "rowCount",
        divides(conv.out().maps().height()) ? grid.m() : "rows",
        "columnCount",
        divides(conv.out().maps().width()) ? grid.m() : "columns",
        "name",
        name,
        "last",
        2 * n,
        "from",
        times("row", conv.outputs()),
        "to",
        sum("y", times("row", conv.out().rowStride()), times("column", conv.out().pixelStride())),
        "outputs",
        conv.outputs());
  }

  /** How many rows or columns of a tile lie in the output, where tiles hang over. */
  private String count(String what, String tile, int size) {
    return divides(size)
        ? ""
        : "int "
            + what
            + " = Math.min("
            + grid.m()
            + ", "
            + size
            + " - "
            + times(tile, grid.m())
            + ");";
  }

  private boolean divides(int size) {
    return size % grid.m() == 0;
  }

  /** Bias and activation of a column of a tile. */
  final MethodSpec finish() {
    return Methods.function(
        name + "Finish(float[] r, float[] b)",
        "Bias and activation of "
            + Lines.count(grid.m(), "pixel")
            + " of "
            + Lines.count(conv.outputs(), "output")
            + ".",
        Template.code(
            """
            for (int p = 0; p < ${length}; p++) {
              float v = r[p] + b[p];
              r[p] = ${value};
            }
            """,
            "length",
            grid.m() * conv.outputs(),
            "value",
            ScalarActivations.of(conv.act(), "v")));
  }

  /** The method that transforms a patch and stores its points. */
  final MethodSpec patchMethod(Pixels transformed) {
    return Methods.function(
        name + "Patch(float[][] s, float[] a, int x, float[] v, int y)",
        "A patch of "
            + Lines.count(n)
            + "x"
            + n
            + " pixels at x, transformed: a number at y for each channel and point.",
        Template.code(
            """
            ${patch}
            for (int row = 0; row < ${n}; row++) {
              for (int column = 0; column < ${n}; column++) {
                System.arraycopy(s[${n} + column], ${from}, v, ${to}, ${channels});
              }
            }
            """,
            "patch",
            patch(),
            "n",
            n,
            "from",
            times("row", conv.inputs()),
            "to",
            sum(
                "y",
                times("row", n * transformed.rowStride()),
                times("column", transformed.rowStride())),
            "channels",
            conv.inputs()));
  }
}
