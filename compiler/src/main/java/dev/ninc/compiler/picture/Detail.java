package dev.ninc.compiler.picture;

/** What becomes a box. */
public enum Detail {
  /** Each layer, with a frame around what belongs to one block. */
  LAYERS,
  /** Each block, and each layer that stands in none. */
  BLOCKS
}
