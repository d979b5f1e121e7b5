package dev.ninc.compiler.interchange.layers;

import dev.ninc.compiler.interchange.layers.LayerOp.Norm;
import dev.ninc.compiler.interchange.layers.Net.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Joins what other tools have in layers of their own and the language in one: statistics and the
 * scale behind them, and both with the convolution or connected layer before them. A layer is
 * joined with the one before it only where nothing else reads that one, so that no other value
 * changes.
 */
public final class Normalizations {

  private Normalizations() {}

  /** The same network with fewer layers. */
  public static Net joined(Net net) {
    int[] readers = new int[net.nodes().size()];
    net.nodes().forEach(node -> node.inputs().forEach(input -> readers[input]++));
    net.outputs().forEach(output -> readers[output]++);
    int[] moved = new int[net.nodes().size()];
    List<Node> kept = new ArrayList<>();
    for (int place = 0; place < moved.length; place++) {
      Node node = net.node(place);
      Optional<LayerOp> joined = Optional.empty();
      if (node.op() instanceof Norm norm && readers[node.inputs().get(0)] == 1) {
        joined = with(kept.get(moved[node.inputs().get(0)]).op(), norm);
      }
      if (joined.isPresent()) {
        moved[place] = moved[node.inputs().get(0)];
        Node before = kept.get(moved[place]);
        kept.set(
            moved[place], new Node(before.name(), joined.get(), before.inputs(), before.span()));
      } else {
        moved[place] = kept.size();
        List<Integer> inputs = node.inputs().stream().map(input -> moved[input]).toList();
        kept.add(new Node(node.name(), node.op(), inputs, node.span()));
      }
    }
    return new Net(kept, moved(net.outputs(), moved), net.remarks());
  }

  private static Set<Integer> moved(Set<Integer> places, int[] moved) {
    return places.stream().map(place -> moved[place]).collect(Collectors.toSet());
  }

  private static Optional<LayerOp> with(LayerOp before, Norm norm) {
    if (before instanceof Norm first) {
      return first.and(norm).map(LayerOp.class::cast);
    }
    if (before instanceof LayerOp.Conv conv) {
      return with(conv.norm(), norm)
          .map(n -> new LayerOp.Conv(conv.outputs(), conv.window(), conv.groups(), conv.bias(), n));
    }
    if (before instanceof LayerOp.Fc fc) {
      return with(fc.norm(), norm)
          .map(n -> new LayerOp.Fc(fc.outputs(), fc.bias(), fc.transposed(), n));
    }
    return Optional.empty();
  }

  /**
   * The normalization of a layer that has one already, or none yet; empty if it can't have both.
   */
  private static Optional<Optional<Norm>> with(Optional<Norm> before, Norm norm) {
    Optional<Norm> both = before.isEmpty() ? Optional.of(norm) : before.get().and(norm);
    return both.map(Optional::of);
  }
}
