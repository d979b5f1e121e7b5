package dev.ninc.compiler.plan.opencl;

import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.plan.Chains;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which neighbours of a chain run as one kernel on a GPU, and in what tile: those that gain most
 * ({@link ChainEstimate}), or where fusion is asked for, the most that can.
 *
 * <p>Between two convolutions the channels have to be whole steps of 8 that fit local memory, and
 * none may have more than {@link ChainTile#MOST_OUTPUTS} outputs.
 */
final class ChainChoice {

  private static final List<Integer> PIXELS = List.of(64, 32, 16);
  private static final List<Integer> TERMS = List.of(16, 8);

  /** Each stage is text of its own, which has to be compiled. */
  private static final int MOST_STAGES = 8;

  /** Some stages in a tile, and what it gains. */
  record Candidate(Fusion.Stages stages, ChainEstimate estimate) {}

  private final Map<Value, Node> nodes;
  private final DeviceProfile profile;
  private final Predicate<Value> direct;

  /**
   * @param direct whether a convolution multiplies directly
   */
  ChainChoice(Map<Value, Node> nodes, DeviceProfile profile, Predicate<Value> direct) {
    this.nodes = nodes;
    this.profile = profile;
    this.direct = direct;
  }

  /** Neighbours among the stages of a chain that share a kernel, none of them twice. */
  List<Candidate> chosen(List<Value> stages, Chains wanted) {
    Comparator<Candidate> byGain = Comparator.comparingDouble(c -> -c.estimate().gain());
    Comparator<Candidate> byLength = Comparator.comparingInt(c -> -c.stages().nodes().size());
    List<Candidate> best =
        possible(stages).stream()
            .filter(c -> wanted == Chains.FUSED || c.estimate().gain() > 0)
            .sorted(wanted == Chains.FUSED ? byLength.thenComparing(byGain) : byGain)
            .toList();
    Set<Value> taken = new HashSet<>();
    List<Candidate> chosen = new ArrayList<>();
    for (Candidate candidate : best) {
      if (Collections.disjoint(taken, candidate.stages().covers())) {
        chosen.add(candidate);
        taken.addAll(candidate.stages().covers());
      }
    }
    return chosen;
  }

  /** All neighbours of the stages in all tiles that the device can hold. */
  List<Candidate> possible(List<Value> stages) {
    List<Candidate> possible = new ArrayList<>();
    for (int from = 0; from < stages.size(); from++) {
      int end = Math.min(stages.size(), from + MOST_STAGES);
      for (int to = from + 2; to <= end; to++) {
        List<Node> some = stages.subList(from, to).stream().map(nodes::get).toList();
        if (canFollow(some)) {
          tiles(some).forEach(tile -> possible.add(candidate(some, tile)));
        }
      }
    }
    return possible;
  }

  private boolean canFollow(List<Node> some) {
    return some.stream()
            .allMatch(n -> direct.test(n.out()) && n.maps().channels() <= ChainTile.MOST_OUTPUTS)
        && ((Op.Conv) some.get(0).op()).groups() == 1;
  }

  private List<ChainTile> tiles(List<Node> some) {
    List<Integer> between =
        some.stream().limit(some.size() - 1L).map(n -> n.maps().channels()).toList();
    int most = between.stream().max(Comparator.naturalOrder()).orElseThrow();
    int outputs = some.stream().mapToInt(n -> n.maps().channels()).max().orElseThrow();
    List<ChainTile> tiles = new ArrayList<>();
    for (int pixels : PIXELS) {
      TERMS.stream()
          .filter(terms -> terms % (pixels / ChainTile.QUAD) == 0)
          .filter(terms -> between.stream().allMatch(channels -> channels % terms == 0))
          .map(terms -> new ChainTile(pixels, terms, most, ChainTile.quads(outputs)))
          .filter(tile -> tile.fits(profile))
          .findFirst()
          .ifPresent(tiles::add);
    }
    return tiles;
  }

  private Candidate candidate(List<Node> some, ChainTile tile) {
    List<ChainEstimate.Layer> layers = some.stream().map(this::layer).toList();
    int pixels = some.get(0).maps().pixels();
    return new Candidate(
        new Fusion.Stages(some, tile), new ChainEstimate(tile.pixels(), pixels, layers));
  }

  private ChainEstimate.Layer layer(Node node) {
    Op.Conv conv = (Op.Conv) node.op();
    Maps in = nodes.get(conv.in()).maps();
    return new ChainEstimate.Layer(conv.window().taps() * in.channels(), node.maps().channels());
  }
}
