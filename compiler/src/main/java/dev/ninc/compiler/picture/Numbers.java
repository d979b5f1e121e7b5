package dev.ninc.compiler.picture;

import java.util.Locale;

/** Counts as people read them. */
final class Numbers {

  private Numbers() {}

  /** {@code 966,986}. */
  static String exact(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** {@code 14,592 parameters}. */
  static String parameters(long number) {
    return exact(number) + (number == 1 ? " parameter" : " parameters");
  }

  /** {@code 222.5 M}; exact below ten thousand. */
  static String rounded(long number) {
    if (number < 10_000) {
      return exact(number);
    }
    String[] units = {" k", " M", " G", " T", " P", " E"};
    double rest = number / 1000.0;
    int unit = 0;
    while (rest >= 999.95 && unit < units.length - 1) {
      rest /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f%s", rest, units[unit]);
  }
}
