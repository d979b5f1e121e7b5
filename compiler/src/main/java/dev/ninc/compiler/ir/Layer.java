package dev.ninc.compiler.ir;

import dev.ninc.compiler.ir.Costs.Cost;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A layer as the user wrote it: the nodes of a graph that come from one place.
 *
 * @param nodes those that give maps, in execution order: at least one
 * @param text what it does: {@code 5x5 pad 2, 3 → 192, ReLU}
 * @param parameters learnt numbers
 * @param macs multiply-accumulates for one image
 * @param field what one output sees of the input
 */
public record Layer(
    List<Node> nodes, String text, long parameters, long macs, ReceptiveField field) {

  public Layer {
    nodes = List.copyOf(nodes);
    if (nodes.isEmpty()) {
      throw new IllegalArgumentException("a layer without a node");
    }
  }

  /** The layers of a graph before the passes, in execution order. */
  public static List<Layer> of(Graph graph) {
    Map<String, List<Cost>> byPath = new LinkedHashMap<>();
    for (Cost cost : Costs.of(graph)) {
      byPath.computeIfAbsent(cost.node().origin().path(), p -> new ArrayList<>()).add(cost);
    }
    LayerText text = new LayerText(graph);
    return byPath.values().stream().map(parts -> of(parts, text)).toList();
  }

  private static Layer of(List<Cost> parts, LayerText text) {
    return new Layer(
        parts.stream().map(Cost::node).toList(),
        parts.stream().map(p -> p.node().op().match(text)).collect(Collectors.joining(", ")),
        parts.stream().mapToLong(Cost::parameters).sum(),
        parts.stream().mapToLong(Cost::macs).sum(),
        parts.get(parts.size() - 1).field());
  }

  /** Where it was written. */
  public Origin origin() {
    return nodes.get(0).origin();
  }

  /** Its path: {@code fire2.squeeze}. */
  public String name() {
    return origin().path();
  }

  /** The line of the network's file on which it stands, or the call that it is a part of. */
  public int line() {
    return origin().outermost().span().line();
  }

  /** What it gives. */
  public Maps output() {
    return last().maps();
  }

  /** The node that gives it. */
  public Node last() {
    return nodes.get(nodes.size() - 1);
  }

  /** Bytes of the output for one image. */
  public long bytes() {
    return output().size() * Float.BYTES;
  }
}
