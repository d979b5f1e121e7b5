package dev.ninc.compiler.emit.java;

import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import javax.lang.model.element.Modifier;

/**
 * The loops of the scalar convolutions, as nested classes: one for each small number of outputs,
 * where the number is a constant, and one for all large numbers, where it is a parameter.
 *
 * <p>C2 of JDK 17 unrolls a loop as far as the rounds that it saw in the loop's profile allow, and
 * what it can't unroll to a whole vector it does not vectorize: below some 150 rounds on average.
 * Were all layers to share one loop, a few with a small number of outputs would slow down all of
 * them. (JDK 25 vectorizes all these loops.)
 *
 * <p>{@code s} are rows of sums, one for each pixel of a block, with a number for each output.
 * Three pixels take four terms at once, which is as much as the registers of the vectorized loop
 * hold.
 */
final class ScalarSums {

  /** From here on the number of outputs is a parameter. */
  private static final int LARGE = 150;

  private final String name;
  private final String bound;
  private final String parameter;
  private final String argument;

  private ScalarSums(int outputs) {
    boolean large = outputs >= LARGE;
    name = large ? "Sums" : "Sums" + outputs;
    bound = large ? "outputs" : "" + outputs;
    parameter = large ? ", int outputs" : "";
    argument = large ? ", outputs" : "";
  }

  /** The class for a number of outputs: {@code Sums96}, or {@code Sums} for a large one. */
  static String name(int outputs) {
    return new ScalarSums(outputs).name;
  }

  /** What a call for a number of outputs has behind its other arguments. */
  static String argument(int outputs) {
    return outputs >= LARGE ? ", " + outputs : "";
  }

  /**
   * @param outputs any number that has the class's name
   * @param use what the network's convolutions need of it
   */
  static TypeSpec type(int outputs, ScalarHelpers.Use use) {
    ScalarSums sums = new ScalarSums(outputs);
    TypeSpec.Builder type =
        TypeSpec.classBuilder(sums.name)
            .addJavadoc(
                "Sums of $L outputs for a block of pixels, a row each.\n",
                outputs >= LARGE ? "many" : outputs)
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
            .addMethod(sums.start())
            .addMethod(sums.store())
            .addMethods(ScalarActivations.methods(use.activations(), sums.bound, sums.parameter));
    if (use.direct()) {
      type.addMethods(sums.terms());
    }
    if (use.depthwise()) {
      type.addMethods(ScalarTaps.methods(sums.bound, sums.parameter, sums.argument));
    }
    return type.build();
  }

  private List<MethodSpec> terms() {
    return List.of(add(), add3(), add1(), fma12(), fma4(), fma1());
  }

  private MethodSpec start() {
    return Methods.nested(
        "start(float[][] s, int n, float[] b, int bo" + parameter + ")",
        "The sums of n pixels start with the bias.",
        Template.code(
            """
            for (int i = 0; i < n; i++) {
              System.arraycopy(b, bo, s[i], 0, ${bound});
            }
            """,
            "bound",
            bound));
  }

  private MethodSpec store() {
    return Methods.nested(
        "store(float[][] s, int n, float[] a, int y, int step" + parameter + ")",
        "Writes the sums of n pixels, step floats apart.",
        Template.code(
            """
            for (int i = 0; i < n; i++) {
              System.arraycopy(s[i], 0, a, y + i * step, ${bound});
            }
            """,
            "bound",
            bound));
  }

  private MethodSpec add() {
    return Methods.nested(
        "add(float[][] s, int n, float[] a, int x, int step, float[][] w, int wo, int terms"
            + parameter
            + ")",
        "Adds terms of n pixels, step floats apart, three pixels at once.",
        Template.code(
            """
            int i = 0;
            for (; i + 3 <= n; i += 3) {
              int at = x + i * step;
              add3(s[i], s[i + 1], s[i + 2], a, at, at + step, at + 2 * step, w, wo, terms${argument});
            }
            for (; i < n; i++) {
              add1(s[i], a, x + i * step, w, wo, terms${argument});
            }
            """,
            "argument",
            argument));
  }

  private MethodSpec add3() {
    return Methods.function(
        "add3(float[] s, float[] t, float[] u, float[] a, int p, int q, int r, float[][] w, int wo,"
            + " int terms"
            + parameter
            + ")",
        "Adds terms of three pixels, four terms at once.",
        Template.code(
            """
            int k = 0;
            for (; k + 4 <= terms; k += 4) {
              fma12(
                  s, t, u,
                  w[wo + k], w[wo + k + 1], w[wo + k + 2], w[wo + k + 3],
                  a[p + k], a[p + k + 1], a[p + k + 2], a[p + k + 3],
                  a[q + k], a[q + k + 1], a[q + k + 2], a[q + k + 3],
                  a[r + k], a[r + k + 1], a[r + k + 2], a[r + k + 3]${argument});
            }
            for (; k < terms; k++) {
              fma1(s, w[wo + k], a[p + k]${argument});
              fma1(t, w[wo + k], a[q + k]${argument});
              fma1(u, w[wo + k], a[r + k]${argument});
            }
            """,
            "argument",
            argument));
  }

  private MethodSpec add1() {
    return Methods.function(
        "add1(float[] s, float[] a, int x, float[][] w, int wo, int terms" + parameter + ")",
        "Adds terms of one pixel, four terms at once.",
        Template.code(
            """
            int k = 0;
            for (; k + 4 <= terms; k += 4) {
              fma4(
                  s,
                  w[wo + k], w[wo + k + 1], w[wo + k + 2], w[wo + k + 3],
                  a[x + k], a[x + k + 1], a[x + k + 2], a[x + k + 3]${argument});
            }
            for (; k < terms; k++) {
              fma1(s, w[wo + k], a[x + k]${argument});
            }
            """,
            "argument",
            argument));
  }

  private MethodSpec fma12() {
    return Methods.function(
        "fma12(float[] s, float[] t, float[] u, float[] w0, float[] w1, float[] w2, float[] w3,"
            + " float p0, float p1, float p2, float p3, float q0, float q1, float q2, float q3,"
            + " float r0, float r1, float r2, float r3"
            + parameter
            + ")",
        "The innermost loop, which C2 vectorizes: three pixels x four terms.",
        Template.code(
            """
            for (int o = 0; o < ${bound}; o++) {
              float v0 = w0[o];
              float v1 = w1[o];
              float v2 = w2[o];
              float v3 = w3[o];
              s[o] = Math.fma(p3, v3, Math.fma(p2, v2, Math.fma(p1, v1, Math.fma(p0, v0, s[o]))));
              t[o] = Math.fma(q3, v3, Math.fma(q2, v2, Math.fma(q1, v1, Math.fma(q0, v0, t[o]))));
              u[o] = Math.fma(r3, v3, Math.fma(r2, v2, Math.fma(r1, v1, Math.fma(r0, v0, u[o]))));
            }
            """,
            "bound",
            bound));
  }

  private MethodSpec fma4() {
    return Methods.function(
        "fma4(float[] s, float[] w0, float[] w1, float[] w2, float[] w3,"
            + " float x0, float x1, float x2, float x3"
            + parameter
            + ")",
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
        "fma1(float[] s, float[] w0, float x0" + parameter + ")",
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
