package dev.ninc.compiler.plan.java;

import dev.ninc.compiler.ir.Chain;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.plan.Aliases;
import dev.ninc.compiler.plan.Pixels;
import dev.ninc.compiler.plan.Placement;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The layout of each buffer: its strides and its border, from what all readers need. */
final class Geometry {

  /**
   * Strides that are a multiple of so many floats make all pixels fall into the same cache sets.
   */
  private static final int ALIASING = 512;

  private final Graph graph;
  private final Aliases aliases;
  private final Placement placement;
  private final Map<Value, Node> nodes;
  private final Algorithms algorithms;
  private final Map<Value, Border> borders = new HashMap<>();
  private final boolean packedInput;

  Geometry(
      Graph graph,
      Aliases aliases,
      Placement placement,
      Set<Value> insideChains,
      Algorithms algorithms) {
    this.algorithms = algorithms;
    this.graph = graph;
    this.aliases = aliases;
    this.placement = placement;
    this.nodes = graph.byValue();
    for (Node node : graph.nodes()) {
      if (node.op() instanceof Op.Conv conv && !insideChains.contains(aliases.of(conv.in()))) {
        Value in = aliases.of(conv.in());
        Border needed =
            algorithms
                .grid(node.out())
                .map(grid -> Border.of(conv.window(), grid))
                .orElseGet(() -> Border.of(conv.window(), nodes.get(in).maps(), node.maps()));
        borders.merge(placement.root(in), needed, Border::max);
      }
    }
    packedInput = onlyConvolutionsRead(graph.input().out());
  }

  /** The values whose own buffer has a border. */
  Set<Value> bordered() {
    return borders.keySet().stream()
        .filter(v -> !borders.get(v).isNone())
        .collect(Collectors.toSet());
  }

  Border border(Value root) {
    return borders.getOrDefault(root, Border.NONE);
  }

  /** Floats from one pixel of a buffer to the next. */
  int pixelStride(Value root) {
    Node node = nodes.get(root);
    int channels = node.maps().channels();
    if (node.op() instanceof Op.Input && packedInput) {
      return channels;
    }
    int stride = written(node);
    return stride % ALIASING == 0 ? stride + Conv2d.NARROW : stride;
  }

  /**
   * Channels that a kernel writes: whole narrow panels. A convolution in groups rounds up the last
   * group.
   */
  private int written(Node node) {
    int channels = node.maps().channels();
    if (!(node.op() instanceof Op.Conv conv)
        || conv.isDepthwise(nodes.get(conv.in()).maps(), node.maps())) {
      return Conv2d.padded(channels);
    }
    int each = channels / conv.groups();
    return Conv2d.padded((conv.groups() - 1) * each + Conv2d.padded(each));
  }

  int rowStride(Value root) {
    Border border = border(root);
    int pixels = border.left() + nodes.get(root).maps().width() + border.right();
    return pixels * pixelStride(root);
  }

  int rows(Value root) {
    Border border = border(root);
    return border.top() + nodes.get(root).maps().height() + border.bottom();
  }

  /** Floats of a whole buffer, border included: exact, even where no array could hold it. */
  long size(Value root) {
    Pixels tiles = algorithms.transformed().get(root);
    if (tiles != null) {
      return (long) tiles.maps().height() * tiles.rowStride();
    }
    Border border = border(root);
    long pixels = border.left() + nodes.get(root).maps().width() + border.right();
    return pixels * pixelStride(root) * rows(root);
  }

  /** Floats from the start of the buffer to the first pixel's first channel. */
  int origin(Value root) {
    Border border = border(root);
    return border.top() * rowStride(root) + border.left() * pixelStride(root);
  }

  /** How a value lies in its root's buffer. */
  Pixels layout(Value value) {
    Value root = placement.root(value);
    Maps maps = nodes.get(value).maps();
    return new Pixels(maps, pixelStride(root), rowStride(root));
  }

  /** Rows that all stages of a chain take at once. */
  int band(Chain chain, JavaTarget target) {
    return ChainChoice.band(nodes.get(chain.last()).maps(), target);
  }

  /** Floats of the band between two stages. */
  long bandSize(Value between, int rows) {
    Pixels layout = band(between, rows);
    return (long) layout.maps().height() * layout.rowStride();
  }

  /** A buffer for a band of rows between two stages of a fused chain. */
  Pixels band(Value value, int rows) {
    Maps maps = nodes.get(value).maps();
    int stride = written(nodes.get(value));
    return new Pixels(new Maps(maps.channels(), rows, maps.width()), stride, stride * maps.width());
  }

  /**
   * A first layer's window is one run of floats only where the few channels of the input stand
   * without a gap. A transform of tiles has channels as its lanes, and wants whole vectors of them.
   */
  private boolean onlyConvolutionsRead(Value input) {
    return graph.nodes().stream()
        .filter(n -> n.op().inputs().stream().anyMatch(v -> aliases.of(v).equals(input)))
        .filter(n -> !aliases.isAlias(n.out()))
        .allMatch(
            n ->
                n.op() instanceof Op.Conv conv
                    && conv.groups() == 1
                    && (algorithms.isFused(n.out()) || algorithms.grid(n.out()).isEmpty()));
  }
}
