package dev.ninc.compiler.plan;

import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which values are written straight into the maps of a concatenation, so that it needs no copy.
 * That is possible where each branch has a multiple of 16 channels, since kernels write 16 at a
 * time, and lies in no other concatenation.
 */
public final class Placement {

  /** Channels that kernels write at a time. */
  private static final int LANES = 16;

  /** A place in the maps of another value. */
  private record Part(Value whole, int channel) {}

  private final Map<Value, Part> parts = new HashMap<>();
  private final Set<Value> inPlace = new HashSet<>();

  /**
   * @param withoutRegion values that lie nowhere, inside of fused steps
   */
  public Placement(Graph graph, Aliases aliases, Set<Value> withoutRegion) {
    Map<Value, Node> nodes = graph.byValue();
    for (Node node : graph.nodes()) {
      if (node.op() instanceof Op.Concat concat) {
        var in = concat.in().stream().map(aliases::of).toList();
        boolean fits =
            new HashSet<>(in).size() == in.size()
                && in.stream()
                    .allMatch(
                        v ->
                            !parts.containsKey(v)
                                && !withoutRegion.contains(v)
                                && staysInside(nodes.get(v), nodes));
        if (fits) {
          int channel = 0;
          for (Value v : in) {
            parts.put(v, new Part(node.out(), channel));
            channel += nodes.get(v).maps().channels();
          }
          inPlace.add(node.out());
        }
      }
    }
  }

  private static boolean staysInside(Node node, Map<Value, Node> nodes) {
    int channels = node.maps().channels();
    if (node.op() instanceof Op.Input || channels % LANES != 0) {
      return false;
    }
    return !(node.op() instanceof Op.Conv conv)
        || conv.groups() == 1
        || conv.isDepthwise(nodes.get(conv.in()).maps(), node.maps())
        || channels / conv.groups() % LANES == 0;
  }

  /** Whether a concatenation comes about by its branches alone. */
  public boolean isInPlace(Value concat) {
    return inPlace.contains(concat);
  }

  /** The value whose buffer holds {@code value}; itself where it lies in no other. */
  public Value root(Value value) {
    Part part = parts.get(value);
    return part == null ? value : root(part.whole());
  }

  /** The first channel of {@code value} in its root's pixels. */
  public int channel(Value value) {
    Part part = parts.get(value);
    return part == null ? 0 : part.channel() + channel(part.whole());
  }
}
