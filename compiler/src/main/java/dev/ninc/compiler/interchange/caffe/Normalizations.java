package dev.ninc.compiler.interchange.caffe;

import dev.ninc.compiler.interchange.caffe.CaffeOp.Norm;
import dev.ninc.compiler.interchange.caffe.Net.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Joins what Caffe has in layers of their own and the language in one: BatchNorm and the Scale
 * behind it, and both with the convolution or connected layer before them. A layer is joined with
 * the one before it only where nothing else reads that one, so that no other value changes.
 */
final class Normalizations {

  private Normalizations() {}

  /** The same network with fewer layers. */
  static Net joined(Net net) {
    int[] readers = new int[net.nodes().size()];
    net.nodes().forEach(node -> node.inputs().forEach(input -> readers[input]++));
    int[] moved = new int[net.nodes().size()];
    List<Node> kept = new ArrayList<>();
    for (int place = 0; place < moved.length; place++) {
      Node node = net.node(place);
      Optional<CaffeOp> joined = Optional.empty();
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
    return new Net(kept, net.remarks());
  }

  private static Optional<CaffeOp> with(CaffeOp before, Norm norm) {
    if (before instanceof Norm first) {
      return first.and(norm).map(CaffeOp.class::cast);
    }
    if (before instanceof CaffeOp.Conv conv) {
      return with(conv.norm(), norm)
          .map(n -> new CaffeOp.Conv(conv.outputs(), conv.window(), conv.groups(), conv.bias(), n));
    }
    if (before instanceof CaffeOp.Fc fc) {
      return with(fc.norm(), norm)
          .map(n -> new CaffeOp.Fc(fc.outputs(), fc.bias(), fc.transposed(), n));
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
