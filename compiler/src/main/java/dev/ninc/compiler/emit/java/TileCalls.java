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

  /** The call for a tile: its pixels, and where its input and its output begin. */
  interface Call {
    String text(int pixels, String x, String y);
  }

  String text(Call call) {
    int firstOfSmaller = split.larger() * (split.size() + 1);
    return (calls(call, split.size() + 1, split.larger(), 0)
            + "\n"
            + calls(call, split.size(), split.smaller(), firstOfSmaller))
        .strip();
  }

  private String calls(Call call, int pixels, int count, int firstPixel) {
    int inPixel = conv.inPixel();
    int outPixel = conv.out().pixelStride();
    String text =
        call.text(
            pixels,
            Lines.sum("x", firstPixel * inPixel, tile(count, pixels * inPixel)),
            Lines.sum("y", firstPixel * outPixel, tile(count, pixels * outPixel)));
    return switch (count) {
      case 0 -> "";
      case 1 -> text;
      default -> Template.fill(REPEATED, "count", count, "call", text);
    };
  }

  private static String tile(int count, int floats) {
    return count > 1 ? Lines.times("tile", floats) : "0";
  }
}
