package dev.ninc.compiler.plan;

import dev.ninc.compiler.ir.Maps;

/** How maps lie in a buffer. */
public interface Layout {

  /** The maps that are laid out. */
  Maps maps();

  /** The position of a number, counted in floats from the start of the region. */
  int index(int channel, int y, int x);
}
