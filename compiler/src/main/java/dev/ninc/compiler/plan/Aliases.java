package dev.ninc.compiler.plan;

import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Value;
import java.util.HashMap;
import java.util.Map;

/** Values that are the same numbers as another value: in inference a dropout gives what it gets. */
public final class Aliases {

  private final Map<Value, Value> of = new HashMap<>();

  public Aliases(Graph graph) {
    for (Node node : graph.nodes()) {
      if (node.op() instanceof Op.Dropout dropout) {
        of.put(node.out(), of(dropout.in()));
      }
    }
  }

  /** The value that is computed where {@code value} is read. */
  public Value of(Value value) {
    return of.getOrDefault(value, value);
  }

  /** Whether {@code value} is computed by no step of its own. */
  public boolean isAlias(Value value) {
    return of.containsKey(value);
  }
}
