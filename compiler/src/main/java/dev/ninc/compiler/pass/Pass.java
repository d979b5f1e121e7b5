package dev.ninc.compiler.pass;

import dev.ninc.compiler.ir.Graph;

/**
 * A rewriting of graphs that keeps what they compute. Pure: no state, no logging; where nothing
 * changes it returns the instance it was given.
 */
@FunctionalInterface
public interface Pass {

  Graph run(Graph graph);
}
