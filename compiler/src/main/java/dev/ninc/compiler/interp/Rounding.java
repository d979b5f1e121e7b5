package dev.ninc.compiler.interp;

/** What one float computation may lose, whatever it computes. */
final class Rounding {

  /** The unit roundoff of float. */
  static final double U = Numbers.U;

  /** Below this a float has fewer digits, or is zero. */
  static final double TINY = Float.MIN_VALUE;

  private Rounding() {}

  /**
   * What a float sum may be off by: 4 · √terms · u · magnitude. Rounding errors are of either sign,
   * so that they grow with the root of their number (Higham and Mary, 2019); the factor 4 leaves
   * one failure in thousands of millions of sums, and room for any order of summation.
   *
   * @param magnitude the sum of the terms' absolute values
   */
  static double sum(int terms, double magnitude) {
    return sumFactor(terms) * magnitude + terms * TINY;
  }

  /** 4 · √terms · u. */
  static double sumFactor(int terms) {
    return 4 * Math.sqrt(terms) * U;
  }

  /** A result of a few operations, each correct to its last place. */
  static double few(double magnitude) {
    return 4 * U * magnitude + TINY;
  }
}
