package dev.ninc.compiler.plan.opencl;

import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.plan.Aliases;
import dev.ninc.compiler.plan.Arena;
import dev.ninc.compiler.plan.Buffer;
import dev.ninc.compiler.plan.Pixels;
import dev.ninc.compiler.plan.Placement;
import dev.ninc.compiler.plan.Region;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the maps of one image lie: channels last, rows and pixels without gaps but for padding
 * lanes, and no borders. A buffer for each value that lies in no other one's, alive while it is
 * used.
 */
final class Activations {

  private final Map<Value, Node> nodes;
  private final Placement placement;
  private final Algorithms algorithms;
  private final Map<Value, Buffer> buffers = new LinkedHashMap<>();
  private final Map<Value, Region> regions = new LinkedHashMap<>();

  Activations(
      Graph graph, Aliases aliases, Placement placement, Algorithms algorithms, List<Task> tasks) {
    this.nodes = graph.byValue();
    this.placement = placement;
    this.algorithms = algorithms;
    Map<Value, Arena.Request> requests = requests(tasks);
    List<Buffer> placed = Arena.place(List.copyOf(requests.values()));
    List<Value> roots = List.copyOf(requests.keySet());
    for (int i = 0; i < placed.size(); i++) {
      buffers.put(roots.get(i), placed.get(i));
    }
    for (Node node : graph.nodes()) {
      Value value = aliases.of(node.out());
      if (node.type() instanceof Maps && buffers.containsKey(placement.root(value))) {
        regions.put(node.out(), region(value));
      }
    }
  }

  private Map<Value, Arena.Request> requests(List<Task> tasks) {
    Map<Value, Arena.Request> requests = new LinkedHashMap<>();
    for (int step = 0; step < tasks.size(); step++) {
      for (Value value : tasks.get(step).touches()) {
        Value root = root(value);
        Arena.Request before = requests.get(root);
        int first = before == null ? step : before.first();
        int size = floats(root);
        requests.put(root, new Arena.Request(root.name(), size, first, step));
      }
    }
    return requests;
  }

  private Value root(Value value) {
    return algorithms.between().containsKey(value) ? value : placement.root(value);
  }

  private int floats(Value root) {
    Pixels between = algorithms.between().get(root);
    return between == null
        ? Math.toIntExact(size(nodes.get(root).maps()))
        : TransformedTiles.floats(between);
  }

  private Region region(Value value) {
    Value root = placement.root(value);
    Maps maps = nodes.get(value).maps();
    int pixel = PixelStride.of(nodes.get(root).maps().channels());
    Pixels layout = new Pixels(maps, pixel, pixel * maps.width());
    return new Region(buffers.get(root), placement.channel(value), layout);
  }

  /** Floats of maps that lie in no other ones: exact, even where no buffer could hold them. */
  static long size(Maps maps) {
    return (long) maps.height() * maps.width() * PixelStride.of(maps.channels());
  }

  List<Buffer> buffers() {
    return List.copyOf(buffers.values());
  }

  /** The region of a value of maps, or of what lies between the steps of a convolution. */
  Region of(Value value) {
    Pixels between = algorithms.between().get(value);
    return between == null ? regions.get(value) : new Region(buffers.get(value), 0, between);
  }

  /** The region of each value of maps that lies anywhere. */
  Map<Value, Region> regions() {
    return regions;
  }
}
