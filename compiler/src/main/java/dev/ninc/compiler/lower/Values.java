package dev.ninc.compiler.lower;

import dev.ninc.compiler.ast.Expr;
import dev.ninc.compiler.ast.Name;
import dev.ninc.compiler.diag.Code;
import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.diag.Label;
import dev.ninc.compiler.diag.Spelling;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * The parameters and what is computed from them, exactly: numbers are fractions. A name that is
 * unknown, or whose own value was wrong, is reported once.
 */
final class Values {

  private final Map<String, BigFraction> values = new LinkedHashMap<>();
  private final Set<String> silent = new HashSet<>();
  private final Map<String, Boolean> whole = new HashMap<>();
  private final Map<String, Label> overrides = new HashMap<>();
  private final Mistakes mistakes;
  private final String owner;
  private final Set<String> hidden;

  /**
   * @param owner whose parameters these are: {@code network Name}
   * @param hidden parameters of the network, where they cannot be seen
   */
  Values(Mistakes mistakes, String owner, Set<String> hidden) {
    this.mistakes = mistakes;
    this.owner = owner;
    this.hidden = hidden;
  }

  /** A parameter has a value from outside, as it was typed. */
  void overridden(Name parameter, String text) {
    overrides.put(
        parameter.text(),
        new Label(parameter.span(), "`-P " + parameter + "=" + text + "` gives it another value"));
  }

  /**
   * What a call gives to a parameter.
   *
   * @param value empty where it has none, which was reported
   * @param override the place of a parameter in it that has a value from outside
   */
  record Given(Optional<BigFraction> value, Optional<Label> override) {}

  /** An argument, for the values of the block that is called. */
  Given given(Expr expr) {
    return new Given(of(expr), override(expr));
  }

  /** A parameter of a block, as its call gives it. */
  void define(String name, Given given) {
    given.override().ifPresent(label -> overrides.put(name, label));
    given.value().ifPresentOrElse(v -> define(name, v, true), () -> defineUnknown(name));
  }

  void define(String name, BigFraction value, boolean isWhole) {
    values.put(name, value);
    whole.put(name, isWhole);
  }

  /** A parameter whose value is wrong, which was reported. */
  void defineUnknown(String name) {
    silent.add(name);
  }

  /** Whether an expression is made of whole numbers alone. */
  boolean isWhole(Expr expr) {
    return expr.match(
        new Expr.Cases<Boolean>() {
          @Override
          public Boolean number(Expr.Number e) {
            return e.isWhole();
          }

          @Override
          public Boolean reference(Expr.Reference e) {
            return whole.getOrDefault(e.name().text(), true);
          }

          @Override
          public Boolean negation(Expr.Negation e) {
            return isWhole(e.operand());
          }

          @Override
          public Boolean binary(Expr.Binary e) {
            return isWhole(e.left()) && isWhole(e.right());
          }
        });
  }

  /** The value of an expression; empty where it has none, which was reported. */
  Optional<BigFraction> of(Expr expr) {
    return expr.match(new Evaluation(this, mistakes));
  }

  Optional<BigFraction> of(Name name) {
    Optional<BigFraction> value = Optional.ofNullable(values.get(name.text()));
    if (value.isEmpty() && silent.add(name.text())) {
      Diagnostic error =
          Diagnostic.error(
              Code.NIN0101, name.span(), "There is no parameter `" + name + "`.", "not known here");
      mistakes.add(error.hint(advice(name)));
    }
    return value;
  }

  /** What is computed from such a parameter has a value from outside, too. */
  void derived(Name parameter, Expr value) {
    override(value).ifPresent(label -> overrides.putIfAbsent(parameter.text(), label));
  }

  /** The first parameter in an expression that has a value from outside. */
  private Optional<Label> override(Expr expr) {
    return References.in(expr).stream()
        .filter(overrides::containsKey)
        .map(overrides::get)
        .findFirst();
  }

  private String advice(Name name) {
    if (hidden.contains(name.text())) {
      return "Pass it as a parameter: a block sees only its own.";
    }
    String declaration = owner + "(" + name + (owner.startsWith("network") ? " = …)" : ")");
    return Spelling.nearest(name.text(), values.keySet())
        .map(near -> "Write `" + near + "`.")
        .orElse("Declare it: `" + declaration + "`.");
  }

  /**
   * A whole number in a range.
   *
   * @param what what it is, as a message begins: {@code The stride}
   */
  OptionalInt whole(Expr expr, String what, int min) {
    return whole(expr, what, min, Limits.SIZE);
  }

  /** As the other method, up to {@code max}. */
  OptionalInt whole(Expr expr, String what, int min, int max) {
    Optional<BigFraction> value = of(expr);
    if (value.isEmpty()) {
      return OptionalInt.empty();
    }
    BigFraction number = value.get();
    if (!Numbers.isWhole(number)) {
      report(
          expr,
          Code.NIN0105,
          what + " must be a whole number.",
          "is " + Numbers.show(number),
          "Choose numbers for which it is whole.");
      return OptionalInt.empty();
    }
    if (number.compareTo(new BigFraction(min)) < 0 || number.compareTo(new BigFraction(max)) > 0) {
      outOfRange(expr, what, number, "from " + min + " to " + max);
      return OptionalInt.empty();
    }
    return OptionalInt.of(number.intValue());
  }

  /**
   * A number that is at least {@link Limits#SMALLEST}, or at least 0, and at most {@link
   * Limits#SIZE}.
   */
  OptionalDouble positive(Expr expr, String what, boolean orZero) {
    Optional<BigFraction> value = of(expr);
    if (value.isEmpty()) {
      return OptionalDouble.empty();
    }
    BigFraction least = orZero ? BigFraction.ZERO : Limits.SMALLEST;
    if (value.get().compareTo(least) < 0
        || value.get().compareTo(new BigFraction(Limits.SIZE)) > 0) {
      outOfRange(expr, what, value.get(), (orZero ? "from 0 to " : "from 1e-30 to ") + Limits.SIZE);
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(value.get().doubleValue());
  }

  /** A number from 0 up to {@code max}, itself included or not. */
  OptionalDouble real(Expr expr, String what, int max, boolean included) {
    Optional<BigFraction> value = of(expr);
    if (value.isEmpty()) {
      return OptionalDouble.empty();
    }
    BigFraction number = value.get();
    int toMax = number.compareTo(new BigFraction(max));
    if (number.compareTo(BigFraction.ZERO) < 0 || toMax > 0 || toMax == 0 && !included) {
      outOfRange(expr, what, number, included ? "from 0 to " + max : "from 0 to less than " + max);
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(number.doubleValue());
  }

  void outOfRange(Expr expr, String what, BigFraction number, String range) {
    String message = what + " is " + Numbers.show(number) + ", out of its range.";
    String hint = "Choose a number " + range + ".";
    report(expr, Code.NIN0106, message, "must be " + range, hint);
  }

  /** At the parameter where a value from outside is the cause, and then once for all its uses. */
  private void report(Expr expr, Code code, String message, String label, String hint) {
    Optional<Label> outside = override(expr);
    if (outside.isEmpty()) {
      mistakes.add(Diagnostic.error(code, expr.span(), message, label).hint(hint));
      return;
    }
    Label cause = outside.get();
    mistakes.addOnce(
        Diagnostic.error(code, cause.span(), message, cause.text())
            .and(expr.span(), label)
            .hint(hint));
  }
}
