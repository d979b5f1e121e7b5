package dev.ninc.cli;

import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How much memory the maps of one image need. */
final class Memory {

  private Memory() {}

  /**
   * The most bytes of maps that are alive at one time, when each is dropped after its last reader:
   * a lower bound for an implementation that keeps the maps between all steps whole.
   */
  static long peak(Graph graph) {
    List<Node> nodes = graph.nodes();
    Map<Value, Integer> last = new HashMap<>();
    for (int i = 0; i < nodes.size(); i++) {
      for (Value read : nodes.get(i).op().inputs()) {
        last.put(read, i);
      }
    }
    graph.outputs().forEach(output -> last.put(output.value(), nodes.size()));
    long alive = 0;
    long peak = 0;
    for (int i = 0; i < nodes.size(); i++) {
      alive += bytes(nodes.get(i));
      peak = Math.max(peak, alive);
      for (Value read : nodes.get(i).op().inputs().stream().distinct().toList()) {
        alive -= last.get(read) == i ? bytes(graph.node(read)) : 0;
      }
    }
    return peak;
  }

  private static long bytes(Node node) {
    return node.type() instanceof Maps maps ? maps.size() * Float.BYTES : 0;
  }
}
