package dev.ninc.compiler.random;

/**
 * A number, and how the text says it.
 *
 * @param text the number itself, or an expression with that value
 */
record Size(int value, String text) {

  static Size of(int value) {
    return new Size(value, "" + value);
  }

  boolean isExpression() {
    return !text.equals("" + value);
  }

  /** As an argument by position: a number, a name, or an expression in parentheses. */
  String atom() {
    return text.matches("\\w+") ? text : "(" + text + ")";
  }
}
