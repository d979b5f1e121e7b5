package dev.ninc.compiler.plan.java;

import dev.ninc.compiler.ir.Chain;
import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.Value;
import java.util.List;
import java.util.Optional;

/** What one step of a plan will do, before anything has its place. Values are without aliases. */
sealed interface Work {

  /** The node for whose sake it is done. */
  Node node();

  /** The values that it reads. */
  List<Value> reads();

  /** The value whose region it writes; empty for a result that goes to the caller. */
  Optional<Value> writes();

  /** Zeroes the border of the buffer of {@code root}, before {@code node} writes into it. */
  record Zero(Node node, Value root) implements Work {
    @Override
    public List<Value> reads() {
      return List.of();
    }

    @Override
    public Optional<Value> writes() {
      return Optional.of(root);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.zero(this);
    }
  }

  /** Transforms the tiles of a convolution, which is computed from them in the next step. */
  record Tiles(Node node, List<Value> reads, Value tiles) implements Work {
    @Override
    public Optional<Value> writes() {
      return Optional.of(tiles);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.tiles(this);
    }
  }

  /** Computes a node, or the nodes of a chain of which it is the last. */
  record Compute(Node node, List<Value> reads, Optional<Chain> chain) implements Work {
    @Override
    public Optional<Value> writes() {
      return Optional.of(node.out());
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.compute(this);
    }
  }

  /** Hands output number {@code output} to the caller. */
  record Write(Node node, Value from, int output) implements Work {
    @Override
    public List<Value> reads() {
      return List.of(from);
    }

    @Override
    public Optional<Value> writes() {
      return Optional.empty();
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.write(this);
    }
  }

  /** One answer for each kind of work. */
  interface Cases<R> {
    R zero(Zero work);

    R tiles(Tiles work);

    R compute(Compute work);

    R write(Write work);
  }

  <R> R match(Cases<R> cases);
}
