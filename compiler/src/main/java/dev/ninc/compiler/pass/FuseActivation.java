package dev.ninc.compiler.pass;

import dev.ninc.compiler.ir.Activation;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lets a convolution or an addition apply the activation that follows it:
 *
 * <pre>
 *   act(conv(x, w, b)) = conv[act](x, w, b)
 *   act(x + y)         = add[act](x, y)
 * </pre>
 *
 * <p>Exact in floating point: the function meets the same float, in a register instead of memory.
 * Only functions without an exponential; sigmoid and tanh stay ops of their own. Relies on the
 * value before the activation being linear, read by the activation alone, and no output. The fused
 * node takes the activation's name and stays the layer that it was. Runs before passes that group
 * nodes into chains.
 */
public final class FuseActivation implements Pass {

  @Override
  public Graph run(Graph graph) {
    Uses uses = new Uses(graph);
    Map<Value, Node> done = new LinkedHashMap<>();
    boolean changed = false;
    for (Node node : graph.nodes()) {
      Optional<Node> fused = fused(node, done, uses);
      fused.ifPresent(f -> done.remove(((Op.Activate) node.op()).in()));
      done.put(node.out(), fused.orElse(node));
      changed |= fused.isPresent();
    }
    return changed ? graph.withNodes(List.copyOf(done.values())) : graph;
  }

  private static Optional<Node> fused(Node node, Map<Value, Node> done, Uses uses) {
    if (!(node.op() instanceof Op.Activate activate)
        || !activate.act().isCheap()
        || !uses.isPrivate(activate.in())) {
      return Optional.empty();
    }
    Node before = done.get(activate.in());
    return with(activate.act(), before.op())
        .map(op -> new Node(node.out(), op, node.type(), before.origin()));
  }

  private static Optional<Op> with(Activation act, Op op) {
    if (op instanceof Op.Conv c && c.act().equals(Activation.LINEAR)) {
      return Optional.of(new Op.Conv(c.in(), c.weight(), c.bias(), c.window(), c.groups(), act));
    }
    if (op instanceof Op.Add a && a.act().equals(Activation.LINEAR)) {
      return Optional.of(new Op.Add(a.in(), act));
    }
    return Optional.empty();
  }
}
