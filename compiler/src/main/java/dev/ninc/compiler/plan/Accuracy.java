package dev.ninc.compiler.plan;

/** How exact a plan's kernels have to be. */
public enum Accuracy {
  /** What rounds a few times more than a plain sum is allowed, where it is faster. */
  NORMAL,
  /** Only plain sums: each product is rounded once, as in the definition. */
  STRICT
}
