package dev.ninc.compiler.plan;

/**
 * What a plan is made for. Layouts, kernels and buffers are the target's own; the graph is shared
 * by all.
 */
public interface Target {

  /** A word for dumps and messages: {@code java-vector}. */
  @Override
  String toString();
}
