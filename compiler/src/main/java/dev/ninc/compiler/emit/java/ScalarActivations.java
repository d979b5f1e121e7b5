package dev.ninc.compiler.emit.java;

import com.palantir.javapoet.MethodSpec;
import dev.ninc.compiler.ir.Activation;
import dev.ninc.compiler.source.CompilerBug;
import java.util.List;
import java.util.Set;

/** Activations in plain Java: of one number, and of the rows of sums of a block of pixels. */
final class ScalarActivations {

  private ScalarActivations() {}

  /** The activation of the variable {@code v}. */
  static String of(Activation act, String v) {
    return switch (act.kind()) {
      case LINEAR -> v;
      case RELU -> "Math.max(" + v + ", 0f)";
      case RELU6 -> "Math.min(Math.max(" + v + ", 0f), 6f)";
      case LEAKY -> v + " < 0f ? " + v + " * " + act.slope() + "f : " + v;
      case SIGMOID, TANH -> throw new CompilerBug("no scalar kernel applies " + act);
    };
  }

  /** The call for {@code n} rows; empty for a linear convolution. */
  static String call(Activation act, String sums, String n) {
    return switch (act.kind()) {
      case LINEAR -> "";
      case RELU -> sums + ".relu(s, " + n + ");";
      case RELU6 -> sums + ".relu6(s, " + n + ");";
      case LEAKY -> sums + ".leaky(s, " + n + ", " + act.slope() + "f);";
      case SIGMOID, TANH -> throw new CompilerBug("no scalar kernel applies " + act);
    };
  }

  /** The methods that {@link #call} calls. */
  static List<MethodSpec> methods(Set<Activation.Kind> kinds, String bound) {
    return kinds.stream()
        .filter(k -> k != Activation.Kind.LINEAR)
        .map(kind -> method(kind, bound))
        .toList();
  }

  private static MethodSpec method(Activation.Kind kind, String bound) {
    return switch (kind) {
      case RELU -> rows("relu(float[][] s, int n)", "Math.max(r[o], 0f)", bound);
      case RELU6 -> rows("relu6(float[][] s, int n)", "Math.min(Math.max(r[o], 0f), 6f)", bound);
      case LEAKY ->
          rows("leaky(float[][] s, int n, float slope)", "r[o] < 0f ? r[o] * slope : r[o]", bound);
      case LINEAR, SIGMOID, TANH -> throw new CompilerBug("no method for " + kind);
    };
  }

  private static MethodSpec rows(String signature, String value, String bound) {
    return Methods.nested(
        signature,
        "The activation of the sums of n pixels.",
        Template.code(
            """
            for (int i = 0; i < n; i++) {
              float[] r = s[i];
              for (int o = 0; o < ${bound}; o++) {
                r[o] = ${value};
              }
            }
            """,
            "bound",
            bound,
            "value",
            value));
  }
}
