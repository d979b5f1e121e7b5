package dev.ninc.compiler.interchange.layers;

import dev.ninc.compiler.source.Span;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The layers that inference needs, connected.
 *
 * @param nodes in an order in which they can run; the first one is the input, the last one the
 *     output, and all others lie between the two
 * @param outputs places of nodes whose values are results too, besides that of the last one
 * @param remarks what was left out or put in, for a reader of the imported text
 */
public record Net(List<Node> nodes, Set<Integer> outputs, List<String> remarks) {

  public Net {
    nodes = List.copyOf(nodes);
    outputs = Collections.unmodifiableSet(new TreeSet<>(outputs));
    remarks = List.copyOf(remarks);
  }

  /**
   * A layer.
   *
   * @param name what the imported text calls it; empty for one that has no name
   * @param inputs places of nodes before it
   * @param span where messages show it
   */
  public record Node(String name, LayerOp op, List<Integer> inputs, Span span) {
    public Node {
      inputs = List.copyOf(inputs);
    }
  }

  /** The node at this place. */
  public Node node(int place) {
    return nodes.get(place);
  }

  /** The place of the output. */
  public int last() {
    return nodes.size() - 1;
  }
}
