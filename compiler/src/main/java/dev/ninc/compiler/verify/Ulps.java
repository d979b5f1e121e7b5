package dev.ninc.compiler.verify;

import java.util.Arrays;

/**
 * How many floats lie between the numbers of two arrays: distances in units in the last place. A
 * number that came about by cancellation may be many of them off and still right.
 *
 * @param median at least half of the numbers are no further off
 * @param most of the number that is furthest off; {@link Long#MAX_VALUE} where one of a pair is NaN
 */
public record Ulps(long median, long most) {

  /** Of two arrays of the same length, at least 1. */
  public static Ulps between(float[] left, float[] right) {
    long[] distances = new long[left.length];
    for (int i = 0; i < left.length; i++) {
      distances[i] = between(left[i], right[i]);
    }
    Arrays.sort(distances);
    return new Ulps(distances[(distances.length - 1) / 2], distances[distances.length - 1]);
  }

  /** The larger of both, number by number. */
  Ulps or(Ulps other) {
    return new Ulps(Math.max(median, other.median), Math.max(most, other.most));
  }

  /** Both zeros are one number, and so are all NaN. */
  static long between(float left, float right) {
    boolean undefined = Float.isNaN(left);
    if (undefined || Float.isNaN(right)) {
      return undefined && Float.isNaN(right) ? 0 : Long.MAX_VALUE;
    }
    return Math.abs((long) place(left) - place(right));
  }

  /** The place of a number in the order of all floats, counted from zero. */
  private static int place(float number) {
    int bits = Float.floatToIntBits(number);
    return bits >= 0 ? bits : Integer.MIN_VALUE - bits;
  }
}
