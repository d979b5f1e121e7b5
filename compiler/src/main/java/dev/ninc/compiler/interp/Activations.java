package dev.ninc.compiler.interp;

import dev.ninc.compiler.ir.Activation;

/** Functions of one number, and what they make of an error. */
final class Activations {

  private Activations() {}

  static Numbers apply(Activation act, Numbers in) {
    if (act.equals(Activation.LINEAR)) {
      return in;
    }
    Numbers out = Numbers.zeros(in.size());
    for (int i = 0; i < in.size(); i++) {
      double x = in.values()[i];
      out.values()[i] = value(act, x);
      out.bounds()[i] = carried(act, x, in.bounds()[i]) + own(act, out.values()[i]);
    }
    return out;
  }

  /** The definition of each function; {@code Math.max} gives NaN for NaN and 0 for −0. */
  static double value(Activation act, double x) {
    return switch (act.kind()) {
      case LINEAR -> x;
      case RELU -> Math.max(x, 0);
      case LEAKY -> x < 0 ? act.slope() * x : x;
      case RELU6 -> Math.min(Math.max(x, 0), 6);
      case SIGMOID -> 1 / (1 + Math.exp(-x));
      case TANH -> Math.tanh(x);
    };
  }

  /** How far the result may move when x moves by at most {@code bound}. */
  private static double carried(Activation act, double x, double bound) {
    if (bound == 0) {
      return 0;
    }
    if (act.kind() == Activation.Kind.LEAKY) {
      return Math.max(1, Math.abs(act.slope())) * bound;
    }
    double y = value(act, x);
    return Math.max(value(act, x + bound) - y, y - value(act, x - bound));
  }

  /** What the function's own float arithmetic may lose. */
  private static double own(Activation act, double y) {
    return switch (act.kind()) {
      case LINEAR, RELU, RELU6 -> 0;
      case LEAKY -> y < 0 ? Rounding.few(-y) : 0;
      case SIGMOID, TANH -> 2 * Rounding.few(Math.abs(y)) + Float.MIN_NORMAL;
    };
  }
}
