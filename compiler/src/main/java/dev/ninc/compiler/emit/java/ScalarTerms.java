package dev.ninc.compiler.emit.java;

import com.palantir.javapoet.MethodSpec;
import dev.ninc.compiler.emit.model.Lines;
import java.util.ArrayList;
import java.util.List;

/**
 * The loops that add terms to sums: a term is a row of weights, one for each output, times one
 * activation of the pixel. {@link ScalarSums} says why they have this form.
 */
final class ScalarTerms {

  private final String bound;
  private final FourSums sums;

  /**
   * @param bound the number of outputs
   */
  ScalarTerms(String bound) {
    this.bound = bound;
    this.sums = new FourSums("o", bound, "w");
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
        sums.six(ScalarTerms::factors));
  }

  private MethodSpec rest4() {
    return Methods.function(
        "rest4(float[] s, float[] t, float[] u, float[] v, float[] a, int p, int q, int r, int z, float[][] w,"
            + " int k, int rest)",
        "Four pixels x one to five terms.",
        sums.rest(ScalarTerms::factors));
  }

  /** Rows of weights, and numbers of four pixels. */
  private static List<String> factors(String rows, String at, int first, int terms) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < terms; i++) {
      lines.add("float[] " + rows + i + " = w[" + Lines.sum("k", at, first + i) + "];");
    }
    List<String> pixels = List.of("p", "q", "r", "z");
    lines.addAll(
        FourSums.own(first, terms, (row, i) -> "a[" + Lines.sum(pixels.get(row), at, i) + "]"));
    return lines;
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
