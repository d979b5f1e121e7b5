package dev.ninc.compiler.emit.opencl;

/** Pieces of OpenCL C. */
final class Expressions {

  private Expressions() {}

  /** {@code row - 2}; {@code row} for a difference of zero. */
  static String minus(String from, int number) {
    return number == 0 ? from : from + (number > 0 ? " - " + number : " + " + -number);
  }

  /** A float as a constant: {@code 0.1f}. */
  static String number(float value) {
    if (Float.isInfinite(value)) {
      return value > 0 ? "INFINITY" : "-INFINITY";
    }
    return Float.isNaN(value) ? "NAN" : value + "f";
  }
}
