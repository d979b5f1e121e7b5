package dev.ninc.compiler.lower;

import dev.ninc.compiler.ir.Origin;
import dev.ninc.compiler.source.Span;
import java.util.Optional;

/**
 * What all layers of one body share.
 *
 * @param values the parameters that the body sees
 * @param names its scope
 * @param caller the statement that it is a part of: a call, a round of a repetition, an mlpconv
 * @param depth how many bodies it stands in
 * @param expands whether calls are expanded; not where a block is checked by itself
 */
record Context(
    Values values,
    Names names,
    GraphBuilder graph,
    Mistakes mistakes,
    Blocks blocks,
    Optional<Origin> caller,
    int depth,
    boolean expands) {

  Origin origin(String path, Span span) {
    return new Origin(span, caller, path);
  }

  /** The body of a branch. */
  Context branch() {
    return new Context(values, names, graph, mistakes, blocks, caller, depth + 1, expands);
  }

  /** A round of a repetition. */
  Context round(Names scope, Origin round) {
    return new Context(
        values, scope, graph, mistakes, blocks, Optional.of(round), depth + 1, expands);
  }

  /** The same for what a statement stands for. */
  Context within(Origin statement) {
    return new Context(
        values, names, graph, mistakes, blocks, Optional.of(statement), depth, expands);
  }

  /** The body of a block that is called. */
  Context call(Values arguments, Names scope, Origin call) {
    return new Context(
        arguments, scope, graph, mistakes, blocks, Optional.of(call), depth + 1, expands);
  }
}
