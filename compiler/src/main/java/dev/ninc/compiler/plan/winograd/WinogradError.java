package dev.ninc.compiler.plan.winograd;

import dev.ninc.compiler.source.CompilerBug;
import java.util.Locale;

/**
 * How far Winograd convolutions in floats are from exact ones. The transforms add and subtract
 * numbers of different size, and what is rounded away does not cancel as the numbers do.
 *
 * <p>All was measured: the table is in ARCHITECTURE.md with the command that makes it, and {@code
 * WinogradErrorTest} holds these numbers against fresh ones.
 *
 * @param most the largest error of 96 channels, in units of the outputs' root mean square; a plain
 *     sum is off by some 1e-6
 * @param rms the root mean square of the errors, in the same unit; of a plain sum some 2e-7
 * @param factor the largest error that is allowed, in units of 4 · √C · 2⁻²⁴ · Σ max|w| · max|x|:
 *     the sum over the C channels, the maxima over a filter's taps and over a patch's pixels. A
 *     margin of two to three above what was measured, since the largest error of many has no sharp
 *     limit
 */
public record WinogradError(double most, double rms, double factor) {

  /**
   * Of F(m x m, r x r).
   *
   * @throws CompilerBug if there is no such variant
   */
  public static WinogradError of(int m, int r) {
    return switch (r * 10 + m) {
      case 32 -> new WinogradError(1.8e-6, 3.5e-7, 8);
      case 33 -> new WinogradError(1.2e-5, 1.2e-6, 64);
      case 34 -> new WinogradError(1.1e-5, 1.3e-6, 64);
      case 35 -> new WinogradError(4.5e-5, 3.2e-6, 200);
      case 36 -> new WinogradError(4.6e-5, 4.0e-6, 400);
      case 52 -> new WinogradError(6.5e-6, 1.5e-6, 64);
      case 53 -> new WinogradError(2.7e-5, 3.2e-6, 200);
      case 54 -> new WinogradError(3.5e-5, 3.7e-6, 200);
      case 72 -> new WinogradError(2.4e-5, 5.1e-6, 250);
      default -> throw new CompilerBug("no error of F(" + m + ", " + r + ") was measured");
    };
  }

  /** {@code error 3.7e-06 of the output, at most 3.5e-05}. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "error %.1e of the output, at most %.1e", rms, most);
  }
}
