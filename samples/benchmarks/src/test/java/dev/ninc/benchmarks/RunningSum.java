package dev.ninc.benchmarks;

import dev.ninc.compiler.interp.Numbers;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Value;
import java.util.Map;

/**
 * The error of a local response normalization whose sum of squares runs along the channels: ONNX
 * Runtime, like Caffe, adds the square that enters the window and subtracts the one that leaves it,
 * so that the rounding errors of large sums stay in small ones.
 */
final class RunningSum {

  private RunningSum() {}

  /**
   * Whether that is enough for what differs. With C channels each sum s has been through at most 2C
   * additions, each with an error of u = 2⁻²⁴ times the largest sum S there was; out ~ s^−beta
   * turns an error d of the sum into beta · d / s of the result.
   */
  static boolean explains(
      Op.Lrn lrn, Maps maps, Map<Value, double[]> values, Numbers expected, double[] found) {
    double[] in = values.get(lrn.in());
    double[] bounds = expected.bounds().clone();
    int pixels = Math.toIntExact(maps.pixels());
    for (int p = 0; p < pixels; p++) {
      double[] sums = new double[maps.channels()];
      double largest = 0;
      for (int c = 0; c < sums.length; c++) {
        sums[c] = sum(lrn, in, c, p, maps);
        largest = Math.max(largest, sums[c]);
      }
      for (int c = 0; c < sums.length; c++) {
        double error = 2 * sums.length * Numbers.U * largest / sums[c];
        bounds[c * pixels + p] += lrn.beta() * error * Math.abs(expected.values()[c * pixels + p]);
      }
    }
    return new Numbers(expected.values(), bounds).worst(found).isAllowed();
  }

  private static double sum(Op.Lrn lrn, double[] in, int channel, int pixel, Maps maps) {
    int half = (lrn.size() - 1) / 2;
    double sum = 0;
    for (int c = channel - half; c <= channel + half; c++) {
      if (c >= 0 && c < maps.channels()) {
        double x = in[c * Math.toIntExact(maps.pixels()) + pixel];
        sum += x * x;
      }
    }
    return lrn.bias() + lrn.alpha() / lrn.size() * sum;
  }
}
