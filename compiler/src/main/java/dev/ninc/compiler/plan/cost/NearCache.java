package dev.ninc.compiler.plan.cost;

/**
 * The second-level cache that kernels are made for, and what each kind of data may fill of it: what
 * stays there is as good as free, and what does not costs its way from the third-level cache.
 */
public final class NearCache {

  /** Bytes of the cache: 1 MiB, as in Zen 4 and Zen 5; Intel's cores have 2 MiB. */
  public static final int BYTES = 1 << 20;

  /** Bytes of what lies between the transforms of a block of Winograd tiles, on vector kernels. */
  public static final int BLOCK = BYTES / 4;

  /** Bytes of maps that are still there when they are read again. */
  public static final int MAPS = BYTES / 2;

  /** Bytes of weights that a core can well keep from one image to the next. */
  public static final int WEIGHTS = BYTES / 2;

  private NearCache() {}
}
