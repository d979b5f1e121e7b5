package dev.ninc.compiler.plan;

/** How a step computes. Each target has its own family of kernels. */
public interface Kernel {

  /** A few words for the layer table: {@code direct 8 px x 32}. */
  String summary();

  /** How far it may be from the oracle. */
  default Amplification amplification() {
    return Amplification.NONE;
  }
}
