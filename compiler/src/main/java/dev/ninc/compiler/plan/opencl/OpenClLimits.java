package dev.ninc.compiler.plan.opencl;

import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Tensor;
import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.plan.Aliases;
import dev.ninc.compiler.plan.Excess;
import dev.ninc.compiler.plan.Placement;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What no OpenCL program of ours can hold: places of weights, and of one image's activations and
 * results, are ints.
 */
public final class OpenClLimits {

  private OpenClLimits() {}

  /** The first excess of a graph that is to be planned. */
  public static Optional<Excess> check(Graph graph) {
    return weights(graph).or(() -> activations(graph)).or(() -> results(graph));
  }

  /** All of them share a buffer. */
  private static Optional<Excess> weights(Graph graph) {
    Map<Value, Node> nodes = graph.byValue();
    long sum = DeviceMemory.zeros(graph);
    for (Node node : graph.nodes()) {
      sum += packed(node, nodes);
      if (tooMany(sum)) {
        return Optional.of(Excess.floats(node, "the padded weights", sum));
      }
    }
    return Optional.empty();
  }

  /** At least what a node's weights take. */
  private static long packed(Node node, Map<Value, Node> nodes) {
    if (node.op() instanceof Op.Conv conv) {
      Tensor weight = (Tensor) nodes.get(conv.weight()).type();
      int outputs = weight.dims().get(0);
      long each = Align.parts(outputs / conv.groups(), DeviceConv.PANEL) * (long) DeviceConv.PANEL;
      return (weight.size() / outputs + 1) * each * conv.groups();
    }
    boolean channels = node.op() instanceof Op.BatchNorm || node.op() instanceof Op.Scale;
    return channels ? 2L * (node.maps().channels() + DeviceConv.PANEL) : 0;
  }

  /** The sum of all buffers: no plan needs more, and one that needs as much is beyond use. */
  private static Optional<Excess> activations(Graph graph) {
    Aliases aliases = new Aliases(graph);
    Placement placement = new Placement(graph, aliases, Set.of());
    long sum = 0;
    for (Node node : graph.nodes()) {
      Value value = node.out();
      boolean own =
          node.type() instanceof Maps
              && !aliases.isAlias(value)
              && placement.root(value).equals(value);
      sum += own ? Activations.size(node.maps()) + Align.LINE : 0;
      if (node.op() instanceof Op.Conv conv) {
        sum += TransformedTiles.most(node, graph.node(conv.in()).maps());
      }
      if (tooMany(sum)) {
        return Optional.of(Excess.floats(node, "the activations of one image", sum));
      }
    }
    return Optional.empty();
  }

  private static Optional<Excess> results(Graph graph) {
    long sum = graph.outputs().stream().mapToLong(o -> graph.node(o.value()).maps().size()).sum();
    Node last = graph.node(graph.outputs().get(0).value());
    return tooMany(sum)
        ? Optional.of(Excess.floats(last, "the results of one image", sum))
        : Optional.empty();
  }

  private static boolean tooMany(long sum) {
    return sum > Integer.MAX_VALUE || sum < 0;
  }
}
