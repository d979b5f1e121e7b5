package dev.ninc.compiler.interp;

import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Op;

/**
 * A convolution that makes its outputs tile by tile, each from the whole patch of the input that
 * the tile's windows cover, as Winograd's minimal filtering does. Beside the error of a plain sum
 * an output may then be off by
 *
 * <pre>factor · 4 · √C · u · Σ max|w| · max|x|</pre>
 *
 * where the sum is over the C channels, and the maxima are over all taps of a filter and all pixels
 * of the patch. The error of a plain sum alone can't say it: a small output may be made of large
 * numbers that cancel, among them some that its own window does not even meet.
 *
 * @param factor measured for each variant
 * @param tile rows and columns of outputs, counted from the first one
 */
public record TiledSum(double factor, int tile) {

  /** Adds the error to the bounds of a convolution without groups and strides. */
  void widen(Numbers out, Op.Conv op, Maps from, Maps to, Numbers in, Numbers weight) {
    int taps = op.window().taps();
    double[][] filters = new double[to.channels()][from.channels()];
    for (int o = 0; o < to.channels(); o++) {
      for (int c = 0; c < from.channels(); c++) {
        int first = (o * from.channels() + c) * taps;
        for (int t = first; t < first + taps; t++) {
          double w = Math.abs(weight.values()[t]) + weight.bounds()[t];
          filters[o][c] = Math.max(filters[o][c], w);
        }
      }
    }
    for (int top = 0; top < to.height(); top += tile) {
      for (int left = 0; left < to.width(); left += tile) {
        double[] patch = patch(op, from, in, top, left);
        for (int o = 0; o < to.channels(); o++) {
          widen(out, to, o, top, left, error(filters[o], patch));
        }
      }
    }
  }

  /** For each channel the largest number of a patch. */
  private double[] patch(Op.Conv op, Maps from, Numbers in, int top, int left) {
    int y0 = Math.max(0, top - op.window().pad().top());
    int x0 = Math.max(0, left - op.window().pad().left());
    int y1 = top - op.window().pad().top() + tile + op.window().height() - 1;
    int x1 = left - op.window().pad().left() + tile + op.window().width() - 1;
    double[] largest = new double[from.channels()];
    for (int c = 0; c < from.channels(); c++) {
      for (int y = y0; y < Math.min(y1, from.height()); y++) {
        for (int x = x0; x < Math.min(x1, from.width()); x++) {
          int at = (c * from.height() + y) * from.width() + x;
          largest[c] = Math.max(largest[c], Math.abs(in.values()[at]) + in.bounds()[at]);
        }
      }
    }
    return largest;
  }

  private double error(double[] filter, double[] patch) {
    double sum = 0;
    for (int c = 0; c < filter.length; c++) {
      sum += filter[c] * patch[c];
    }
    return factor * Rounding.sum(filter.length, sum);
  }

  private void widen(Numbers out, Maps to, int o, int top, int left, double error) {
    for (int y = top; y < Math.min(top + tile, to.height()); y++) {
      for (int x = left; x < Math.min(left + tile, to.width()); x++) {
        out.bounds()[(o * to.height() + y) * to.width() + x] += error;
      }
    }
  }
}
