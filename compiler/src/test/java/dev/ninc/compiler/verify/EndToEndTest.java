package dev.ninc.compiler.verify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EndToEndTest {

  private static boolean isAllowed(double[] expected, float... found) {
    return EndToEnd.compare("y", expected, found).isAllowed();
  }

  @Test
  void errorsAreMeasuredByTheLargestNumber() {
    assertThat(isAllowed(new double[] {100, 0}, 100, 0.004f)).isTrue();
    assertThat(isAllowed(new double[] {100, 0}, 100, 0.006f)).isFalse();
    assertThat(isAllowed(new double[] {0, 0}, 0, 1e-30f)).isFalse();
  }

  /** An infinity, or none at all, does not excuse the numbers beside it. */
  @Test
  void theLargestNumberIsFinite() {
    double infinity = Double.POSITIVE_INFINITY;
    assertThat(isAllowed(new double[] {infinity, 1}, Float.POSITIVE_INFINITY, 1)).isTrue();
    assertThat(isAllowed(new double[] {infinity, 1}, Float.POSITIVE_INFINITY, 2)).isFalse();
    assertThat(isAllowed(new double[] {infinity, 1}, 1e30f, 1)).isFalse();
    assertThat(isAllowed(new double[] {Double.NaN, 1}, Float.NaN, 1)).isTrue();
    assertThat(isAllowed(new double[] {Double.NaN, 1}, Float.NaN, 2)).isFalse();
  }
}
