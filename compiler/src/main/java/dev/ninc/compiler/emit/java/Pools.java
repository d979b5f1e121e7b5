package dev.ninc.compiler.emit.java;

import dev.ninc.compiler.ir.Op;

/** Pooling layers in words. */
final class Pools {

  private Pools() {}

  /** {@code max 3x3 stride 2}. */
  static String words(Op.Pool pool) {
    return (pool.kind() == Op.Pool.Kind.MAX ? "max " : "average ") + pool.window();
  }
}
