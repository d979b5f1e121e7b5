package dev.ninc.compiler.emit.java;

import static dev.ninc.compiler.emit.java.Lines.sum;
import static dev.ninc.compiler.emit.java.Lines.times;

import dev.ninc.compiler.plan.java.Conv2d;

/** The loops of a scalar convolution over rows, and over the blocks of pixels in a row. */
final class RowLoops {

  private RowLoops() {}

  /** A block of pixels: how many they are, and where its input and its output begin. */
  interface Block {
    String text(String n, String x, String y);
  }

  /**
   * @param rows a number or a variable
   * @param body may read {@code row}; where there is one row alone it must not
   */
  static String rows(String rows, String body) {
    return rows.equals("1")
        ? body
        : Template.fill(
            """
            for (int row = 0; row < ${rows}; row++) {
              ${body}
            }""",
            "rows",
            rows,
            "body",
            body);
  }

  /** {@code A row of 32 pixels in blocks of 24.} */
  static String comment(Conv2d conv, int size) {
    boolean whole = conv.pixels() <= size;
    return "A row of "
        + Lines.count(conv.pixels(), "pixel")
        + (whole ? "." : " in blocks of " + size + ".");
  }

  /** A row of pixels, whole or in blocks of {@code size}. */
  static String blocks(Conv2d conv, int size, Block block) {
    if (conv.pixels() <= size) {
      return block.text("" + conv.pixels(), "x", "y");
    }
    boolean divides = conv.pixels() % size == 0;
    return Template.fill(
        """
        for (int pixel = 0; pixel < ${pixels}; pixel += ${block}) {
          ${size}
          ${body}
        }""",
        "pixels",
        conv.pixels(),
        "block",
        size,
        "size",
        divides ? "" : "int n = Math.min(" + size + ", " + conv.pixels() + " - pixel);",
        "body",
        block.text(
            divides ? "" + size : "n",
            sum("x", times("pixel", conv.inPixel())),
            sum("y", times("pixel", conv.out().pixelStride()))));
  }
}
