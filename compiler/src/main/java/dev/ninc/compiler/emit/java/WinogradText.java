package dev.ninc.compiler.emit.java;

import static dev.ninc.compiler.emit.model.Lines.times;

import dev.ninc.compiler.emit.model.Lines;
import dev.ninc.compiler.plan.Pixels;
import dev.ninc.compiler.plan.java.Conv2d;
import dev.ninc.compiler.plan.winograd.WinogradGrid;
import dev.ninc.compiler.plan.winograd.WinogradMatrices;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * What the methods of a Winograd convolution say of its tiles: where they lie, and what they are.
 */
final class WinogradText {

  private final Conv2d conv;
  private final WinogradGrid grid;

  WinogradText(Conv2d conv, WinogradGrid grid) {
    this.conv = conv;
    this.grid = grid;
  }

  /** From the first pixel of the input to where the patch of {@code tile} begins. */
  String patch(String tile) {
    return place(tile, conv.in());
  }

  /** From the first pixel of the output to the first one of {@code tile}. */
  String tile(String tile) {
    return place(tile, conv.out());
  }

  private String place(String tile, Pixels pixels) {
    int row = grid.m() * pixels.rowStride();
    int column = grid.m() * pixels.pixelStride();
    if (grid.rows() == 1) {
      return times(tile, column);
    }
    if (grid.columns() == 1) {
      return times(tile, row);
    }
    String rows = tile + " / " + grid.columns() + " * " + row;
    return rows + " + " + tile + " % " + grid.columns() + " * " + column;
  }

  /** Whether tiles of the last row hang over. */
  boolean hasCutRows() {
    return grid.lastRows() < grid.m();
  }

  /** Whether tiles of the last column hang over. */
  boolean hasCutColumns() {
    return grid.lastColumns() < grid.m();
  }

  /** How many rows of {@code tile} lie in the output. */
  String rows(String tile) {
    return grid.rows() == 1
        ? "" + grid.lastRows()
        : "%s < %d ? %d : %d"
            .formatted(tile, (grid.rows() - 1) * grid.columns(), grid.m(), grid.lastRows());
  }

  /** The condition that {@code tile} stands in the last column. */
  String isInLastColumn(String tile) {
    return tile + " % " + grid.columns() + " == " + (grid.columns() - 1);
  }

  /** {@code 16 tiles of 4x4 pixels}. */
  String tiles() {
    return Lines.count(grid.tiles(), "tile") + " of " + grid.m() + "x" + grid.m() + " pixels";
  }

  /** {@code points 0, 1, -1, ∞}. */
  static String points(WinogradMatrices matrices) {
    List<String> points = matrices.points().stream().map(WinogradText::point).toList();
    return points.stream().collect(Collectors.joining(", ", "points ", " and ∞"));
  }

  private static String point(BigFraction point) {
    String size = point.abs().equals(BigFraction.ONE_HALF) ? "½" : "" + point.abs().intValue();
    return point.compareTo(BigFraction.ZERO) < 0 ? "−" + size : size;
  }
}
