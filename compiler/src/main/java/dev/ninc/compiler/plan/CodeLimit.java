package dev.ninc.compiler.plan;

import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Node;
import java.util.Optional;

/** How much code the class of a network can hold, whatever runs it. */
public final class CodeLimit {

  /**
   * Nodes of a graph, as many as a class file holds code for; far above any network of this family.
   */
  public static final int NODES = 4_000;

  private CodeLimit() {}

  /** The excess of a graph that has too many nodes. */
  public static Optional<Excess> check(Graph graph) {
    int size = graph.nodes().size();
    Node last = graph.nodes().get(size - 1);
    return size > NODES
        ? Optional.of(new Excess(last, "its layers and weights", "of them", size, NODES))
        : Optional.empty();
  }
}
