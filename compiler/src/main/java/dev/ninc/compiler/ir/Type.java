package dev.ninc.compiler.ir;

/** What a value is. */
public sealed interface Type permits Maps, Tensor {

  /** The number of floats that a value of this type holds (for maps: of one image). */
  long size();
}
