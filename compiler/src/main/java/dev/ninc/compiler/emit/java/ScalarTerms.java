package dev.ninc.compiler.emit.java;

import com.palantir.javapoet.MethodSpec;
import dev.ninc.compiler.emit.model.Lines;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The loops that add terms to sums: a term is a row of weights, one for each output, times one
 * activation of the pixel. {@link ScalarSums} says why they have this form.
 */
final class ScalarTerms {

  private final String bound;

  /**
   * @param bound the number of outputs
   */
  ScalarTerms(String bound) {
    this.bound = bound;
  }

  List<MethodSpec> methods() {
    return List.of(add(), add4(), add1(), fma24(), rest4(), fma4(), fma1());
  }

  private static MethodSpec add() {
    return Methods.nested(
        "add(float[][] s, int n, float[] a, int x, int step, float[][] w, int wo, int terms)",
        "Adds terms of n pixels, step floats apart, four pixels at once.",
        Template.code(
            """
            int i = 0;
            for (; i + 4 <= n; i += 4) {
              add4(s[i], s[i + 1], s[i + 2], s[i + 3], a, x + i * step, step, w, wo, terms);
            }
            for (; i < n; i++) {
              add1(s[i], a, x + i * step, w, wo, terms);
            }
            """));
  }

  private static MethodSpec add4() {
    return Methods.function(
        "add4(float[] s, float[] t, float[] u, float[] v, float[] a, int x, int step, float[][] w, int wo,"
            + " int terms)",
        "Adds terms of four pixels, six terms at once.",
        Template.code(
            """
            int p = x;
            int q = p + step;
            int r = q + step;
            int z = r + step;
            int k = wo;
            for (; k + 6 <= wo + terms; k += 6, p += 6, q += 6, r += 6, z += 6) {
              fma24(s, t, u, v, a, p, q, r, z, w, k);
            }
            if (k < wo + terms) {
              rest4(s, t, u, v, a, p, q, r, z, w, k, wo + terms - k);
            }
            """));
  }

  private static MethodSpec add1() {
    return Methods.function(
        "add1(float[] s, float[] a, int x, float[][] w, int wo, int terms)",
        "Adds terms of one pixel, four terms at once.",
        Template.code(
            """
            int k = 0;
            for (; k + 4 <= terms; k += 4) {
              fma4(
                  s,
                  w[wo + k], w[wo + k + 1], w[wo + k + 2], w[wo + k + 3],
                  a[x + k], a[x + k + 1], a[x + k + 2], a[x + k + 3]);
            }
            for (; k < terms; k++) {
              fma1(s, w[wo + k], a[x + k]);
            }
            """));
  }

  private MethodSpec fma24() {
    return Methods.function(
        "fma24(float[] s, float[] t, float[] u, float[] v, float[] a, int p, int q, int r, int z, float[][] w,"
            + " int k)",
        "Four pixels x six terms, three in each of two innermost loops, which C2 vectorizes.",
        Template.code(
            """
            ${first}
            ${second}
            """,
            "first",
            loop("g", "0", 0, 3),
            "second",
            loop("h", "0", 3, 3)));
  }

  private MethodSpec rest4() {
    return Methods.function(
        "rest4(float[] s, float[] t, float[] u, float[] v, float[] a, int p, int q, int r, int z, float[][] w,"
            + " int k, int rest)",
        "Four pixels x one to five terms.",
        Template.code(
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
            loop("g", "0", 0, 3),
            "two",
            loop("h", "l", 0, 2),
            "one",
            loop("i", "l", 0, 1)));
  }

  /**
   * A loop over the outputs: four pixels x some terms.
   *
   * @param name of the rows of weights
   * @param at where the terms begin, counted from k
   * @param first of the terms, counted from there
   */
  private String loop(String name, String at, int first, int terms) {
    List<String> rows = new ArrayList<>();
    List<String> weights = new ArrayList<>();
    for (int i = 0; i < terms; i++) {
      rows.add("float[] " + name + i + " = w[" + Lines.sum("k", at, first + i) + "];");
      weights.add("float w" + i + " = " + name + i + "[o];");
    }
    for (String pixel : List.of("p", "q", "r", "z")) {
      rows.add(
          IntStream.range(first, first + terms)
              .mapToObj(i -> pixel + i + " = a[" + Lines.sum(pixel, at, i) + "]")
              .collect(Collectors.joining(", ", "float ", ";")));
    }
    return Template.fill(
        """
        ${rows}
        for (int o = 0; o < ${bound}; o++) {
          ${weights}
          ${sums}
        }""",
        "rows",
        String.join("\n", rows),
        "bound",
        bound,
        "weights",
        String.join("\n", weights),
        "sums",
        String.join(
            "\n",
            List.of(
                sum("s", "p", first, terms),
                sum("t", "q", first, terms),
                sum("u", "r", first, terms),
                sum("v", "z", first, terms))));
  }

  /** {@code s[o] = Math.fma(p1, w1, Math.fma(p0, w0, s[o]));} */
  private static String sum(String row, String pixel, int first, int terms) {
    String sum = row + "[o]";
    for (int i = 0; i < terms; i++) {
      sum = "Math.fma(" + pixel + (first + i) + ", w" + i + ", " + sum + ")";
    }
    return row + "[o] = " + sum + ";";
  }

  private MethodSpec fma4() {
    return Methods.function(
        "fma4(float[] s, float[] w0, float[] w1, float[] w2, float[] w3,"
            + " float x0, float x1, float x2, float x3)",
        "One pixel x four terms.",
        Template.code(
            """
            for (int o = 0; o < ${bound}; o++) {
              s[o] = Math.fma(x3, w3[o], Math.fma(x2, w2[o], Math.fma(x1, w1[o], Math.fma(x0, w0[o], s[o]))));
            }
            """,
            "bound",
            bound));
  }

  private MethodSpec fma1() {
    return Methods.function(
        "fma1(float[] s, float[] w0, float x0)",
        "One pixel x one term.",
        Template.code(
            """
            for (int o = 0; o < ${bound}; o++) {
              s[o] = Math.fma(x0, w0[o], s[o]);
            }
            """,
            "bound",
            bound));
  }
}
