package dev.ninc.compiler.plan.cost;

/** Where the weights of a network are when the next image comes. */
public enum Residence {
  /** In the third-level cache: those of all layers fit. */
  CACHE,
  /** In memory: while the others are read, each layer's are driven out of the cache. */
  MEMORY;

  /** Where they are, if those of all layers together are so many bytes. */
  public static Residence of(long bytes) {
    return bytes > ReferenceMachine.WEIGHT_CACHE ? MEMORY : CACHE;
  }
}
