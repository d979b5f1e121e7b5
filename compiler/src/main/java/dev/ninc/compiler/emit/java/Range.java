package dev.ninc.compiler.emit.java;

/**
 * What a loop counts: numbers or variables, the end exclusive.
 *
 * @param first the first number
 * @param end behind the last number
 */
record Range(String first, String end) {

  /** The pieces that a step's method is asked for. */
  static final Range PIECES = new Range("from", "to");

  static Range upTo(Object end) {
    return new Range("0", end.toString());
  }

  boolean isEmpty() {
    return first.equals(end);
  }

  /** Whether there is nothing to count: 0 alone. */
  boolean isOne() {
    return first.equals("0") && end.equals("1");
  }

  /** A loop over the range, or the body alone where there is nothing to count. */
  String loop(String variable, String body) {
    return isOne()
        ? body
        : Template.fill(
            """
            for (int ${variable} = ${first}; ${variable} < ${end}; ${variable}++) {
              ${body}
            }""",
            "variable",
            variable,
            "first",
            first,
            "end",
            end,
            "body",
            body);
  }
}
