package dev.ninc.cli;

import dev.ninc.compiler.ir.Costs;
import dev.ninc.compiler.ir.Costs.Cost;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.ReceptiveField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A layer as the user wrote it: the nodes of a graph that come from one place.
 *
 * @param line of the file
 * @param name the layer's path
 * @param text what it does: {@code 5x5 pad 2, 3 → 192, ReLU}
 * @param output what it gives
 * @param parameters learnt numbers
 * @param macs multiply-accumulates for one image
 * @param field what one output sees of the input
 */
record Layer(
    int line,
    String name,
    String text,
    Maps output,
    long parameters,
    long macs,
    ReceptiveField field) {

  /** The layers of a graph before the passes, in execution order. */
  static List<Layer> of(Graph graph) {
    Map<String, List<Cost>> byPath = new LinkedHashMap<>();
    for (Cost cost : Costs.of(graph)) {
      byPath.computeIfAbsent(cost.node().origin().path(), p -> new ArrayList<>()).add(cost);
    }
    LayerText text = new LayerText(graph);
    return byPath.values().stream().map(parts -> of(parts, text)).toList();
  }

  private static Layer of(List<Cost> parts, LayerText text) {
    Node first = parts.get(0).node();
    Cost last = parts.get(parts.size() - 1);
    return new Layer(
        first.origin().outermost().span().line(),
        first.origin().path(),
        parts.stream().map(p -> p.node().op().match(text)).collect(Collectors.joining(", ")),
        last.node().maps(),
        parts.stream().mapToLong(Cost::parameters).sum(),
        parts.stream().mapToLong(Cost::macs).sum(),
        last.field());
  }

  /** Bytes of the output for one image. */
  long bytes() {
    return output.size() * Float.BYTES;
  }
}
