package dev.ninc.compiler.emit.java;

import com.palantir.javapoet.MethodSpec;
import dev.ninc.compiler.emit.model.Lines;
import java.util.ArrayList;
import java.util.List;

/**
 * The loops that add terms to the sums of pixels: a term is a row of the input, one number for each
 * pixel, times one weight of the output. Their form is that of {@link ScalarTerms}, with the parts
 * of pixels and outputs exchanged.
 */
final class ScalarPixelTerms {

  private final String bound;
  private final FourSums sums;

  /**
   * @param bound the number of pixels
   */
  ScalarPixelTerms(String bound) {
    this.bound = bound;
    this.sums = new FourSums("j", bound, "x");
  }

  List<MethodSpec> methods() {
    return List.of(add(), add4(), add1(), fma24(), rest4(), fma1());
  }

  private static MethodSpec add() {
    return Methods.nested(
        "add(float[][] s, int n, int terms, float[][] w, int k)",
        "Adds the terms in the rows from n on to n outputs, four outputs at once.",
        Template.code(
            """
            int o = 0;
            for (; o + 4 <= n; o += 4) {
              add4(s[o], s[o + 1], s[o + 2], s[o + 3], s, n, terms, w, k, o);
            }
            for (; o < n; o++) {
              add1(s[o], s, n, terms, w, k, o);
            }
            """));
  }

  private static MethodSpec add4() {
    return Methods.function(
        "add4(float[] s, float[] t, float[] u, float[] v, float[][] x, int f, int terms, float[][] w, int k,"
            + " int o)",
        "Adds terms of four outputs, six terms at once.",
        Template.code(
            """
            int i = 0;
            for (; i + 6 <= terms; i += 6) {
              fma24(s, t, u, v, x, f + i, w, k + i, o);
            }
            if (i < terms) {
              rest4(s, t, u, v, x, f + i, w, k + i, o, terms - i);
            }
            """));
  }

  private static MethodSpec add1() {
    return Methods.function(
        "add1(float[] s, float[][] x, int f, int terms, float[][] w, int k, int o)",
        "Adds terms of one output.",
        Template.code(
            """
            for (int i = 0; i < terms; i++) {
              fma1(s, x[f + i], w[k + i][o]);
            }
            """));
  }

  private MethodSpec fma24() {
    return Methods.function(
        "fma24(float[] s, float[] t, float[] u, float[] v, float[][] x, int f, float[][] w, int k, int o)",
        "Four outputs x six terms, three in each of two innermost loops, which C2 vectorizes.",
        sums.six(ScalarPixelTerms::factors));
  }

  private MethodSpec rest4() {
    return Methods.function(
        "rest4(float[] s, float[] t, float[] u, float[] v, float[][] x, int f, float[][] w, int k, int o,"
            + " int rest)",
        "Four outputs x one to five terms.",
        sums.rest(ScalarPixelTerms::factors));
  }

  /** Rows of the input, then rows of weights, and weights of four outputs. */
  private static List<String> factors(String rows, String at, int first, int terms) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < terms; i++) {
      lines.add("float[] " + rows + i + " = x[" + Lines.sum("f", at, first + i) + "];");
    }
    for (int i = 0; i < terms; i++) {
      lines.add("float[] w" + rows + i + " = w[" + Lines.sum("k", at, first + i) + "];");
    }
    lines.addAll(
        FourSums.own(
            first, terms, (row, i) -> "w" + rows + (i - first) + "[" + Lines.sum("o", row) + "]"));
    return lines;
  }

  private MethodSpec fma1() {
    return Methods.function(
        "fma1(float[] s, float[] x, float w)",
        "One output x one term.",
        Template.code(
            """
            for (int j = 0; j < ${bound}; j++) {
              s[j] = Math.fma(w, x[j], s[j]);
            }
            """,
            "bound",
            bound));
  }
}
