package dev.ninc.compiler.pass;

import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who reads the values of a graph. */
final class Uses {

  private final Graph graph;
  private final Map<Value, List<Node>> readers;

  Uses(Graph graph) {
    this.graph = graph;
    this.readers = graph.readers();
  }

  /** The one node that reads {@code value}, once, if nothing else needs it. */
  Optional<Node> soleReader(Value value) {
    List<Node> all = readers.get(value);
    return all.size() == 1 && !graph.isOutput(value) ? Optional.of(all.get(0)) : Optional.empty();
  }

  /** Whether one node alone needs {@code value}: then it may take over what makes the value. */
  boolean isPrivate(Value value) {
    return soleReader(value).isPresent();
  }
}
