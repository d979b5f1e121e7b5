package dev.ninc.compiler.emit.java;

import static dev.ninc.compiler.emit.model.Lines.sum;
import static dev.ninc.compiler.emit.model.Lines.times;

import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.plan.Pixels;
import dev.ninc.compiler.plan.Region;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Loops over the pixels of several maps of one size at once. */
final class PixelLoops {

  private PixelLoops() {}

  /**
   * @param in read as {@code x}, or as {@code x0}, {@code x1}, … where there are several
   * @param out written as {@code y}
   * @param rows of the maps
   * @param body for one pixel
   */
  static String text(List<Region> in, Region out, Range rows, String body) {
    Maps maps = out.layout().maps();
    String offsets =
        IntStream.range(0, in.size())
            .mapToObj(i -> "int x" + (in.size() == 1 ? "" : i) + " = " + at(in.get(i)) + ";")
            .collect(Collectors.joining("\n"));
    return Template.fill(
        """
        for (int row = ${first}; row < ${end}; row++) {
          for (int column = 0; column < ${columns}; column++) {
            ${offsets}
            int y = ${y};
            ${body}
          }
        }""",
        "first",
        rows.first(),
        "end",
        rows.end(),
        "columns",
        maps.width(),
        "offsets",
        offsets,
        "y",
        at(out),
        "body",
        body);
  }

  /** Where the current pixel of a region lies. */
  static String at(Region region) {
    Pixels pixels = (Pixels) region.layout();
    return sum(
        region.start(), times("row", pixels.rowStride()), times("column", pixels.pixelStride()));
  }
}
