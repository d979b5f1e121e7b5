package dev.ninc.compiler.plan;

import dev.ninc.compiler.ir.Value;

/**
 * Something to be done once, when the weights are loaded: bring a tensor into the form that a
 * kernel reads.
 *
 * @param value a tensor of the graph: a weight, or what load-phase ops make of weights
 * @param form how the kernel wants it
 */
public record Load(Value value, Form form) {

  /** A form of weights in memory. Each target has its own. */
  public interface Form {}
}
