package dev.ninc.compiler.plan.java;

import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.plan.Pixels;
import dev.ninc.compiler.plan.java.ConvolutionKernel.Winograd.Form;
import dev.ninc.compiler.plan.winograd.WinogradGrid;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The algorithms of a graph's convolutions, and what follows from them for the layout. */
final class Algorithms {

  private final Map<Value, Algorithm> chosen;
  private final Map<Value, WinogradGrid> grids = new LinkedHashMap<>();

  /** Layouts of transformed tiles that one step leaves for the next one, by {@link #tiles}. */
  private final Map<Value, Pixels> transformed = new LinkedHashMap<>();

  /**
   * @param chosen for each convolution that runs as a step of its own
   */
  Algorithms(Graph graph, Map<Value, Algorithm> chosen) {
    this.chosen = chosen;
    for (Node node : graph.nodes()) {
      if (node.op() instanceof Op.Conv conv) {
        Maps in = graph.node(conv.in()).maps();
        tile(node.out())
            .ifPresent(m -> grid(node.out(), WinogradGrid.of(m, conv, in, node.maps())));
      }
    }
  }

  private void grid(Value conv, WinogradGrid grid) {
    grids.put(conv, grid);
    if (hasTilesStep(conv)) {
      transformed.put(tiles(conv), WinogradLayout.transformed(grid));
    }
  }

  private Optional<Integer> tile(Value conv) {
    Algorithm algorithm = chosen.get(conv);
    if (algorithm instanceof Algorithm.Winograd winograd) {
      return Optional.of(winograd.m());
    }
    return algorithm instanceof Algorithm.FusedWinograd fused
        ? Optional.of(fused.m())
        : Optional.empty();
  }

  /** How a convolution's output is cut; empty for a direct one. */
  Optional<WinogradGrid> grid(Value conv) {
    return Optional.ofNullable(grids.get(conv));
  }

  /** Whether the products of a convolution stand inside its transforms. */
  boolean isFused(Value conv) {
    return chosen.get(conv) instanceof Algorithm.FusedWinograd;
  }

  /** Whether a step of its own transforms the tiles of a convolution. */
  boolean hasTilesStep(Value conv) {
    return !isFused(conv)
        && grid(conv).filter(g -> WinogradLayout.form(g) == Form.PANELS).isPresent();
  }

  /**
   * The transformed tiles between two steps; no value of the graph, whose parts have other names.
   */
  static Value tiles(Value conv) {
    return new Value(conv.name() + ":tiles");
  }

  /** The layouts of all transformed tiles that lie in the arena. */
  Map<Value, Pixels> transformed() {
    return transformed;
  }
}
