package dev.ninc.compiler.ast;

import dev.ninc.compiler.source.Span;

/** Arithmetic as it was written. */
public sealed interface Expr {

  Span span();

  /** A literal, {@code 192}, {@code 0.5} or {@code 1e-3}. */
  record Number(String text, Span span) implements Expr {

    /** Whether it was written as a whole number. */
    public boolean isWhole() {
      return text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.number(this);
    }
  }

  /** A parameter. */
  record Reference(Name name) implements Expr {
    @Override
    public Span span() {
      return name.span();
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.reference(this);
    }
  }

  /** {@code -operand}. */
  record Negation(Expr operand, Span span) implements Expr {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.negation(this);
    }
  }

  /** {@code left operator right}. */
  record Binary(Operator operator, Expr left, Expr right, Span span) implements Expr {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.binary(this);
    }
  }

  /** The operators. */
  enum Operator {
    PLUS,
    MINUS,
    TIMES,
    OVER
  }

  /** One answer for each form. */
  interface Cases<R> {
    R number(Number expr);

    R reference(Reference expr);

    R negation(Negation expr);

    R binary(Binary expr);
  }

  <R> R match(Cases<R> cases);
}
