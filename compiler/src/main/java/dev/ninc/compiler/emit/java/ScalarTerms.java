package dev.ninc.compiler.emit.java;

import com.palantir.javapoet.MethodSpec;
import java.util.List;

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
    return List.of(add(), add4(), add1(), fma24(), fma4(), fma1());
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
            int rest = wo + terms - k;
            if (rest > 0) {
              add1(s, a, p, w, k, rest);
              add1(t, a, q, w, k, rest);
              add1(u, a, r, w, k, rest);
              add1(v, a, z, w, k, rest);
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
            fma12("g", 0),
            "second",
            fma12("h", 3)));
  }

  /** A loop over the outputs: four pixels x three terms. */
  private String fma12(String weights, int first) {
    return Template.fill(
        """
        float[] ${w}0 = w[k + ${k0}];
        float[] ${w}1 = w[k + ${k1}];
        float[] ${w}2 = w[k + ${k2}];
        float p${k0} = a[p + ${k0}], p${k1} = a[p + ${k1}], p${k2} = a[p + ${k2}];
        float q${k0} = a[q + ${k0}], q${k1} = a[q + ${k1}], q${k2} = a[q + ${k2}];
        float r${k0} = a[r + ${k0}], r${k1} = a[r + ${k1}], r${k2} = a[r + ${k2}];
        float z${k0} = a[z + ${k0}], z${k1} = a[z + ${k1}], z${k2} = a[z + ${k2}];
        for (int o = 0; o < ${bound}; o++) {
          float w0 = ${w}0[o];
          float w1 = ${w}1[o];
          float w2 = ${w}2[o];
          s[o] = Math.fma(p${k2}, w2, Math.fma(p${k1}, w1, Math.fma(p${k0}, w0, s[o])));
          t[o] = Math.fma(q${k2}, w2, Math.fma(q${k1}, w1, Math.fma(q${k0}, w0, t[o])));
          u[o] = Math.fma(r${k2}, w2, Math.fma(r${k1}, w1, Math.fma(r${k0}, w0, u[o])));
          v[o] = Math.fma(z${k2}, w2, Math.fma(z${k1}, w1, Math.fma(z${k0}, w0, v[o])));
        }""",
        "w",
        weights,
        "k0",
        first,
        "k1",
        first + 1,
        "k2",
        first + 2,
        "bound",
        bound);
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
