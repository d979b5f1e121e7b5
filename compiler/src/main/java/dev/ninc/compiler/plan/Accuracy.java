package dev.ninc.compiler.plan;

import java.util.Locale;

/** How exact a plan's kernels have to be. */
public enum Accuracy {
  /** What rounds a few times more than a plain sum is allowed, where it is faster. */
  NORMAL,
  /** Only plain sums: each product is rounded once, as in the definition. */
  STRICT;

  /** As users type it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
