package dev.ninc.compiler.plan.opencl;

import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.plan.Aliases;
import dev.ninc.compiler.plan.Placement;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * What one step will do, before anything has its place. Values are without aliases.
 *
 * @param node that it computes, or for whose sake a result goes to the caller
 * @param reads the values that it reads
 * @param output the number of the result that it hands to the caller; empty where it computes
 */
record Task(Node node, List<Value> reads, OptionalInt output) {

  Task {
    reads = List.copyOf(reads);
  }

  /** The values whose places it uses. */
  List<Value> touches() {
    List<Value> touched = new ArrayList<>(reads);
    if (output.isEmpty()) {
      touched.add(node.out());
    }
    return touched;
  }

  /** All of a graph, in the order of its nodes. */
  static List<Task> of(Graph graph, Aliases aliases, Placement placement) {
    List<Task> tasks = new ArrayList<>();
    var nodes = graph.byValue();
    for (Node node : graph.nodes()) {
      if (!(node.type() instanceof Maps)) {
        continue;
      }
      Value value = node.out();
      if (!aliases.isAlias(value) && !placement.isInPlace(value)) {
        List<Value> reads =
            node.op().inputs().stream()
                .filter(v -> nodes.get(v).type() instanceof Maps)
                .map(aliases::of)
                .toList();
        tasks.add(new Task(node, reads, OptionalInt.empty()));
      }
      for (int i = 0; i < graph.outputs().size(); i++) {
        if (graph.outputs().get(i).value().equals(value)) {
          tasks.add(new Task(node, List.of(aliases.of(value)), OptionalInt.of(i)));
        }
      }
    }
    return tasks;
  }
}
