package dev.ninc.compiler.emit.java;

import com.palantir.javapoet.MethodSpec;
import java.util.List;

/**
 * The loops of the scalar depthwise convolutions, beside those of {@link ScalarSums}. The rows
 * {@code s} hold sums first, and input pixels from row {@code first} on.
 */
final class ScalarTaps {

  private ScalarTaps() {}

  /**
   * @param bound the number of channels
   */
  static List<MethodSpec> methods(String bound) {
    return List.of(load(bound), window(), taps3(bound), tap(bound));
  }

  private static MethodSpec load(String bound) {
    return Methods.nested(
        "load(float[][] s, int first, int n, float[] a, int x, int step)",
        "Reads n pixels, step floats apart, into rows from the first on.",
        Template.code(
            """
            for (int i = 0; i < n; i++) {
              System.arraycopy(a, x + i * step, s[first + i], 0, ${bound});
            }
            """,
            "bound",
            bound));
  }

  private static MethodSpec window() {
    return Methods.nested(
        "window(float[][] s, int n, int first, int stride, int dilation, float[][] w, int wo, int taps)",
        "Adds a row of the windows of n pixels, three taps at once.",
        Template.code(
            """
            for (int i = 0; i < n; i++) {
              int at = first + i * stride;
              int tap = wo;
              for (; tap + 3 <= wo + taps; tap += 3, at += 3 * dilation) {
                taps3(s[i], s[at], s[at + dilation], s[at + 2 * dilation], w[tap], w[tap + 1], w[tap + 2]);
              }
              for (; tap < wo + taps; tap++, at += dilation) {
                tap(s[i], s[at], w[tap]);
              }
            }
            """));
  }

  private static MethodSpec taps3(String bound) {
    return Methods.function(
        "taps3(float[] s, float[] x0, float[] x1, float[] x2, float[] w0, float[] w1, float[] w2)",
        "Three taps of all channels.",
        Template.code(
            """
            for (int c = 0; c < ${bound}; c++) {
              s[c] = Math.fma(x2[c], w2[c], Math.fma(x1[c], w1[c], Math.fma(x0[c], w0[c], s[c])));
            }
            """,
            "bound",
            bound));
  }

  private static MethodSpec tap(String bound) {
    return Methods.function(
        "tap(float[] s, float[] x, float[] w)",
        "One tap of all channels.",
        Template.code(
            """
            for (int c = 0; c < ${bound}; c++) {
              s[c] = Math.fma(x[c], w[c], s[c]);
            }
            """,
            "bound",
            bound));
  }
}
