package dev.ninc.compiler.plan.opencl;

import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Nodes that one kernel computes: each is the only reader of the one before. */
sealed interface Fusion {

  /** In order. */
  List<Node> nodes();

  /** The convolution that reads what all of them read. */
  default Node first() {
    return nodes().get(0);
  }

  /** What it computes. */
  default Node last() {
    return nodes().get(nodes().size() - 1);
  }

  /** What it reads. */
  default Value in() {
    return ((Op.Conv) first().op()).in();
  }

  /** The values that lie nowhere in the arena. */
  default List<Value> inside() {
    return covers().subList(0, nodes().size() - 1);
  }

  default List<Value> covers() {
    return nodes().stream().map(Node::out).toList();
  }

  /** Convolutions, of which all but the first are pointwise. */
  record Stages(List<Node> nodes, ChainTile tile) implements Fusion {
    public Stages {
      nodes = List.copyOf(nodes);
    }
  }

  /**
   * A pointwise convolution, the mean of each of its channels, and a softmax of the means.
   *
   * @param tile of a work-group; empty where one work-item does it all
   */
  record Ending(Node conv, Node mean, Optional<Node> softmax, Optional<ChainTile> tile)
      implements Fusion {
    @Override
    public List<Node> nodes() {
      List<Node> nodes = new ArrayList<>(List.of(conv, mean));
      softmax.ifPresent(nodes::add);
      return nodes;
    }
  }
}
