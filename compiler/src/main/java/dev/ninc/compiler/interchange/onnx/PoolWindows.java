package dev.ninc.compiler.interchange.onnx;

import dev.ninc.compiler.interchange.layers.LayerOp;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Op.Pool.Rounding;
import dev.ninc.compiler.ir.Padding;
import dev.ninc.compiler.ir.Typing;
import dev.ninc.compiler.ir.Window;
import java.util.List;
import java.util.Optional;

/**
 * A pooling of ONNX in the language's words. Both slide a window; they count its positions, and the
 * cells that an average divides by, in different ways. Where windows begin, how many there are and
 * which padding counts is settled; of the ways to write that, the shortest is taken.
 *
 * @param in what it slides over
 * @param window with all padding, that of a Pad in front included
 * @param rows how many windows there are from top to bottom
 * @param columns how many there are from left to right
 * @param max else an average
 * @param counted how much of the padding an average divides by too; none for a maximum
 */
record PoolWindows(Maps in, Window window, int rows, int columns, boolean max, Padding counted) {

  /**
   * The windows that ONNX counts. Like Caffe it drops one that would begin outside, behind the
   * padding; but what a Pad in front puts around maps belongs to them.
   *
   * @param border the part of the window's padding that a Pad in front makes
   */
  static PoolWindows of(
      Maps in, Window window, Padding border, Rounding rounding, boolean max, Padding counted) {
    Padding p = window.pad();
    int rows =
        Typing.pooled(
            border.top() + in.height() + border.bottom(),
            p.top() - border.top(),
            p.bottom() - border.bottom(),
            window.height(),
            window.strideY(),
            rounding);
    int columns =
        Typing.pooled(
            border.left() + in.width() + border.right(),
            p.left() - border.left(),
            p.right() - border.right(),
            window.width(),
            window.strideX(),
            rounding);
    return new PoolWindows(in, window, rows, columns, max, counted);
  }

  /** Whether not even one window fits. */
  boolean isEmpty() {
    return rows < 1 || columns < 1;
  }

  /** Whether a window reaches beyond all padding, as it can where their number is rounded up. */
  boolean reachBeyondPadding() {
    Padding p = window.pad();
    return beyond(in.height(), rows, window.height(), window.strideY(), p.top()) > p.bottom()
        || beyond(in.width(), columns, window.width(), window.strideX(), p.left()) > p.right();
  }

  /** How a {@code .nin} file says it; empty where it can't. */
  Optional<LayerOp> written() {
    Padding p = window.pad();
    List<Padding> paddings = List.of(new Padding(p.top(), p.left(), p.top(), p.left()), p, counted);
    for (Padding pad : paddings) {
      for (Rounding rounding : Rounding.values()) {
        if (isSame(pad, rounding)) {
          boolean inside = !max && counted.equals(Padding.NONE) && !pad.equals(Padding.NONE);
          Window written =
              new Window(
                  window.height(), window.width(), window.strideY(), window.strideX(), 1, 1, pad);
          return Optional.of(
              new LayerOp.Pool(max, Optional.of(written), rounding == Rounding.FLOOR, inside));
        }
      }
    }
    return Optional.empty();
  }

  /** Whether windows of this padding are the same ones, and an average has the same divisors. */
  private boolean isSame(Padding pad, Rounding rounding) {
    int height = window.height();
    int width = window.width();
    boolean small =
        Math.max(pad.top(), pad.bottom()) < height && Math.max(pad.left(), pad.right()) < width;
    return small
        && pad.top() == window.pad().top()
        && pad.left() == window.pad().left()
        && rows
            == Typing.pooled(
                in.height(), pad.top(), pad.bottom(), height, window.strideY(), rounding)
        && columns
            == Typing.pooled(in.width(), pad.left(), pad.right(), width, window.strideX(), rounding)
        && (max || counted.equals(Padding.NONE) || countsTheSame(pad));
  }

  /** At the end only windows that reach into the padding see how much of it counts. */
  private boolean countsTheSame(Padding pad) {
    int bottom = beyond(in.height(), rows, window.height(), window.strideY(), pad.top());
    int right = beyond(in.width(), columns, window.width(), window.strideX(), pad.left());
    return counted.top() == pad.top()
        && counted.left() == pad.left()
        && Math.min(bottom, counted.bottom()) == Math.min(bottom, pad.bottom())
        && Math.min(right, counted.right()) == Math.min(right, pad.right());
  }

  /** How far the last window reaches beyond the image. */
  private static int beyond(int length, int windows, int extent, int stride, int before) {
    return Math.max(0, (windows - 1) * stride + extent - before - length);
  }
}
