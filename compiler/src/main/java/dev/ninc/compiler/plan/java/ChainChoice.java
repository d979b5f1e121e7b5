package dev.ninc.compiler.plan.java;

import dev.ninc.compiler.ir.Chain;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.plan.Chains;
import dev.ninc.compiler.plan.Choice;
import dev.ninc.compiler.plan.cost.NearCache;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which chains run as one loop. In Java it saves memory rather than time: 1x1 layers run at the
 * processor's peak as long as the maps between them stay in its second-level cache.
 */
final class ChainChoice {

  /** Pixels of a band, at least: enough that loading the weights is worth it. */
  private static final int BAND_PIXELS = 32;

  private final Graph graph;
  private final Chains wanted;
  private final Map<Value, Algorithm> algorithms;
  private final List<Choice> choices;

  /**
   * @param algorithms of all convolutions
   * @param choices gets why, for each chain
   */
  ChainChoice(Graph graph, Chains wanted, Map<Value, Algorithm> algorithms, List<Choice> choices) {
    this.algorithms = algorithms;
    this.graph = graph;
    this.wanted = wanted;
    this.choices = choices;
  }

  /** Rows that all stages of a chain take at once. Plain loops want many pixels. */
  static int band(Maps maps, JavaTarget target) {
    return target == JavaTarget.SCALAR && PixelBlock.areMany(maps)
        ? PixelBlock.rows(maps)
        : band(maps);
  }

  private static int band(Maps maps) {
    return Math.min(maps.height(), (BAND_PIXELS + maps.width() - 1) / maps.width());
  }

  /** The chains that run as one loop; says for each why, and why not for the others. */
  List<Chain> fused() {
    List<Chain> fused = new ArrayList<>();
    for (Chain chain : graph.chains().stream().flatMap(c -> direct(c).stream()).toList()) {
      long bytes = largestBetween(chain);
      boolean fuse = wanted == Chains.FUSED || (wanted == Chains.AUTO && bytes > NearCache.BYTES);
      if (fuse) {
        fused.add(chain);
      }
      choices.add(explain(chain, fuse, bytes));
    }
    return fused;
  }

  /** The stages that a loop can run: those behind a head that multiplies in tiles of its own. */
  private Optional<Chain> direct(Chain chain) {
    if (algorithms.get(chain.head()) instanceof Algorithm.Direct) {
      return Optional.of(chain);
    }
    List<Value> rest = chain.stages().subList(1, chain.stages().size());
    return rest.size() > 1 ? Optional.of(new Chain(rest)) : Optional.empty();
  }

  private long largestBetween(Chain chain) {
    return chain.stages().stream()
        .limit(chain.stages().size() - 1L)
        .mapToLong(v -> graph.node(v).type().size() * Float.BYTES)
        .max()
        .orElseThrow();
  }

  private Choice explain(Chain chain, boolean fuse, long bytes) {
    String size = (bytes + 1023) / 1024 + " KiB between two stages";
    int rows = band(graph.node(chain.last()).maps());
    String one = "one loop over bands of " + rows + (rows == 1 ? " row" : " rows");
    String many = chain.stages().size() + " steps";
    String why =
        wanted != Chains.AUTO
            ? "as asked"
            : size
                + (fuse ? " leave" : " stay in")
                + " the "
                + NearCache.BYTES / 1024
                + " KiB cache";
    return new Choice(
        chain.last().name(), (fuse ? one : many) + ": " + why, List.of(fuse ? many : one));
  }
}
