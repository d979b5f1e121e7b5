package dev.ninc.compiler.plan.java;

import dev.ninc.compiler.ir.Chain;
import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.Value;
import java.util.List;
import java.util.Optional;

/**
 * What one step of a plan will do, before anything has its place.
 *
 * @param node the last node that it computes
 * @param kind what kind of step it is
 * @param reads the values that it reads, without aliases
 * @param writes the value that it writes; empty for a result that goes to the caller
 * @param chain the stages, for a fused chain
 * @param output the number of the output, for {@link Kind#WRITE}
 */
record Work(
    Node node,
    Kind kind,
    List<Value> reads,
    Optional<Value> writes,
    Optional<Chain> chain,
    int output) {

  enum Kind {
    /** Zeroes the border of the buffer that {@code writes} lies in. */
    ZERO,
    /** Computes a node, or the nodes of a chain. */
    COMPUTE,
    /** Hands a result to the caller. */
    WRITE
  }
}
