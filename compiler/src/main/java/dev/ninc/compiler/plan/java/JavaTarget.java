package dev.ninc.compiler.plan.java;

import dev.ninc.compiler.plan.Target;

/**
 * The Java targets. They share the arena and the order of the steps, so that one network may run
 * its steps on any of them; they differ in how many pixels a kernel takes at once.
 */
public enum JavaTarget implements Target {
  /** Plain loops in the form that C2 vectorizes by itself. A block of pixels is a block of rows. */
  SCALAR("java-scalar", 24, 0),
  /** The Vector API on 32 vector registers: AVX-512, NEON. */
  VECTOR_32("java-vector-32", 10, 32),
  /** The Vector API on 16 vector registers: SSE, AVX2. */
  VECTOR_16("java-vector-16", 4, 16);

  /** Pixels, or tiles, that plain loops take together. */
  static final int TOGETHER = 4;

  private final String name;
  private final int pixels;
  private final int registers;

  JavaTarget(String name, int pixels, int registers) {
    this.name = name;
    this.pixels = pixels;
    this.registers = registers;
  }

  @Override
  public String toString() {
    return name;
  }

  /**
   * Pixels that a convolution kernel takes at once, at most. A vector kernel keeps pixels · 2 sums,
   * the pixels and 2 weights in registers: C2 loads all before it adds.
   */
  public int pixels() {
    return pixels;
  }

  /** Pixels of a block so that plain loops, which take four at once, have few single ones left. */
  int whole(int block) {
    return this == SCALAR ? (block + TOGETHER - 1) / TOGETHER * TOGETHER : block;
  }

  /** Vector registers that kernels are cut for; 0 for plain loops. */
  int registers() {
    return registers;
  }
}
