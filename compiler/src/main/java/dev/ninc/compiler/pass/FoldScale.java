package dev.ninc.compiler.pass;

import dev.ninc.compiler.ir.Activation;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Op.Arithmetic.Kind;
import dev.ninc.compiler.ir.Type;
import dev.ninc.compiler.ir.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Folds a scale into the weights of the convolution before it:
 *
 * <pre>
 *   conv(x, w, b) · gain + shift = conv(x, w · gain, b · gain + shift)
 * </pre>
 *
 * <p>Not exact in floating point: each weight is rounded once more, which costs no more than one
 * more term of the sum. Exact at the borders, padding included, because the scale comes after the
 * sum: a zero that is padded in stays zero. Relies on the convolution being linear, read by the
 * scale alone, and no output. The convolution takes the scale's name; the new weights are computed
 * when the weights are loaded. Runs before passes that group nodes into chains.
 */
public final class FoldScale implements Pass {

  @Override
  public Graph run(Graph graph) {
    Uses uses = new Uses(graph);
    Map<Value, Node> done = new LinkedHashMap<>();
    boolean changed = false;
    for (Node node : graph.nodes()) {
      if (node.op() instanceof Op.Scale scale && folds(done.get(scale.in()), uses)) {
        Node conv = done.remove(scale.in());
        folded(conv, node, done).forEach(n -> done.put(n.out(), n));
        changed = true;
      } else {
        done.put(node.out(), node);
      }
    }
    return changed ? graph.withNodes(List.copyOf(done.values())) : graph;
  }

  private static boolean folds(Node before, Uses uses) {
    return before.op() instanceof Op.Conv conv
        && conv.act().equals(Activation.LINEAR)
        && uses.isPrivate(before.out());
  }

  private static List<Node> folded(Node convNode, Node scaleNode, Map<Value, Node> done) {
    Op.Conv conv = (Op.Conv) convNode.op();
    Op.Scale scale = (Op.Scale) scaleNode.op();
    Type weights = done.get(conv.weight()).type();
    Type vector = done.get(scale.gain()).type();
    List<Node> nodes = new ArrayList<>();
    Value weight = new Value(scaleNode.out().name() + ":weight");
    nodes.add(load(weight, Kind.TIMES, conv.weight(), scale.gain(), weights, convNode));
    Value bias = scale.shift();
    if (conv.bias().isPresent()) {
      Value scaled = new Value(scaleNode.out().name() + ":scaled-bias");
      nodes.add(load(scaled, Kind.TIMES, conv.bias().get(), scale.gain(), vector, convNode));
      bias = new Value(scaleNode.out().name() + ":bias");
      nodes.add(load(bias, Kind.PLUS, scaled, scale.shift(), vector, convNode));
    }
    Op.Conv whole =
        new Op.Conv(conv.in(), weight, Optional.of(bias), conv.window(), conv.groups(), conv.act());
    nodes.add(new Node(scaleNode.out(), whole, scaleNode.type(), convNode.origin()));
    return nodes;
  }

  private static Node load(
      Value out, Kind kind, Value left, Value right, Type type, Node convolution) {
    return new Node(out, new Op.Arithmetic(kind, left, right), type, convolution.origin());
  }
}
