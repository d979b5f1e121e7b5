package dev.ninc.compiler.lower;

import dev.ninc.compiler.ast.Expr;
import dev.ninc.compiler.diag.Code;
import dev.ninc.compiler.diag.Diagnostic;
import java.util.Optional;
import org.apache.commons.math3.fraction.BigFraction;

/** Exact arithmetic on expressions; empty where a mistake was reported. */
final class Evaluation implements Expr.Cases<Optional<BigFraction>> {

  private final Values values;
  private final Mistakes mistakes;

  Evaluation(Values values, Mistakes mistakes) {
    this.values = values;
    this.mistakes = mistakes;
  }

  @Override
  public Optional<BigFraction> number(Expr.Number expr) {
    Optional<BigFraction> number = Numbers.read(expr.text());
    return number.isEmpty() ? tooLarge(expr) : number.flatMap(n -> bounded(expr, n));
  }

  @Override
  public Optional<BigFraction> reference(Expr.Reference expr) {
    return values.of(expr.name());
  }

  @Override
  public Optional<BigFraction> negation(Expr.Negation expr) {
    return expr.operand().match(this).map(BigFraction::negate);
  }

  @Override
  public Optional<BigFraction> binary(Expr.Binary expr) {
    Optional<BigFraction> left = expr.left().match(this);
    Optional<BigFraction> right = expr.right().match(this);
    if (left.isEmpty() || right.isEmpty()) {
      return Optional.empty();
    }
    BigFraction a = left.get();
    BigFraction b = right.get();
    return switch (expr.operator()) {
      case PLUS -> bounded(expr, a.add(b));
      case MINUS -> bounded(expr, a.subtract(b));
      case TIMES -> bounded(expr, a.multiply(b));
      case OVER -> b.equals(BigFraction.ZERO) ? byZero(expr) : bounded(expr, a.divide(b));
    };
  }

  private Optional<BigFraction> bounded(Expr expr, BigFraction number) {
    return Numbers.isLarge(number) ? tooLarge(expr) : Optional.of(number);
  }

  private Optional<BigFraction> tooLarge(Expr expr) {
    mistakes.add(
        Diagnostic.error(
                Code.NIN0207, expr.span(), "A number has too many digits.", "too many digits")
            .hint("Choose a smaller or simpler number."));
    return Optional.empty();
  }

  private Optional<BigFraction> byZero(Expr.Binary expr) {
    mistakes.add(
        Diagnostic.error(Code.NIN0107, expr.right().span(), "A number is divided by zero.", "is 0")
            .hint("Choose a divisor that is not 0."));
    return Optional.empty();
  }
}
