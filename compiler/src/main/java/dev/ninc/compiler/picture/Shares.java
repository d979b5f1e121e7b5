package dev.ninc.compiler.picture;

import java.util.List;
import java.util.Locale;

/**
 * Shares of all multiply-accumulates.
 *
 * @param macs of the network
 * @param largest those of the box that has most
 */
record Shares(long macs, long largest) {

  private static final List<Double> STEPS = List.of(0.02, 0.05, 0.10, 0.25);

  static Shares of(List<Part> parts) {
    return new Shares(
        parts.stream().mapToLong(Part::macs).sum(),
        parts.stream().mapToLong(Part::macs).max().orElse(0));
  }

  /** {@code 53.0 %}. */
  String percent(Part part) {
    return percent(part.macs());
  }

  /** The largest share. */
  String largestPercent() {
    return percent(largest);
  }

  /** Beside the largest share: 0 to 1. */
  double ofLargest(Part part) {
    return largest == 0 ? 0 : (double) part.macs() / largest;
  }

  /** How dark it is drawn: 1 to 5. */
  int step(Part part) {
    double share = macs == 0 ? 0 : (double) part.macs() / macs;
    return 1 + (int) STEPS.stream().filter(s -> share >= s).count();
  }

  private String percent(long part) {
    return String.format(Locale.ROOT, "%.1f %%", macs == 0 ? 0 : 100.0 * part / macs);
  }
}
