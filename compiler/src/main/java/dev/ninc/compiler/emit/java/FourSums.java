package dev.ninc.compiler.emit.java;

import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Plain loops that add terms to four rows of sums at once: s, t, u and v. Each term is a row of
 * factors, shared by the four, times one factor for each of them. {@link ScalarSums} says why the
 * loops have this form, and no more than three terms.
 */
final class FourSums {

  /** The factors of s, t, u and v. */
  private static final List<String> FACTORS = List.of("p", "q", "r", "z");

  private static final List<String> SUMS = List.of("s", "t", "u", "v");

  private final String index;
  private final String bound;
  private final String lane;

  /**
   * @param index of the innermost loop
   * @param bound where it ends
   * @param lane what a number of a shared row is called
   */
  FourSums(String index, String bound, String lane) {
    this.index = index;
    this.bound = bound;
    this.lane = lane;
  }

  /** What stands before a loop, a line each. */
  @FunctionalInterface
  interface Factors {

    /**
     * @param rows what the shared rows are called: {@code g} for g0, g1, g2
     * @param at where the terms begin, counted from the first one
     * @param first of the terms, counted from there
     * @param terms how many there are
     */
    List<String> lines(String rows, String at, int first, int terms);
  }

  /** Six terms, three in each of two loops. */
  CodeBlock six(Factors factors) {
    return Template.code(
        """
        ${first}
        ${second}
        """,
        "first",
        loop(factors, "g", "0", 0, 3),
        "second",
        loop(factors, "h", "0", 3, 3));
  }

  /** One to five terms: {@code rest} of them. */
  CodeBlock rest(Factors factors) {
    return Template.code(
        """
        if (rest >= 3) {
          ${three}
        }
        int n = rest % 3;
        int l = rest - n;
        if (n == 2) {
          ${two}
        } else if (n == 1) {
          ${one}
        }
        """,
        "three",
        loop(factors, "g", "0", 0, 3),
        "two",
        loop(factors, "h", "l", 0, 2),
        "one",
        loop(factors, "i", "l", 0, 1));
  }

  /**
   * The factors of the four rows of sums, a line each: {@code float p0 = a[p], p1 = a[p + 1];}
   *
   * @param factor what the factor of a row and a term is read from, {@code p} and 1
   */
  static List<String> own(int first, int terms, Factor factor) {
    return IntStream.range(0, FACTORS.size())
        .mapToObj(
            row ->
                IntStream.range(first, first + terms)
                    .mapToObj(i -> FACTORS.get(row) + i + " = " + factor.of(row, i))
                    .collect(Collectors.joining(", ", "float ", ";")))
        .toList();
  }

  /** Where a factor is read. */
  @FunctionalInterface
  interface Factor {
    String of(int row, int term);
  }

  private String loop(Factors factors, String rows, String at, int first, int terms) {
    List<String> lanes = new ArrayList<>();
    for (int i = 0; i < terms; i++) {
      lanes.add("float " + lane + i + " = " + rows + i + "[" + index + "];");
    }
    List<String> sums = new ArrayList<>();
    for (int row = 0; row < SUMS.size(); row++) {
      sums.add(sum(SUMS.get(row), FACTORS.get(row), first, terms));
    }
    return Template.fill(
        """
        ${factors}
        for (int ${index} = 0; ${index} < ${bound}; ${index}++) {
          ${lanes}
          ${sums}
        }""",
        "factors",
        String.join("\n", factors.lines(rows, at, first, terms)),
        "index",
        index,
        "bound",
        bound,
        "lanes",
        String.join("\n", lanes),
        "sums",
        String.join("\n", sums));
  }

  /** {@code s[o] = Math.fma(p1, w1, Math.fma(p0, w0, s[o]));} */
  private String sum(String row, String factor, int first, int terms) {
    String sum = row + "[" + index + "]";
    for (int i = 0; i < terms; i++) {
      sum = "Math.fma(" + factor + (first + i) + ", " + lane + i + ", " + sum + ")";
    }
    return row + "[" + index + "] = " + sum + ";";
  }
}
