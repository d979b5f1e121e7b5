package dev.ninc.compiler.ir;

import dev.ninc.compiler.source.CompilerBug;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A network in single-assignment form.
 *
 * @param name the network's name
 * @param nodes in execution order: each node reads only what stands before it
 * @param outputs at least one
 * @param chains groups of nodes that may run as one loop; no node is in two of them
 */
public record Graph(String name, List<Node> nodes, List<Output> outputs, List<Chain> chains) {

  public Graph {
    nodes = List.copyOf(nodes);
    outputs = List.copyOf(outputs);
    chains = List.copyOf(chains);
    if (outputs.isEmpty()) {
      throw new IllegalArgumentException("a graph without an output");
    }
  }

  public Graph(String name, List<Node> nodes, List<Output> outputs) {
    this(name, nodes, outputs, List.of());
  }

  /** The node that gives {@code value}. */
  public Node node(Value value) {
    return find(value).orElseThrow(() -> new CompilerBug("no node of " + name + " gives " + value));
  }

  public Optional<Node> find(Value value) {
    return nodes.stream().filter(n -> n.out().equals(value)).findFirst();
  }

  /** The nodes by their values. Build it once where many look-ups follow. */
  public Map<Value, Node> byValue() {
    Map<Value, Node> map = new HashMap<>();
    nodes.forEach(n -> map.put(n.out(), n));
    return map;
  }

  /** For each value the nodes that read it; a node that reads it twice stands there twice. */
  public Map<Value, List<Node>> readers() {
    Map<Value, List<Node>> map = new HashMap<>();
    nodes.forEach(n -> map.put(n.out(), new ArrayList<>()));
    for (Node node : nodes) {
      node.op().inputs().forEach(v -> map.get(v).add(node));
    }
    return map;
  }

  /** Whether a result of the network is read straight from {@code value}. */
  public boolean isOutput(Value value) {
    return outputs.stream().anyMatch(o -> o.value().equals(value));
  }

  /** The one input. */
  public Node input() {
    return only(n -> n.op() instanceof Op.Input);
  }

  /** The weights, in the order of the layers. */
  public List<Op.Param> params() {
    return nodes.stream()
        .map(Node::op)
        .filter(Op.Param.class::isInstance)
        .map(Op.Param.class::cast)
        .toList();
  }

  /** This graph with other nodes. */
  public Graph withNodes(List<Node> others) {
    return new Graph(name, others, outputs, chains);
  }

  private Node only(Predicate<Node> which) {
    return nodes.stream()
        .filter(which)
        .findFirst()
        .orElseThrow(() -> new CompilerBug("a graph without an input: " + name));
  }
}
