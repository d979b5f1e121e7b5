package dev.ninc.compiler.plan.opencl;

import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.plan.Pixels;
import dev.ninc.compiler.plan.winograd.WinogradGrid;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The algorithms of a graph's convolutions, and the steps that these take. */
final class Algorithms {

  private final Map<Value, OpenClAlgorithm> chosen;
  private final boolean hasProducts;
  private final Map<Value, WinogradGrid> grids = new LinkedHashMap<>();
  private final Map<Value, Pixels> between = new LinkedHashMap<>();

  /**
   * @param chosen for each convolution
   */
  Algorithms(Graph graph, Map<Value, OpenClAlgorithm> chosen, DeviceProfile profile) {
    this.chosen = chosen;
    this.hasProducts = profile.localBytes() > 0;
    for (Node node : graph.nodes()) {
      if (node.op() instanceof Op.Conv conv && chosen.get(node.out()).m() > 1) {
        int m = chosen.get(node.out()).m();
        grid(node, WinogradGrid.of(m, conv, graph.node(conv.in()).maps(), node.maps()));
      }
    }
  }

  private void grid(Node node, WinogradGrid grid) {
    grids.put(node.out(), grid);
    between.put(TransformedTiles.patches(node.out()), TransformedTiles.patches(grid));
    if (hasProducts) {
      between.put(TransformedTiles.products(node.out()), TransformedTiles.products(grid));
    }
  }

  /** How the output of a Winograd convolution is cut. */
  WinogradGrid grid(Value conv) {
    return grids.get(conv);
  }

  /** The tile that is asked for. */
  Optional<String> tile(Value conv) {
    return Optional.ofNullable(chosen.get(conv)).flatMap(OpenClAlgorithm::tile);
  }

  /** Whether a convolution multiplies directly, in whatever tile the planner likes. */
  boolean isPlain(Value conv) {
    return !grids.containsKey(conv) && tile(conv).isEmpty();
  }

  /** How all that lies, which one step of a convolution leaves for the next. */
  Map<Value, Pixels> between() {
    return between;
  }

  /** The steps that compute a node. */
  List<Task> tasks(Node node, List<Value> reads) {
    Value out = node.out();
    if (!grids.containsKey(out)) {
      return List.of(task(node, Task.Part.WHOLE, reads, out));
    }
    Value patches = TransformedTiles.patches(out);
    Task first = task(node, Task.Part.PATCHES, reads, patches);
    if (!hasProducts) {
      return List.of(first, task(node, Task.Part.OUTPUTS, List.of(patches), out));
    }
    Value products = TransformedTiles.products(out);
    return List.of(
        first,
        task(node, Task.Part.PRODUCTS, List.of(patches), products),
        task(node, Task.Part.OUTPUTS, List.of(products), out));
  }

  private static Task task(Node node, Task.Part part, List<Value> reads, Value writes) {
    return new Task(node, part, reads, Optional.of(writes), OptionalInt.empty());
  }
}
