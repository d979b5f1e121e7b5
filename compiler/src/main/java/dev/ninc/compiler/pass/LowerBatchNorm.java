package dev.ninc.compiler.pass;

import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Op.Arithmetic.Kind;
import dev.ninc.compiler.ir.Type;
import dev.ninc.compiler.ir.Value;
import java.util.stream.Stream;

/**
 * Batch norm with running statistics is a scale whose two weights are known when the weights are
 * loaded:
 *
 * <pre>
 *   (x − mean) / √(variance + ε) · scale + shift = x · gain + offset
 *   gain   = scale · 1/√(variance + ε)
 *   offset = shift − mean · gain
 * </pre>
 *
 * <p>Not exact in floating point: where x is near the mean, the terms of the right side cancel and
 * the left side's do not. The error is a few units in the last place of |x · gain| + |offset|,
 * which is what the next convolution's own rounding is measured by. Relies on nothing.
 */
public final class LowerBatchNorm implements Pass {

  @Override
  public Graph run(Graph graph) {
    if (graph.nodes().stream().noneMatch(n -> n.op() instanceof Op.BatchNorm)) {
      return graph;
    }
    return graph.withNodes(graph.nodes().stream().flatMap(n -> lowered(graph, n)).toList());
  }

  private static Stream<Node> lowered(Graph graph, Node node) {
    if (!(node.op() instanceof Op.BatchNorm norm)) {
      return Stream.of(node);
    }
    Type vector = graph.node(norm.scale()).type();
    Value root = part(node, "root");
    Value gain = part(node, "gain");
    Value centre = part(node, "centre");
    Value offset = part(node, "offset");
    return Stream.concat(
        Stream.of(
                new Load(root, new Op.InverseRoot(norm.variance(), norm.epsilon())),
                new Load(gain, new Op.Arithmetic(Kind.TIMES, norm.scale(), root)),
                new Load(centre, new Op.Arithmetic(Kind.TIMES, norm.mean(), gain)),
                new Load(offset, new Op.Arithmetic(Kind.MINUS, norm.shift(), centre)))
            .map(l -> new Node(l.out, l.op, vector, node.origin())),
        Stream.of(node.with(new Op.Scale(norm.in(), gain, offset))));
  }

  private static Value part(Node node, String name) {
    return new Value(node.out().name() + ":" + name);
  }

  private record Load(Value out, Op op) {}
}
