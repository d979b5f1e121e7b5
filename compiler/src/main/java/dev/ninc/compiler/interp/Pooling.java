package dev.ninc.compiler.interp;

import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Window;

/** Maxima and averages of windows. */
final class Pooling {

  private final Op.Pool op;
  private final Window window;
  private final Maps from;
  private final Maps to;

  Pooling(Op.Pool op, Maps from, Maps to) {
    this.op = op;
    this.window = op.window();
    this.from = from;
    this.to = to;
  }

  /** The average of each channel. */
  static Numbers global(Maps from, Numbers in) {
    Numbers out = Numbers.zeros(from.channels());
    for (int c = 0; c < from.channels(); c++) {
      Average average = new Average();
      for (int i = 0; i < from.pixels(); i++) {
        average.take(in, c * from.pixels() + i);
      }
      average.put(from.pixels(), out, c);
    }
    return out;
  }

  Numbers run(Numbers in) {
    Numbers out = Numbers.zeros((int) to.size());
    int at = 0;
    for (int c = 0; c < to.channels(); c++) {
      for (int y = 0; y < to.height(); y++) {
        for (int x = 0; x < to.width(); x++) {
          int top = y * window.strideY() - window.pad().top();
          int left = x * window.strideX() - window.pad().left();
          if (op.kind() == Op.Pool.Kind.MAX) {
            largest(in, c, top, left, out, at++);
          } else {
            average(in, c, top, left, out, at++);
          }
        }
      }
    }
    return out;
  }

  /** The largest of the cells inside the image; NaN if one of them is. */
  private void largest(Numbers in, int c, int top, int left, Numbers out, int at) {
    double largest = Double.NEGATIVE_INFINITY;
    double bound = 0;
    for (int i = 0; i < window.height(); i++) {
      for (int j = 0; j < window.width(); j++) {
        int y = top + i * window.dilationY();
        int x = left + j * window.dilationX();
        if (inside(y, x)) {
          int cell = cell(c, y, x);
          largest = Math.max(largest, in.values()[cell]);
          bound = Math.max(bound, in.bounds()[cell]);
        }
      }
    }
    out.values()[at] = largest;
    out.bounds()[at] = bound;
  }

  private void average(Numbers in, int c, int top, int left, Numbers out, int at) {
    Average average = new Average();
    int padded = 0;
    for (int i = 0; i < window.height(); i++) {
      for (int j = 0; j < window.width(); j++) {
        int y = top + i * window.dilationY();
        int x = left + j * window.dilationX();
        if (inside(y, x)) {
          average.take(in, cell(c, y, x));
        }
        // No window starts before the padding, so only its ends are clipped.
        if (y < from.height() + window.pad().bottom() && x < from.width() + window.pad().right()) {
          padded++;
        }
      }
    }
    average.put(op.divisor() == Op.Pool.Divisor.PADDED ? padded : average.cells, out, at);
  }

  private boolean inside(int y, int x) {
    return y >= 0 && y < from.height() && x >= 0 && x < from.width();
  }

  private int cell(int c, int y, int x) {
    return (c * from.height() + y) * from.width() + x;
  }

  /** A sum of cells on its way to an average. */
  private static final class Average {
    private int cells;
    private double sum;
    private double magnitude;
    private double carried;

    void take(Numbers in, int cell) {
      cells++;
      sum += in.values()[cell];
      magnitude += Math.abs(in.values()[cell]);
      carried += in.bounds()[cell];
    }

    void put(int divisor, Numbers out, int at) {
      out.values()[at] = sum / divisor;
      out.bounds()[at] = (carried + Rounding.sum(cells, magnitude)) / divisor + Rounding.TINY;
    }
  }
}
