package dev.ninc.compiler.emit.java;

import dev.ninc.compiler.ir.Activation;
import dev.ninc.compiler.source.CompilerBug;

/**
 * Activations of a vector. Comparing and blending is much faster than {@code max()}, which has to
 * look for NaN and for the sign of zero; comparing with ≤ gives the same bits as {@code Math.max(x,
 * 0f)}.
 */
final class VectorActivation {

  private VectorActivation() {}

  /** Declarations that {@link #of} relies on. */
  static String constants(Activation act) {
    return switch (act.kind()) {
      case LINEAR, SIGMOID, TANH -> "";
      case RELU, LEAKY -> "FloatVector zero = FloatVector.zero(S);";
      case RELU6 ->
          "FloatVector zero = FloatVector.zero(S);\nFloatVector six = FloatVector.broadcast(S, 6f);";
    };
  }

  /** The activation of the vector {@code v}. */
  static String of(Activation act, String v) {
    String relu = v + ".blend(zero, " + v + ".compare(VectorOperators.LE, zero))";
    return switch (act.kind()) {
      case LINEAR -> v;
      case RELU -> relu;
      case RELU6 -> relu + ".blend(six, " + v + ".compare(VectorOperators.GE, six))";
      case LEAKY ->
          v
              + ".blend("
              + v
              + ".mul("
              + act.slope()
              + "f), "
              + v
              + ".compare(VectorOperators.LT, zero))";
      case SIGMOID, TANH -> throw new CompilerBug("no vector kernel applies " + act);
    };
  }
}
