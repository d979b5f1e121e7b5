package dev.ninc.compiler.plan.winograd;

import java.util.List;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * The points at which Winograd's transforms evaluate: powers of two, so that the transforms have no
 * rounded constants, and near 1, so that their powers don't dwarf each other. Pairs p and -p share
 * the even and the odd part of their rows.
 */
final class WinogradPoints {

  private static final List<BigFraction> IN_ORDER =
      List.of(
          BigFraction.ZERO,
          BigFraction.ONE,
          BigFraction.MINUS_ONE,
          BigFraction.TWO,
          new BigFraction(-2),
          BigFraction.ONE_HALF,
          new BigFraction(-1, 2));

  /** 2 and -½ err less than 2 and -2, at the cost of a pair. */
  private static final List<BigFraction> FIVE =
      List.of(
          BigFraction.ZERO,
          BigFraction.ONE,
          BigFraction.MINUS_ONE,
          BigFraction.TWO,
          new BigFraction(-1, 2));

  private WinogradPoints() {}

  static List<BigFraction> finite(int count) {
    return count == FIVE.size() ? FIVE : IN_ORDER.subList(0, count);
  }
}
