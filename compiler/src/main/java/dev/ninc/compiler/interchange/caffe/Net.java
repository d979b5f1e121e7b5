package dev.ninc.compiler.interchange.caffe;

import dev.ninc.compiler.source.Span;
import java.util.List;

/**
 * The layers that inference needs, connected.
 *
 * @param nodes in an order in which they can run; the first one is the input, the last one the
 *     output, and all others lie between the two
 * @param remarks what was left out or put in, for a reader of the imported text
 */
record Net(List<Node> nodes, List<String> remarks) {

  Net {
    nodes = List.copyOf(nodes);
    remarks = List.copyOf(remarks);
  }

  /**
   * A layer.
   *
   * @param name as in the definition; empty for one that was put in
   * @param inputs places of nodes before it
   * @param span its name in the definition
   */
  record Node(String name, CaffeOp op, List<Integer> inputs, Span span) {
    Node {
      inputs = List.copyOf(inputs);
    }
  }

  /** The node at this place. */
  Node node(int place) {
    return nodes.get(place);
  }

  /** The place of the output. */
  int last() {
    return nodes.size() - 1;
  }
}
