package dev.ninc.compiler.ir;

/**
 * A function of one number.
 *
 * @param slope for {@link Kind#LEAKY} what a negative number is multiplied with, else 0
 */
public record Activation(Kind kind, float slope) {

  /** The functions, each with its exact definition. */
  public enum Kind {
    /** x. */
    LINEAR,
    /** max(x, 0): NaN stays NaN, and no result is a negative zero. */
    RELU,
    /** x where x ≥ 0, slope·x where x < 0. */
    LEAKY,
    /** min(max(x, 0), 6). */
    RELU6,
    /** 1 / (1 + exp(−x)). */
    SIGMOID,
    /** tanh(x). */
    TANH
  }

  public static final Activation LINEAR = new Activation(Kind.LINEAR, 0);
  public static final Activation RELU = new Activation(Kind.RELU, 0);
  public static final Activation RELU6 = new Activation(Kind.RELU6, 0);
  public static final Activation SIGMOID = new Activation(Kind.SIGMOID, 0);
  public static final Activation TANH = new Activation(Kind.TANH, 0);

  public static Activation leaky(float slope) {
    return new Activation(Kind.LEAKY, slope);
  }

  /** Whether a kernel can apply it to its accumulators: the ones that need no exponential. */
  public boolean isCheap() {
    return kind != Kind.SIGMOID && kind != Kind.TANH;
  }

  /** As the paper writes it: {@code ReLU}, {@code leaky ReLU 0.1}; empty for linear. */
  @Override
  public String toString() {
    return switch (kind) {
      case LINEAR -> "";
      case RELU -> "ReLU";
      case LEAKY -> "leaky ReLU " + slope;
      case RELU6 -> "ReLU6";
      case SIGMOID -> "sigmoid";
      case TANH -> "tanh";
    };
  }
}
