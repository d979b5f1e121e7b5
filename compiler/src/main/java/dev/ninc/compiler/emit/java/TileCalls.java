package dev.ninc.compiler.emit.java;

import dev.ninc.compiler.emit.model.Lines;
import dev.ninc.compiler.plan.java.Conv2d;
import dev.ninc.compiler.plan.java.Split;
import java.util.Optional;

/** A row of pixels as calls, one for each tile; tiles of one size in a loop. */
final class TileCalls {

  private final Optional<Range> some;
  private final Conv2d conv;
  private final Split split;

  /**
   * @param some the tiles to do; all where it is empty
   */
  TileCalls(Conv2d conv, Split split, Optional<Range> some) {
    this.some = some;
    this.conv = conv;
    this.split = split;
  }

  /** The call for a tile: its pixels, and where its input and its output begin. */
  interface Call {
    String text(int pixels, String x, String y);
  }

  String text(Call call) {
    int larger = split.larger();
    int size = split.size();
    if (some.isEmpty()) {
      return (loop(call, size + 1, 0, Range.upTo(larger))
              + "\n"
              + loop(call, size, larger * (size + 1), Range.upTo(split.smaller())))
          .strip();
    }
    String first = some.get().first();
    String end = some.get().end();
    if (larger == 0) {
      return loop(call, size, 0, some.get());
    }
    // Tile number t of the smaller ones begins behind larger * (size + 1) + (t - larger) * size.
    return loop(call, size + 1, 0, new Range(first, "Math.min(" + end + ", " + larger + ")"))
        + "\n"
        + loop(call, size, larger, new Range("Math.max(" + first + ", " + larger + ")", end));
  }

  private String loop(Call call, int pixels, int firstPixel, Range tiles) {
    int inPixel = conv.inPixel();
    int outPixel = conv.out().pixelStride();
    String text =
        call.text(
            pixels,
            Lines.sum("x", firstPixel * inPixel, tile(tiles, pixels * inPixel)),
            Lines.sum("y", firstPixel * outPixel, tile(tiles, pixels * outPixel)));
    return tiles.isEmpty() ? "" : tiles.loop("tile", text);
  }

  private static String tile(Range tiles, int floats) {
    return tiles.isOne() ? "0" : Lines.times("tile", floats);
  }
}
