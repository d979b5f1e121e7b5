package dev.ninc.compiler.emit.java;

import dev.ninc.compiler.emit.model.Lines;
import dev.ninc.compiler.plan.Pixels;
import dev.ninc.compiler.plan.java.Conv2d;
import dev.ninc.compiler.plan.java.VectorBlock;
import dev.ninc.compiler.plan.winograd.WinogradGrid;

/**
 * Comments that say how the numbers of a Winograd convolution lie: the sizes in its loops have no
 * other name.
 */
record WinogradMemory(Conv2d conv, WinogradGrid grid) {

  /**
   * Transformed tiles.
   *
   * @param array that they lie in
   */
  String tiles(String array, int start, Pixels tiles) {
    return matrix("V", array, start, tiles.rowStride(), tiles.maps().width(), tiles.pixelStride());
  }

  /** The products of a block. */
  String products(VectorBlock block) {
    int start = VectorWinogradTransforms.scratch(grid);
    return matrix("M", "s", start, block.productStride(), block.room(), Conv2d.PANEL);
  }

  private static String matrix(
      String name, String array, int start, int point, int tiles, int tile) {
    return "// %s: from %s[%d] on, %s floats from point to point: %s of %s, and %d."
        .formatted(
            name,
            array,
            start,
            Lines.count(point),
            Lines.count(tiles, "tile"),
            Lines.count(tile),
            point - tiles * tile);
  }

  /** Transformed tiles that lie tile by tile, without gaps. */
  String tilesOfFewChannels(int start) {
    return "// V: from s[%d] on, %s for each tile: %d points of %s."
        .formatted(
            start,
            Lines.count((long) grid.points() * conv.inputs(), "float"),
            grid.points(),
            Lines.count(conv.inputs(), "channel"));
  }

  /** The products of a block in plain loops, {@code stride} floats for each tile. */
  String productsByTile(int stride) {
    return "// M: from m[0] on, %s for each tile: %d points of %s, and %d."
        .formatted(
            Lines.count(stride, "float"),
            grid.points(),
            Lines.count(conv.outputs(), "output"),
            stride - grid.points() * conv.outputs());
  }

  /** Transformed weights of plain loops. */
  String weightRows() {
    return "// U: rows of %s: %d points of %s."
        .formatted(
            Lines.count(conv.outputs(), "output"),
            grid.points(),
            Lines.count(conv.inputs(), "channel"));
  }

  /** Transformed weights. */
  String weights() {
    int outputs = Math.min(Conv2d.PANEL, Conv2d.padded(conv.channels()));
    return "// U: %s floats for a panel of %d outputs: %d points of %s."
        .formatted(
            Lines.count((long) grid.points() * conv.inputs() * outputs),
            outputs,
            grid.points(),
            Lines.count(conv.inputs(), "channel"));
  }
}
