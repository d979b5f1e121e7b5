package dev.ninc.compiler.emit.opencl;

import dev.ninc.compiler.ir.Activation;
import java.util.List;

/** Calls of the functions at the top of a file, for numbers and for vectors of them. */
final class Functions {

  private Functions() {}

  /** {@code float}, {@code float4}, {@code float16}. */
  static String type(int lanes) {
    return "float" + suffix(lanes);
  }

  /** What an expression becomes: {@code relu16(sum)}; itself where the activation is linear. */
  static String call(Activation act, int lanes, String value) {
    return switch (act.kind()) {
      case LINEAR -> value;
      case LEAKY ->
          "leaky" + suffix(lanes) + "(" + value + ", " + Expressions.number(act.slope()) + ")";
      case RELU -> "relu" + suffix(lanes) + "(" + value + ")";
      case RELU6 -> "capped" + suffix(lanes) + "(" + value + ")";
      case SIGMOID -> "sigmoid" + suffix(lanes) + "(" + value + ")";
      case TANH -> "tanh(" + value + ")";
    };
  }

  /** The function that {@link #call} calls, where it is not one of the language itself. */
  static List<Helper> of(Activation act, int lanes) {
    return switch (act.kind()) {
      case LINEAR, TANH -> List.of();
      case LEAKY -> List.of(function("leaky", lanes));
      case RELU -> List.of(function("relu", lanes));
      case RELU6 -> List.of(function("capped", lanes));
      case SIGMOID -> List.of(function("sigmoid", lanes));
    };
  }

  /** The larger of two numbers, NaN where one of them is: {@code larger16(x, y)}. */
  static Helper larger(int lanes) {
    return function("larger", lanes);
  }

  private static Helper function(String name, int lanes) {
    return Helper.of("shared/" + name + ".cl", name + suffix(lanes), type(lanes));
  }

  private static String suffix(int lanes) {
    return lanes == 1 ? "" : "" + lanes;
  }
}
