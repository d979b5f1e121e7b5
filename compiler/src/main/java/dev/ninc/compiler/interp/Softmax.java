package dev.ninc.compiler.interp;

import dev.ninc.compiler.ir.Maps;

/** exp(x − m) / Σ exp(x − m) over the channels of each position, m the largest. */
final class Softmax {

  private Softmax() {}

  static Numbers of(Maps maps, Numbers in) {
    Numbers out = Numbers.zeros(in.size());
    for (int pixel = 0; pixel < maps.pixels(); pixel++) {
      position(maps, in, pixel, out);
    }
    return out;
  }

  private static void position(Maps maps, Numbers in, int pixel, Numbers out) {
    int step = maps.pixels();
    double largest = Double.NEGATIVE_INFINITY;
    double worst = 0;
    for (int i = pixel; i < in.size(); i += step) {
      largest = Math.max(largest, in.values()[i]);
      worst = Math.max(worst, in.bounds()[i]);
    }
    double sum = 0;
    double spread = 0;
    for (int i = pixel; i < in.size(); i += step) {
      double e = Math.exp(in.values()[i] - largest);
      out.values()[i] = e;
      sum += e;
      spread += e == 0 ? 0 : e * (largest - in.values()[i]);
    }
    for (int i = pixel; i < in.size(); i += step) {
      double y = out.values()[i] / sum;
      // An error in x − m is an error of the same size, relative, in the exponential.
      double carried = Math.expm1(in.bounds()[i] + worst);
      double exponents = (largest - in.values()[i] + spread / sum) * Rounding.U;
      double own = 2 * exponents + Rounding.sumFactor(maps.channels()) + 8 * Rounding.U;
      out.values()[i] = y;
      // The smallest probabilities may be flushed to zero.
      out.bounds()[i] = y * (carried + own) + Float.MIN_NORMAL;
    }
  }
}
