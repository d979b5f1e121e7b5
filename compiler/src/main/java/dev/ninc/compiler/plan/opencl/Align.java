package dev.ninc.compiler.plan.opencl;

/** Numbers of floats rounded up. */
final class Align {

  /** Floats of a cache line, and of the widest vector: what everything in memory starts at. */
  static final int LINE = 16;

  private Align() {}

  /**
   * @throws ArithmeticException where it would exceed 2³¹ − 1
   */
  static int up(int floats, int multiple) {
    return Math.multiplyExact(parts(floats, multiple), multiple);
  }

  /** How many parts of {@code size} hold {@code number}: ⌈number / size⌉, both positive. */
  static int parts(int number, int size) {
    return (number - 1) / size + 1;
  }
}
