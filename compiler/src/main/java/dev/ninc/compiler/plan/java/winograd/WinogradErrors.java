package dev.ninc.compiler.plan.java.winograd;

import dev.ninc.compiler.source.CompilerBug;

/**
 * How far Winograd convolutions in floats may be from exact ones. The transforms add and subtract
 * numbers of different size, and what is rounded away does not cancel as the numbers do.
 *
 * <p>The factors were measured; the table with the errors is in ARCHITECTURE.md, and {@code
 * WinogradErrorTest} holds them against fresh numbers. They leave a margin of two to three, since
 * the largest error of many has no sharp limit.
 */
public final class WinogradErrors {

  private WinogradErrors() {}

  /**
   * For F(m x m, r x r) the largest error in units of 4 · √C · 2⁻²⁴ · Σ max|w| · max|x|: the sum
   * over the C channels, the maxima over a filter's taps and over a patch's pixels.
   *
   * @throws CompilerBug if there is no such variant
   */
  public static double factor(int m, int r) {
    return switch (r * 10 + m) {
      case 32 -> 8;
      case 33, 34 -> 64;
      case 35 -> 200;
      case 36 -> 400;
      case 52 -> 64;
      case 53, 54 -> 200;
      case 72 -> 250;
      default -> throw new CompilerBug("no error of F(" + m + ", " + r + ") was measured");
    };
  }
}
