package dev.ninc.compiler.interp;

/**
 * A value of a graph in double precision, and beside each number how far a correct float kernel may
 * be from it.
 *
 * <p>Maps are in the order channel, row, column (NCHW of one image); tensors in their own order.
 *
 * @param values the numbers
 * @param bounds for each number the largest error that is no mistake, at least 0
 */
public record Numbers(double[] values, double[] bounds) {

  /** The unit roundoff of float: half the distance from 1 to the next larger float. */
  public static final double U = 0x1p-24;

  public Numbers {
    if (values.length != bounds.length) {
      throw new IllegalArgumentException(values.length + " values, " + bounds.length + " bounds");
    }
  }

  /** {@code size} numbers, all zero and exact. */
  public static Numbers zeros(int size) {
    return new Numbers(new double[size], new double[size]);
  }

  /** Numbers that are what they are. */
  public static Numbers exact(double[] values) {
    return new Numbers(values.clone(), new double[values.length]);
  }

  /** Floats, exactly. */
  public static Numbers exact(float[] values) {
    double[] doubles = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      doubles[i] = values[i];
    }
    return new Numbers(doubles, new double[values.length]);
  }

  public int size() {
    return values.length;
  }

  /**
   * Where an actual result is worst, measured by what is allowed there.
   *
   * @param actual as many numbers as these, in the same order
   */
  public Deviation worst(double[] actual) {
    if (actual.length != values.length) {
      throw new IllegalArgumentException(actual.length + " numbers instead of " + values.length);
    }
    Deviation worst = new Deviation(0, 0, 0, 0);
    for (int i = 0; i < actual.length; i++) {
      Deviation here = new Deviation(i, values[i], actual[i], bounds[i]);
      if (i == 0 || here.ratio() > worst.ratio()) {
        worst = here;
      }
    }
    return worst;
  }

  /**
   * One number and what it should be.
   *
   * @param index the place in the array
   * @param allowed the largest error that is no mistake
   */
  public record Deviation(int index, double expected, double actual, double allowed) {

    /** The error in units of what is allowed: up to 1 is right. Infinite for a wrong NaN. */
    public double ratio() {
      if (expected == actual || Double.isNaN(expected) && Double.isNaN(actual)) {
        return 0;
      }
      double ratio = Math.abs(expected - actual) / allowed;
      return Double.isNaN(ratio) ? Double.POSITIVE_INFINITY : ratio;
    }

    public boolean isAllowed() {
      return ratio() <= 1;
    }
  }
}
