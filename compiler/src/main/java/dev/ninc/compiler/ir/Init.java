package dev.ninc.compiler.ir;

/** What a weight is before it was trained; also what makes seeded weights plausible. */
public enum Init {
  /** Gaussian with variance 2 / (inputs of one output): He et al., 2015. */
  HE,
  ZERO,
  ONE
}
