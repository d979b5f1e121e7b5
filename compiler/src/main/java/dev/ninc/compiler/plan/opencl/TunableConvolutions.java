package dev.ninc.compiler.plan.opencl;

import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.plan.Pixels;
import dev.ninc.compiler.plan.Plan;
import dev.ninc.compiler.plan.Step;
import dev.ninc.compiler.plan.Tunable;
import dev.ninc.compiler.plan.winograd.WinogradGrid;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The ways in which a convolution can run on an OpenCL device: each is an algorithm with a tile.
 */
public final class TunableConvolutions {

  /** Rows of the largest Winograd tile that is a candidate: larger ones err more. */
  private static final int LARGEST_TILE = 5;

  private static final int LARGEST_POSSIBLE_TILE = 6;

  /** Tiles that are candidates for the products of a Winograd convolution on a GPU. */
  private static final int TILES_OF_PRODUCTS = 2;

  private final Op.Conv op;
  private final DeviceConv conv;
  private final DeviceProfile profile;

  private TunableConvolutions(Op.Conv op, DeviceConv conv, DeviceProfile profile) {
    this.op = op;
    this.conv = conv;
    this.profile = profile;
  }

  /** The layers of an optimized graph that have a choice, in execution order. */
  public static List<Tunable> of(Graph graph, DeviceProfile profile) {
    return graph.nodes().stream().flatMap(node -> of(graph, node, profile).stream()).toList();
  }

  /** How a plan computes the layers that have a choice. */
  public static Map<String, String> chosen(Plan plan) {
    Map<String, String> chosen = new LinkedHashMap<>();
    for (Step step : plan.run()) {
      OpenClKernel kernel = (OpenClKernel) step.kernel();
      kernel.algorithm().ifPresent(a -> chosen.put(layer(step, kernel), a.toString()));
    }
    return chosen;
  }

  /** The layer whose products a step makes. */
  private static String layer(Step step, OpenClKernel kernel) {
    boolean isPart = kernel instanceof ConvolutionKernel.WinogradProducts;
    return isPart ? step.id().substring(0, step.id().lastIndexOf(':')) : step.id();
  }

  private static Optional<Tunable> of(Graph graph, Node node, DeviceProfile profile) {
    if (!(node.op() instanceof Op.Conv op)) {
      return Optional.empty();
    }
    Maps in = graph.node(op.in()).maps();
    Maps out = node.maps();
    if (op.isDepthwise(in, out)) {
      return Optional.empty();
    }
    DeviceConv conv = new DeviceConv(op, dense(in), dense(out));
    TunableConvolutions tunable = new TunableConvolutions(op, conv, profile);
    List<String> candidates = texts(tunable.candidates());
    return candidates.size() < 2
        ? Optional.empty()
        : Optional.of(
            new Tunable(
                node.out().name(),
                conv.layer() + ", to " + out.height() + "x" + out.width(),
                candidates,
                texts(tunable.possible())));
  }

  private List<OpenClAlgorithm> possible() {
    List<OpenClAlgorithm> all = new ArrayList<>();
    all.add(new OpenClAlgorithm.Direct(Optional.empty()));
    direct(isAlone() ? ItemTile.possible() : TileChoice.direct(conv, profile).shapes(), all);
    for (int m = 2; m <= LARGEST_POSSIBLE_TILE; m++) {
      if (isPossible(m)) {
        all.add(new OpenClAlgorithm.Winograd(m, Optional.empty()));
        winograd(m, isAlone() ? List.of() : products(m).shapes(), all);
      }
    }
    return all;
  }

  private List<OpenClAlgorithm> candidates() {
    List<OpenClAlgorithm> all = new ArrayList<>();
    direct(isAlone() ? ItemTile.candidates() : TileChoice.direct(conv, profile).likeliest(), all);
    for (int m = 2; m <= LARGEST_TILE; m++) {
      if (isPossible(m) && isAlone()) {
        all.add(new OpenClAlgorithm.Winograd(m, Optional.empty()));
      } else if (isPossible(m)) {
        List<String> likeliest = products(m).likeliest();
        winograd(m, likeliest.subList(0, Math.min(TILES_OF_PRODUCTS, likeliest.size())), all);
      }
    }
    return all;
  }

  private static void direct(List<String> tiles, List<OpenClAlgorithm> all) {
    tiles.forEach(tile -> all.add(new OpenClAlgorithm.Direct(Optional.of(tile))));
  }

  private static void winograd(int m, List<String> tiles, List<OpenClAlgorithm> all) {
    tiles.forEach(tile -> all.add(new OpenClAlgorithm.Winograd(m, Optional.of(tile))));
  }

  private boolean isPossible(int m) {
    return TransformedTiles.isPossible(m, op, conv.in().maps(), conv.out().maps(), profile);
  }

  private TileChoice products(int m) {
    WinogradGrid grid = WinogradGrid.of(m, op, conv.in().maps(), conv.out().maps());
    return TileChoice.products(conv, grid, profile);
  }

  /** Whether work-items share nothing. */
  private boolean isAlone() {
    return profile.localBytes() == 0;
  }

  private static List<String> texts(List<OpenClAlgorithm> algorithms) {
    return algorithms.stream().map(OpenClAlgorithm::toString).toList();
  }

  private static Pixels dense(Maps maps) {
    int pixel = PixelStride.of(maps.channels());
    return new Pixels(maps, pixel, pixel * maps.width());
  }
}
