package dev.ninc.compiler.interp;

import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Window;

/**
 * Convolution and pooling once more, from the published formulas and by other means than the
 * interpreter's: a padded copy of the image, and every index written out.
 */
final class NaiveInterpreter {

  private NaiveInterpreter() {}

  /** Six loops over a padded copy. Returns the values without bias and activation. */
  static double[] conv(double[] in, Maps from, double[] weight, int outputs, Window w, int groups) {
    double[][][] padded = padded(in, from, w);
    int height = (padded[0].length - w.extentY()) / w.strideY() + 1;
    int width = (padded[0][0].length - w.extentX()) / w.strideX() + 1;
    int inputs = from.channels() / groups;
    double[] out = new double[outputs * height * width];
    for (int at = 0; at < out.length; at++) {
      int o = at / (height * width);
      int y = at / width % height;
      int x = at % width;
      int group = o / (outputs / groups);
      for (int k = 0; k < inputs * w.taps(); k++) {
        int c = k / w.taps();
        int i = k % w.taps() / w.width();
        int j = k % w.width();
        out[at] +=
            weight[o * inputs * w.taps() + k]
                * padded[group * inputs + c][y * w.strideY() + i * w.dilationY()][
                    x * w.strideX() + j * w.dilationX()];
      }
    }
    return out;
  }

  /**
   * Caffe's pooling layer, line by line: sizes, the clipping of the last window, windows that start
   * in the padding, and the average's divisor, which is computed before the window is clipped to
   * the image.
   */
  static double[] caffePool(double[] in, Maps from, Op.Pool.Kind kind, Window w, boolean floor) {
    int padH = w.pad().top();
    int padW = w.pad().left();
    int pooledH = pooled(from.height(), w.height(), w.strideY(), padH, floor);
    int pooledW = pooled(from.width(), w.width(), w.strideX(), padW, floor);
    double[] out = new double[from.channels() * pooledH * pooledW];
    for (int at = 0; at < out.length; at++) {
      int c = at / (pooledH * pooledW);
      int hstart = at / pooledW % pooledH * w.strideY() - padH;
      int wstart = at % pooledW * w.strideX() - padW;
      int hend = Math.min(hstart + w.height(), from.height() + padH);
      int wend = Math.min(wstart + w.width(), from.width() + padW);
      int size = (hend - hstart) * (wend - wstart);
      double max = Double.NEGATIVE_INFINITY;
      double sum = 0;
      for (int h = Math.max(hstart, 0); h < Math.min(hend, from.height()); h++) {
        for (int v = Math.max(wstart, 0); v < Math.min(wend, from.width()); v++) {
          double cell = in[(c * from.height() + h) * from.width() + v];
          max = Math.max(max, cell);
          sum += cell;
        }
      }
      out[at] = kind == Op.Pool.Kind.MAX ? max : sum / size;
    }
    return out;
  }

  private static int pooled(int in, int kernel, int stride, int pad, boolean floor) {
    double windows = (in + 2.0 * pad - kernel) / stride;
    int pooled = (int) (floor ? Math.floor(windows) : Math.ceil(windows)) + 1;
    if (!floor && pad > 0 && (pooled - 1) * stride >= in + pad) {
      pooled--;
    }
    return pooled;
  }

  private static double[][][] padded(double[] in, Maps from, Window w) {
    int height = from.height() + w.pad().top() + w.pad().bottom();
    int width = from.width() + w.pad().left() + w.pad().right();
    double[][][] padded = new double[from.channels()][height][width];
    for (int c = 0; c < from.channels(); c++) {
      for (int y = 0; y < from.height(); y++) {
        System.arraycopy(
            in,
            (c * from.height() + y) * from.width(),
            padded[c][y + w.pad().top()],
            w.pad().left(),
            from.width());
      }
    }
    return padded;
  }
}
