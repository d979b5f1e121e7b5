package dev.ninc.compiler.plan.opencl;

import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.plan.Chains;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Where a pointwise convolution, the means of its channels and a softmax run as one kernel, with a
 * work-group for each image. It saves two launches, and the maps never leave the chip; but an image
 * has one work-group, which must not be busy for longer than launches take. So by itself it is done
 * where a work-item has {@link #LONGEST} multiply-adds or less for a GPU (some ten microseconds),
 * and {@link #LONGEST_ALONE} for a CPU. These are estimates.
 */
final class EndingChoice {

  private static final List<Integer> PIXELS = List.of(64, 32, 16);
  private static final int TERMS = 16;

  /** Multiply-adds of a work-item among many. */
  private static final long LONGEST = 8192;

  /** Multiply-adds of a work-item in vector registers: some 17 microseconds of a core. */
  private static final long LONGEST_ALONE = 1_000_000;

  /** Outputs whose means a work-item keeps in private memory. */
  private static final int MOST_OUTPUTS_ALONE = 1024;

  private final Graph graph;
  private final Map<Value, Node> nodes;
  private final Map<Value, List<Node>> readers;
  private final DeviceProfile profile;
  private final Predicate<Value> direct;

  EndingChoice(Graph graph, DeviceProfile profile, Predicate<Value> direct) {
    this.graph = graph;
    this.nodes = graph.byValue();
    this.readers = graph.readers();
    this.profile = profile;
    this.direct = direct;
  }

  /** All that can run as one kernel. */
  Stream<Fusion.Ending> possible() {
    return graph.nodes().stream().flatMap(node -> ending(node).stream());
  }

  boolean isChosen(Fusion.Ending ending, Chains wanted) {
    return wanted == Chains.FUSED || (wanted == Chains.AUTO && isShort(ending));
  }

  private Optional<Fusion.Ending> ending(Node node) {
    if (!(node.op() instanceof Op.GlobalAverage average) || !isOnlyRead(average.in())) {
      return Optional.empty();
    }
    Node before = nodes.get(average.in());
    boolean pointwise =
        before.op() instanceof Op.Conv conv
            && conv.window().isPointwise()
            && conv.groups() == 1
            && direct.test(before.out());
    if (!pointwise) {
      return Optional.empty();
    }
    Optional<Node> softmax =
        Optional.of(node.out())
            .filter(this::isOnlyRead)
            .map(mean -> readers.get(mean).get(0))
            .filter(reader -> reader.op() instanceof Op.Softmax);
    int outputs = node.maps().channels();
    if (profile.localBytes() == 0) {
      return outputs > MOST_OUTPUTS_ALONE
          ? Optional.empty()
          : Optional.of(new Fusion.Ending(before, node, softmax, Optional.empty()));
    }
    return tile(before.maps()).map(t -> new Fusion.Ending(before, node, softmax, Optional.of(t)));
  }

  private boolean isOnlyRead(Value value) {
    return !graph.isOutput(value) && readers.getOrDefault(value, List.of()).size() == 1;
  }

  /** The smallest tile that holds the image, or the largest that the device can hold. */
  private Optional<ChainTile> tile(Maps maps) {
    if (maps.channels() > ChainTile.MOST_OUTPUTS) {
      return Optional.empty();
    }
    List<ChainTile> fitting =
        PIXELS.stream()
            .map(pixels -> new ChainTile(pixels, TERMS, 0, ChainTile.quads(maps.channels())))
            .filter(tile -> tile.fits(profile))
            .toList();
    return fitting.stream()
        .filter(tile -> tile.pixels() >= maps.pixels())
        .reduce((larger, smaller) -> smaller)
        .or(() -> fitting.stream().findFirst());
  }

  private boolean isShort(Fusion.Ending ending) {
    return ending.tile().isPresent() ? work(ending) <= LONGEST : work(ending) <= LONGEST_ALONE;
  }

  /** Multiply-adds of a work-item for an image, with those that are lost. */
  private long work(Fusion.Ending ending) {
    Maps maps = ending.conv().maps();
    long channels = nodes.get(ending.in()).maps().channels();
    return ending
        .tile()
        .map(
            tile ->
                Align.parts(maps.pixels(), tile.pixels())
                    * channels
                    * ChainTile.QUAD
                    * ChainTile.QUAD
                    * tile.quads())
        .orElseGet(() -> maps.pixels() * channels * Align.up(maps.channels(), DeviceConv.PANEL));
  }
}
