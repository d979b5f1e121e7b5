package dev.ninc.compiler.ir;

import java.util.List;

/**
 * Convolutions of which each but the first is pointwise and the only reader of the one before it: a
 * target may run them as one tile loop, with the values in between in a cache. It is a grouping,
 * not an op: the stages stay nodes of the graph, so that a target remains free to run each by the
 * kernel that suits it.
 *
 * @param stages at least two, in execution order
 */
public record Chain(List<Value> stages) {

  public Chain {
    stages = List.copyOf(stages);
    if (stages.size() < 2) {
      throw new IllegalArgumentException("a chain of " + stages.size());
    }
  }

  public Value head() {
    return stages.get(0);
  }

  public Value last() {
    return stages.get(stages.size() - 1);
  }
}
