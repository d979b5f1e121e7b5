package dev.ninc.benchmarks;

import java.util.List;
import java.util.Locale;
import org.apache.commons.math3.distribution.BinomialDistribution;

/**
 * A measured number.
 *
 * @param value the median
 * @param error half of an interval around it; NaN where one measurement says nothing of it
 */
record Estimate(double value, double error) {

  private static final double CONFIDENCE = 0.95;

  /**
   * The median, and half of the interval between the two order statistics that have it between them
   * with a probability of at least 95 %, whatever the distribution (David and Nagaraja, Order
   * Statistics, section 7.1); of fewer than six numbers, half of their range.
   */
  static Estimate of(List<Double> numbers) {
    double[] sorted = numbers.stream().mapToDouble(n -> n).sorted().toArray();
    int count = sorted.length;
    double median = (sorted[(count - 1) / 2] + sorted[count / 2]) / 2;
    if (count == 1) {
      return new Estimate(median, Double.NaN);
    }
    int outside = outside(count);
    return new Estimate(median, (sorted[count - 1 - outside] - sorted[outside]) / 2);
  }

  /** How many numbers may be left out on each side. */
  private static int outside(int count) {
    BinomialDistribution below = new BinomialDistribution(null, count, 0.5);
    int outside = 0;
    while (1 - 2 * below.cumulativeProbability(outside + 1) >= CONFIDENCE) {
      outside++;
    }
    return outside;
  }

  /** Something known exactly. */
  static Estimate exact(double value) {
    return new Estimate(value, 0);
  }

  /** The quotient; its relative error is the root of the sum of both squared. */
  Estimate by(Estimate divisor) {
    double quotient = value / divisor.value;
    double relative = Math.hypot(error / value, divisor.error / divisor.value);
    return new Estimate(quotient, Math.abs(quotient) * relative);
  }

  Estimate minus(Estimate other) {
    return new Estimate(value - other.value, Math.hypot(error, other.error));
  }

  Estimate times(double factor) {
    return new Estimate(value * factor, error * factor);
  }

  /** {@code 1.90 ± 0.03}. */
  String text(int decimals) {
    String number = "%." + decimals + "f";
    return Double.isNaN(error)
        ? String.format(Locale.ROOT, number, value)
        : String.format(Locale.ROOT, number + " ± " + number, value, error);
  }
}
