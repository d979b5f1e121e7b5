package dev.ninc.runtime;

/**
 * One pass of a resize: which samples along a side make each sample of the result, and with what
 * weights. This is Pillow's bilinear filter: a triangle around the sample's centre, as wide as the
 * reduction (but never narrower than 1), with weights in fixed point.
 *
 * <p>With scale = in / out and f = max(scale, 1), sample i has its centre at c = (i + 0.5) · scale,
 * and reads the samples from floor(c - f + 0.5) up to, but not with, floor(c + f + 0.5), as far as
 * they exist. Sample x has the weight w = max(0, 1 - |x + 0.5 - c| / f); the weights are divided by
 * their sum, and rounded to multiples of 2<sup>-22</sup>. A result is (2<sup>21</sup> + Σ weight ·
 * sample) >> 22.
 */
final class ResizeWindows {

  /** Binary places of a weight. */
  static final int PLACES = 22;

  /** One half: what makes the shift round. */
  static final int HALF = 1 << PLACES - 1;

  private final int[] first;
  private final int[][] weights;

  /**
   * @param in samples along the side
   * @param out samples along the side of the whole result
   * @param from the first sample of the result that is wanted
   * @param count how many are wanted
   */
  ResizeWindows(int in, int out, int from, int count) {
    this.first = new int[count];
    this.weights = new int[count][];
    double scale = (double) in / out;
    double support = Math.max(scale, 1);
    for (int i = 0; i < count; i++) {
      double centre = (from + i + 0.5) * scale;
      first[i] = Math.max((int) (centre - support + 0.5), 0);
      int end = Math.min((int) (centre + support + 0.5), in);
      weights[i] = fixedPoint(triangle(first[i], end, centre, 1 / support));
    }
  }

  private static double[] triangle(int first, int end, double centre, double inverse) {
    double[] weights = new double[end - first];
    double sum = 0;
    for (int x = 0; x < weights.length; x++) {
      double distance = Math.abs((x + first - centre + 0.5) * inverse);
      weights[x] = distance < 1 ? 1 - distance : 0;
      sum += weights[x];
    }
    for (int x = 0; x < weights.length && sum != 0; x++) {
      weights[x] /= sum;
    }
    return weights;
  }

  private static int[] fixedPoint(double[] weights) {
    int[] fixed = new int[weights.length];
    for (int x = 0; x < fixed.length; x++) {
      fixed[x] = (int) (0.5 + weights[x] * (1 << PLACES));
    }
    return fixed;
  }

  /** Samples of the result. */
  int count() {
    return first.length;
  }

  /** The first sample that {@code i} reads. */
  int first(int i) {
    return first[i];
  }

  /** The sample behind the last that {@code i} reads. */
  int end(int i) {
    return first[i] + weights[i].length;
  }

  /** The weights of the samples that {@code i} reads; not a copy. */
  int[] weights(int i) {
    return weights[i];
  }

  /** A sum of weighted samples, with {@link #HALF} in it, as a sample of 8 bits. */
  static int sample(int sum) {
    return Math.min(sum >> PLACES, 255);
  }
}
