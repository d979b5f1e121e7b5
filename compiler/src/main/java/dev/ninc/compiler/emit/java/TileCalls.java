package dev.ninc.compiler.emit.java;

import dev.ninc.compiler.plan.java.Conv2d;
import dev.ninc.compiler.plan.java.Split;

/** A row of pixels as calls, one for each tile; tiles of one size in a loop. */
final class TileCalls {

  private static final String REPEATED =
      """
      for (int tile = 0; tile < ${count}; tile++) {
        ${call}
      }
      """;

  private final Conv2d conv;
  private final Split split;

  TileCalls(Conv2d conv, Split split) {
    this.conv = conv;
    this.split = split;
  }

  /**
   * @param name of the tiles' methods; a number of pixels is put behind it
   * @param suffix behind that
   * @param middle arguments between {@code x} and {@code y}, each with a comma behind it
   */
  String text(String name, String suffix, String middle) {
    return (calls(name, suffix, middle, split.size() + 1, split.larger(), 0)
            + "\n"
            + calls(
                name,
                suffix,
                middle,
                split.size(),
                split.smaller(),
                split.larger() * (split.size() + 1)))
        .strip();
  }

  private String calls(
      String name, String suffix, String middle, int pixels, int count, int firstPixel) {
    int inPixel = conv.inPixel();
    int outPixel = conv.out().pixelStride();
    String call =
        Template.fill(
            "${method}(a, ${x}, ${middle}${y});",
            "method",
            name + pixels + suffix,
            "x",
            Lines.sum("x", firstPixel * inPixel, tile(count, pixels * inPixel)),
            "middle",
            middle,
            "y",
            Lines.sum("y", firstPixel * outPixel, tile(count, pixels * outPixel)));
    return switch (count) {
      case 0 -> "";
      case 1 -> call;
      default -> Template.fill(REPEATED, "count", count, "call", call);
    };
  }

  private static String tile(int count, int floats) {
    return count > 1 ? Lines.times("tile", floats) : "0";
  }
}
