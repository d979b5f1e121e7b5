package dev.ninc.compiler.pass;

import dev.ninc.compiler.ir.Activation;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Output;
import dev.ninc.compiler.ir.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Drops what does nothing in inference:
 *
 * <pre>
 *   f(dropout(x)) = f(x)
 *   f(linear(x))  = f(x)
 * </pre>
 *
 * <p>Exact in floating point: both hand on the number that they are given. Whoever reads the
 * dropped value, outputs included, reads x instead; an output keeps its name. Relies on nothing;
 * runs before passes that group nodes into chains.
 */
public final class DropInferenceNoops implements Pass {

  @Override
  public Graph run(Graph graph) {
    Map<Value, Value> same = new HashMap<>();
    List<Node> kept = new ArrayList<>();
    for (Node node : graph.nodes()) {
      Op op = node.op().rename(v -> same.getOrDefault(v, v));
      Optional<Value> in = noop(op);
      in.ifPresent(v -> same.put(node.out(), v));
      if (in.isEmpty()) {
        kept.add(node.with(op));
      }
    }
    if (same.isEmpty()) {
      return graph;
    }
    List<Output> outputs =
        graph.outputs().stream()
            .map(o -> new Output(o.name(), same.getOrDefault(o.value(), o.value())))
            .toList();
    return new Graph(graph.name(), kept, outputs, graph.chains());
  }

  private static Optional<Value> noop(Op op) {
    if (op instanceof Op.Dropout dropout) {
      return Optional.of(dropout.in());
    }
    return op instanceof Op.Activate activate && activate.act().equals(Activation.LINEAR)
        ? Optional.of(activate.in())
        : Optional.empty();
  }
}
