package dev.ninc.compiler.random;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.apache.commons.math3.fraction.BigFraction;

/** What the expressions of random networks are worth: an evaluator that is not the compiler's. */
final class Arithmetic {

  private static final Pattern TOKEN = Pattern.compile("\\w+|[-+*/()]");

  private final Deque<String> tokens;
  private final Map<String, Integer> names;

  private Arithmetic(List<String> tokens, Map<String, Integer> names) {
    this.tokens = new ArrayDeque<>(tokens);
    this.names = names;
  }

  /** The value of an expression; empty where it is no whole number, or below one. */
  static OptionalInt value(String text, Map<String, Integer> names) {
    List<String> tokens = TOKEN.matcher(text).results().map(r -> r.group()).toList();
    BigFraction value = new Arithmetic(tokens, names).sum();
    boolean whole = value.getDenominatorAsInt() == 1 && value.intValue() >= 1;
    return whole ? OptionalInt.of(value.intValue()) : OptionalInt.empty();
  }

  private BigFraction sum() {
    BigFraction sum = product();
    while ("+".equals(tokens.peek()) || "-".equals(tokens.peek())) {
      sum = tokens.pop().equals("+") ? sum.add(product()) : sum.subtract(product());
    }
    return sum;
  }

  private BigFraction product() {
    BigFraction product = factor();
    while ("*".equals(tokens.peek()) || "/".equals(tokens.peek())) {
      product = tokens.pop().equals("*") ? product.multiply(factor()) : product.divide(factor());
    }
    return product;
  }

  private BigFraction factor() {
    String token = tokens.pop();
    if (token.equals("-")) {
      return factor().negate();
    }
    if (token.equals("(")) {
      BigFraction inner = sum();
      tokens.pop();
      return inner;
    }
    return new BigFraction(token.matches("\\d+") ? Integer.parseInt(token) : names.get(token));
  }
}
