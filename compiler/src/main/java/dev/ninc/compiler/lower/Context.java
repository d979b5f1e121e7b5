package dev.ninc.compiler.lower;

import dev.ninc.compiler.ir.Origin;
import dev.ninc.compiler.source.Span;
import java.util.Optional;

/**
 * What all layers of one body share.
 *
 * @param unit what it is lowered for
 * @param values the parameters that the body sees
 * @param names its scope
 * @param caller the statement that it is a part of: a call, a round of a repetition, an mlpconv
 * @param depth how many bodies it stands in
 */
record Context(Unit unit, Values values, Names names, Optional<Origin> caller, int depth) {

  /**
   * What is lowered as a whole: a network, or a block by itself.
   *
   * @param expands whether calls are expanded; not where a block is checked by itself
   */
  record Unit(GraphBuilder graph, Mistakes mistakes, Blocks blocks, boolean expands) {}

  GraphBuilder graph() {
    return unit.graph();
  }

  Mistakes mistakes() {
    return unit.mistakes();
  }

  Blocks blocks() {
    return unit.blocks();
  }

  boolean expands() {
    return unit.expands();
  }

  Origin origin(String path, Span span) {
    return new Origin(span, caller, path);
  }

  /** The body of a branch. */
  Context branch() {
    return new Context(unit, values, names, caller, depth + 1);
  }

  /** A round of a repetition. */
  Context round(Names scope, Origin round) {
    return new Context(unit, values, scope, Optional.of(round), depth + 1);
  }

  /** The same for what a statement stands for. */
  Context within(Origin statement) {
    return new Context(unit, values, names, Optional.of(statement), depth);
  }

  /** The body of a block that is called. */
  Context call(Values arguments, Names scope, Origin call) {
    return new Context(unit, arguments, scope, Optional.of(call), depth + 1);
  }
}
