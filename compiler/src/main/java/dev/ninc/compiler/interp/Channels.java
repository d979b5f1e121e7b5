package dev.ninc.compiler.interp;

import java.util.List;

/** Ops that treat each channel, or each number, on its own. */
final class Channels {

  private Channels() {}

  /** x[c] · gain[c] + shift[c]. */
  static Numbers scaled(Numbers in, Numbers gain, Numbers shift) {
    Numbers out = Numbers.zeros(in.size());
    int pixels = in.size() / gain.size();
    for (int i = 0; i < in.size(); i++) {
      int c = i / pixels;
      double x = in.values()[i];
      double product = x * gain.values()[c];
      out.values()[i] = product + shift.values()[c];
      out.bounds()[i] =
          carried(x, in.bounds()[i], gain, c)
              + shift.bounds()[c]
              + Rounding.few(Math.abs(product) + Math.abs(shift.values()[c]));
    }
    return out;
  }

  /** (x[c] − mean[c]) · gain[c] + shift[c]. */
  static Numbers normalized(Numbers in, Numbers mean, Numbers gain, Numbers shift) {
    Numbers out = Numbers.zeros(in.size());
    int pixels = in.size() / gain.size();
    for (int i = 0; i < in.size(); i++) {
      int c = i / pixels;
      double x = in.values()[i];
      double m = mean.values()[c];
      double g = gain.values()[c];
      double s = shift.values()[c];
      out.values()[i] = (x - m) * g + s;
      // A kernel may compute x · g + (s − m · g): its terms cancel where x is near the mean.
      double magnitude = (Math.abs(x) + Math.abs(m)) * Math.abs(g) + Math.abs(s);
      out.bounds()[i] =
          carried(Math.abs(x) + Math.abs(m), in.bounds()[i] + mean.bounds()[c], gain, c)
              + shift.bounds()[c]
              + 2 * Rounding.few(magnitude);
    }
    return out;
  }

  private static double carried(double x, double bound, Numbers gain, int c) {
    double gainBound = gain.bounds()[c];
    return (Math.abs(gain.values()[c]) + gainBound) * bound + Math.abs(x) * gainBound;
  }

  /** in₀ + in₁ + …, added from the left. */
  static Numbers added(List<Numbers> in) {
    Numbers out = Numbers.zeros(in.get(0).size());
    for (int i = 0; i < out.size(); i++) {
      double sum = 0;
      double magnitude = 0;
      double carried = 0;
      for (Numbers n : in) {
        sum += n.values()[i];
        magnitude += Math.abs(n.values()[i]);
        carried += n.bounds()[i];
      }
      out.values()[i] = sum;
      out.bounds()[i] = carried + Rounding.sum(in.size(), magnitude);
    }
    return out;
  }

  /** One after the other. */
  static Numbers concatenated(List<Numbers> in) {
    Numbers out = Numbers.zeros(in.stream().mapToInt(Numbers::size).sum());
    int at = 0;
    for (Numbers n : in) {
      System.arraycopy(n.values(), 0, out.values(), at, n.size());
      System.arraycopy(n.bounds(), 0, out.bounds(), at, n.size());
      at += n.size();
    }
    return out;
  }
}
