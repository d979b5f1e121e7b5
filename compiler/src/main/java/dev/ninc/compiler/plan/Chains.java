package dev.ninc.compiler.plan;

/** How the stages of a chain run. */
public enum Chains {
  /** As the planner finds better. */
  AUTO,
  /** As one tile loop. */
  FUSED,
  /** One step after the other. */
  SEPARATE
}
