package dev.ninc.compiler.emit.opencl;

import static dev.ninc.compiler.emit.model.Lines.sum;
import static dev.ninc.compiler.emit.model.Lines.times;

import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Window;
import dev.ninc.compiler.plan.opencl.DeviceConv;

/**
 * The window of a convolution, as words and expressions.
 *
 * @param conv whose window slides
 */
record WindowWords(DeviceConv conv) {

  /**
   * {@code TOP} and {@code LEFT}, where the window of output {@code pixel} begins in the image;
   * {@code HEIGHT} and {@code WIDTH} of the window; {@code ROWS} and {@code COLUMNS} of the image.
   */
  Words words() {
    Window w = conv.window();
    Maps image = conv.in().maps();
    return Words.of(
        "TOP",
        Expressions.minus(times(row(), w.strideY()), w.pad().top()),
        "LEFT",
        Expressions.minus(times(column(), w.strideX()), w.pad().left()),
        "HEIGHT",
        w.height(),
        "WIDTH",
        w.width(),
        "ROWS",
        image.height(),
        "COLUMNS",
        image.width());
  }

  /**
   * {@code TAP_ROW} and {@code TAP_COLUMN}: where tap (i, j) lies in the image.
   *
   * @param top the row of the window's first tap
   * @param left the column of the window's first tap
   */
  Words tap(String top, String left) {
    Window w = conv.window();
    return Words.of(
        "TAP_ROW",
        sum(top, times("i", w.dilationY())),
        "TAP_COLUMN",
        sum(left, times("j", w.dilationX())));
  }

  /** The one input pixel of output {@code pixel}, for a window of 1x1 that stays in the image. */
  String onlyPixel() {
    Window w = conv.window();
    return w.strideY() == 1 && w.strideX() == 1 && conv.in().maps().width() == width()
        ? "pixel"
        : "("
            + sum(
                times(times(row(), w.strideY()), conv.in().maps().width()),
                times(column(), w.strideX()))
            + ")";
  }

  private String row() {
    return "pixel / " + width();
  }

  private String column() {
    return "pixel % " + width();
  }

  private int width() {
    return conv.out().maps().width();
  }
}
