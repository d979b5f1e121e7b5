package dev.ninc.compiler.emit.java;

import static dev.ninc.compiler.emit.model.Lines.sum;
import static dev.ninc.compiler.emit.model.Lines.times;

import dev.ninc.compiler.emit.model.Lines;
import dev.ninc.compiler.plan.java.Conv2d;
import java.util.Optional;

/** The loop of a scalar convolution over the blocks of pixels in a row. */
final class RowLoops {

  private RowLoops() {}

  /** A block of pixels: how many they are, and where its input and its output begin. */
  interface Block {
    String text(String n, String x, String y);
  }

  /** {@code A row of 32 pixels in blocks of 24.} */
  static String comment(Conv2d conv, int size) {
    boolean whole = conv.pixels() <= size;
    return "A row of "
        + Lines.count(conv.pixels(), "pixel")
        + (whole ? "." : " in blocks of " + size + ".");
  }

  /**
   * A row of pixels, whole or in blocks of {@code size}.
   *
   * @param some the blocks to do; all where it is empty
   */
  static String blocks(Conv2d conv, int size, Optional<Range> some, Block block) {
    if (conv.pixels() <= size) {
      return block.text("" + conv.pixels(), "x", "y");
    }
    boolean divides = conv.pixels() % size == 0;
    return Template.fill(
        """
        for (int pixel = ${first}; pixel < ${end}; pixel += ${block}) {
          ${size}
          ${body}
        }""",
        "first",
        some.map(r -> times(r.first(), size)).orElse("0"),
        "end",
        some.map(r -> end(conv, size, times(r.end(), size))).orElse("" + conv.pixels()),
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

  private static String end(Conv2d conv, int size, String end) {
    return conv.pixels() % size == 0 ? end : "Math.min(" + end + ", " + conv.pixels() + ")";
  }
}
