package dev.ninc.compiler.plan.opencl;

import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.plan.Aliases;
import dev.ninc.compiler.plan.Placement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What one step will do, before anything has its place. Values are without aliases.
 *
 * @param node that it computes, alone or with other steps, or for whose sake a result goes to the
 *     caller
 * @param part what it does of that
 * @param reads the values that it reads
 * @param writes the value that it writes; empty where it hands a result to the caller
 * @param output the number of that result
 */
record Task(Node node, Part part, List<Value> reads, Optional<Value> writes, OptionalInt output) {

  /** What a step does of a node. */
  enum Part {
    /** All. */
    WHOLE,
    /** Of a Winograd convolution: transforms the patches. */
    PATCHES,
    /** Of a Winograd convolution: multiplies. */
    PRODUCTS,
    /** Of a Winograd convolution: transforms back; where there are no products yet, multiplies. */
    OUTPUTS
  }

  Task {
    reads = List.copyOf(reads);
  }

  /** The values whose places it uses. */
  List<Value> touches() {
    List<Value> touched = new ArrayList<>(reads);
    writes.ifPresent(touched::add);
    return touched;
  }

  /**
   * All of a graph, in the order of its nodes.
   *
   * @param fusions what one step computes though it is several nodes
   * @param algorithms of all convolutions
   */
  static List<Task> of(
      Graph graph, Aliases aliases, Placement placement, Fusions fusions, Algorithms algorithms) {
    List<Task> tasks = new ArrayList<>();
    var nodes = graph.byValue();
    for (Node node : graph.nodes()) {
      if (!(node.type() instanceof Maps) || fusions.inside().contains(node.out())) {
        continue;
      }
      Value value = node.out();
      if (!aliases.isAlias(value) && !placement.isInPlace(value)) {
        List<Value> reads =
            fusions.of(value).map(Fusion::first).orElse(node).op().inputs().stream()
                .filter(v -> nodes.get(v).type() instanceof Maps)
                .map(aliases::of)
                .toList();
        tasks.addAll(algorithms.tasks(node, reads));
      }
      for (int i = 0; i < graph.outputs().size(); i++) {
        if (graph.outputs().get(i).value().equals(value)) {
          tasks.add(
              new Task(
                  node,
                  Part.WHOLE,
                  List.of(aliases.of(value)),
                  Optional.empty(),
                  OptionalInt.of(i)));
        }
      }
    }
    return tasks;
  }
}
