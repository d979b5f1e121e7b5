package dev.ninc.compiler.pass;

import dev.ninc.compiler.ir.Chain;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Output;
import dev.ninc.compiler.ir.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Removes nodes on which no output depends:
 *
 * <pre>
 *   y = f(x), y read by nobody and no output   ⟹   nothing
 * </pre>
 *
 * <p>Exact in floating point: ops have no effects. The input stays, read or not; weights that
 * nobody reads go. A chain goes as a whole, for only its last stage is read from outside.
 */
public final class RemoveDead implements Pass {

  @Override
  public Graph run(Graph graph) {
    Set<Value> live = new HashSet<>();
    graph.outputs().stream().map(Output::value).forEach(live::add);
    for (int i = graph.nodes().size() - 1; i >= 0; i--) {
      Node node = graph.nodes().get(i);
      if (live.contains(node.out()) || node.op() instanceof Op.Input) {
        live.add(node.out());
        live.addAll(node.op().inputs());
      }
    }
    List<Node> nodes = graph.nodes().stream().filter(n -> live.contains(n.out())).toList();
    List<Chain> chains = graph.chains().stream().filter(c -> live.contains(c.last())).toList();
    return nodes.size() == graph.nodes().size()
        ? graph
        : new Graph(graph.name(), nodes, graph.outputs(), chains);
  }
}
