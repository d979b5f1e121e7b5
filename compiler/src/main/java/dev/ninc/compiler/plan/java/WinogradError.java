package dev.ninc.compiler.plan.java;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How far a Winograd convolution is off, as it was measured on random data against double
 * precision; a direct one is off by some 1e-6 and 2e-7.
 *
 * @param most the largest error of a number, relative to the root mean square of all
 * @param rms the root mean square of the errors, relative to the same
 */
record WinogradError(double most, double rms) {

  /** By rows of a tile and rows of a window: the table of ARCHITECTURE.md. */
  private static final Map<String, WinogradError> MEASURED =
      Map.of(
          "2,3", new WinogradError(1.8e-6, 3.5e-7),
          "3,3", new WinogradError(1.2e-5, 1.2e-6),
          "4,3", new WinogradError(1.1e-5, 1.3e-6),
          "5,3", new WinogradError(4.5e-5, 3.2e-6),
          "6,3", new WinogradError(4.6e-5, 4.0e-6),
          "2,5", new WinogradError(6.5e-6, 1.5e-6),
          "3,5", new WinogradError(2.7e-5, 3.2e-6),
          "4,5", new WinogradError(3.5e-5, 3.7e-6),
          "2,7", new WinogradError(2.4e-5, 5.1e-6));

  static Optional<WinogradError> of(int m, int r) {
    return Optional.ofNullable(MEASURED.get(m + "," + r));
  }

  /** {@code error 3.5e-06 of the output, at most 3.5e-05}. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "error %.1e of the output, at most %.1e", rms, most);
  }
}
