package dev.ninc.compiler.emit.java;

import static dev.ninc.compiler.emit.model.Lines.sum;
import static dev.ninc.compiler.emit.model.Lines.times;

import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Window;
import dev.ninc.compiler.plan.Pixels;
import dev.ninc.compiler.plan.Region;

/** The loops of a pooling layer over its windows, each clipped to the image. */
final class PoolingLoops {

  private static final String LOOPS =
      """
      for (int row = ${first}; row < ${end}; row++) {
        int top = ${top};
        int bottom = ${bottom};
        for (int column = 0; column < ${columns}; column++) {
          int left = ${left};
          int right = ${right};
          int x = ${x};
          int y = ${y};
          ${body}
        }
      }""";

  private PoolingLoops() {}

  /**
   * @param rows of the result
   * @param body reads {@code top}, {@code bottom}, {@code left} and {@code right}, the window in
   *     the image; {@code x}, where its first pixel lies; {@code y}, where the result belongs
   */
  static String text(Op.Pool pool, Region in, Region out, Range rows, String body) {
    Window w = pool.window();
    Maps image = in.layout().maps();
    Pixels from = (Pixels) in.layout();
    Pixels to = (Pixels) out.layout();
    return Template.fill(
        LOOPS,
        "first",
        rows.first(),
        "end",
        rows.end(),
        "columns",
        to.maps().width(),
        "top",
        first("row", w.strideY(), w.pad().top()),
        "bottom",
        last("row", w.strideY(), w.height() - w.pad().top(), image.height(), to.maps().height()),
        "left",
        first("column", w.strideX(), w.pad().left()),
        "right",
        last("column", w.strideX(), w.width() - w.pad().left(), image.width(), to.maps().width()),
        "x",
        sum(in.start(), times("top", from.rowStride()), times("left", from.pixelStride())),
        "y",
        sum(out.start(), times("row", to.rowStride()), times("column", to.pixelStride())),
        "body",
        body);
  }

  /**
   * One over what an average is divided by; the window's extent along an axis is clipped to the
   * padded image or to the image.
   */
  static String reciprocal(Op.Pool pool, Maps image) {
    if (pool.divisor() == Op.Pool.Divisor.INSIDE) {
      return "1f / ((bottom - top) * (right - left))";
    }
    Window w = pool.window();
    return "1f / ("
        + extent("row", w.strideY(), w.height(), w.pad().top(), image.height() + w.pad().bottom())
        + " * "
        + extent("column", w.strideX(), w.width(), w.pad().left(), image.width() + w.pad().right())
        + ")";
  }

  private static String extent(String variable, int stride, int size, int pad, int end) {
    String start = times(variable, stride);
    return "Math.min(" + size + ", " + (end + pad) + " - " + start + ")";
  }

  private static String first(String variable, int stride, int pad) {
    String start = times(variable, stride);
    return pad == 0 ? start : "Math.max(" + start + " - " + pad + ", 0)";
  }

  private static String last(String variable, int stride, int beyond, int size, int windows) {
    String end =
        beyond >= 0
            ? sum(times(variable, stride), beyond)
            : times(variable, stride) + " - " + -beyond;
    boolean inside = (windows - 1) * stride + beyond <= size;
    return inside ? end : "Math.min(" + end + ", " + size + ")";
  }
}
