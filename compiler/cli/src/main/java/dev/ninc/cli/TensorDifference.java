package dev.ninc.cli;

import java.util.List;
import java.util.Optional;

/**
 * How two tensors of one name and shape differ. Two numbers are equal if their bits are, or if both
 * are zero or NaN. A difference where one of them is no number is infinite.
 *
 * @param different how many numbers are
 * @param absolute where |a − b| is largest
 * @param relative where |a − b| / max(|a|, |b|) is largest
 */
record TensorDifference(
    String name,
    List<Integer> dims,
    int size,
    int different,
    Optional<Spot> absolute,
    Optional<Spot> relative) {

  /** A place, what stands there in both files, and how much that is apart. */
  record Spot(List<Integer> index, float left, float right, double apart) {}

  static TensorDifference of(String name, List<Integer> dims, float[] left, float[] right) {
    int different = 0;
    int absolute = -1;
    int relative = -1;
    double mostAbsolute = 0;
    double mostRelative = 0;
    for (int i = 0; i < left.length; i++) {
      double apart = apart(left[i], right[i]);
      if (apart == 0) {
        continue;
      }
      different++;
      double part = part(left[i], right[i], apart);
      if (apart > mostAbsolute) {
        mostAbsolute = apart;
        absolute = i;
      }
      if (part > mostRelative) {
        mostRelative = part;
        relative = i;
      }
    }
    return new TensorDifference(
        name,
        dims,
        left.length,
        different,
        spot(dims, left, right, absolute, mostAbsolute),
        spot(dims, left, right, relative, mostRelative));
  }

  boolean isNone() {
    return different == 0;
  }

  private static double apart(float left, float right) {
    if (Float.compare(left, right) == 0) {
      return 0;
    }
    double apart = Math.abs((double) left - right);
    return Double.isNaN(apart) ? Double.POSITIVE_INFINITY : apart;
  }

  private static double part(float left, float right, double apart) {
    return Double.isInfinite(apart)
        ? apart
        : apart / Math.max(Math.abs((double) left), Math.abs((double) right));
  }

  private static Optional<Spot> spot(
      List<Integer> dims, float[] left, float[] right, int at, double apart) {
    return at < 0
        ? Optional.empty()
        : Optional.of(new Spot(TensorReport.Place.indices(dims, at), left[at], right[at], apart));
  }
}
