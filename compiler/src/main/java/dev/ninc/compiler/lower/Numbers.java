package dev.ninc.compiler.lower;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.math3.fraction.BigFraction;

/** Reads and shows exact numbers. */
final class Numbers {

  private static final Pattern LITERAL =
      Pattern.compile("-?[0-9]{1,40}(\\.[0-9]{1,40})?([eE][+-]?[0-9]{1,2})?");
  private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,40}");

  private Numbers() {}

  /** A literal; empty where it is none or has too many digits. */
  static Optional<BigFraction> read(String text) {
    if (!LITERAL.matcher(text).matches()) {
      return Optional.empty();
    }
    BigDecimal decimal = new BigDecimal(text);
    BigInteger unscaled = decimal.unscaledValue();
    BigInteger power = BigInteger.TEN.pow(Math.abs(decimal.scale()));
    return Optional.of(
        decimal.scale() < 0
            ? new BigFraction(unscaled.multiply(power))
            : new BigFraction(unscaled, power));
  }

  /** Whether a text is a whole number as the language writes it. */
  static boolean isWholeText(String text) {
    return WHOLE.matcher(text).matches();
  }

  static boolean isWhole(BigFraction number) {
    return number.getDenominator().equals(BigInteger.ONE);
  }

  static boolean isLarge(BigFraction number) {
    return number.getNumerator().bitLength() > Limits.BITS
        || number.getDenominator().bitLength() > Limits.BITS;
  }

  /** As the language writes it: {@code 192}, {@code 0.5}, and {@code 1/3} where no digits end. */
  static String show(BigFraction number) {
    if (isWhole(number)) {
      return number.getNumerator().toString();
    }
    BigDecimal numerator = new BigDecimal(number.getNumerator());
    try {
      return numerator.divide(new BigDecimal(number.getDenominator())).toPlainString();
    } catch (ArithmeticException endless) {
      return number.getNumerator() + "/" + number.getDenominator();
    }
  }
}
