package dev.ninc.compiler.plan.java;

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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where everything lies: a buffer for each value that lies in no other one's, alive while it is
 * used.
 */
final class Memory {

  private final Graph graph;
  private final Aliases aliases;
  private final Placement placement;
  private final Geometry geometry;
  private final Map<Value, Arena.Request> requests = new LinkedHashMap<>();
  private final Map<Value, Buffer> buffers = new LinkedHashMap<>();

  Memory(
      Graph graph, Aliases aliases, Placement placement, Geometry geometry, List<Work> schedule) {
    this.graph = graph;
    this.aliases = aliases;
    this.placement = placement;
    this.geometry = geometry;
    for (int step = 0; step < schedule.size(); step++) {
      request(schedule.get(step), step);
    }
    List<Buffer> placed = Arena.place(List.copyOf(requests.values()));
    List<Value> values = List.copyOf(requests.keySet());
    for (int i = 0; i < placed.size(); i++) {
      buffers.put(values.get(i), placed.get(i));
    }
  }

  private void request(Work work, int step) {
    List<Value> touched = new ArrayList<>(work.reads());
    work.writes().ifPresent(touched::add);
    for (Value value : touched) {
      Value root = placement.root(value);
      alive(root, Math.toIntExact(geometry.size(root)), step);
    }
  }

  private void alive(Value root, int size, int step) {
    Arena.Request before = requests.get(root);
    int first = before == null ? step : before.first();
    requests.put(root, new Arena.Request(root.name(), size, first, step));
  }

  List<Buffer> buffers() {
    return List.copyOf(buffers.values());
  }

  /** The buffer of a value that lies in no other one's. */
  Buffer buffer(Value root) {
    return buffers.get(root);
  }

  /** A buffer that shares its place with another one can't rely on its border staying zero. */
  boolean isShared(Value root) {
    Buffer buffer = buffers.get(root);
    return buffers.values().stream()
        .anyMatch(b -> b != buffer && b.offset() < buffer.end() && buffer.offset() < b.end());
  }

  /** The regions of transformed tiles. */
  Map<Value, Region> tiles(Map<Value, Pixels> layouts) {
    Map<Value, Region> tiles = new LinkedHashMap<>();
    layouts.forEach((value, pixels) -> tiles.put(value, new Region(buffers.get(value), 0, pixels)));
    return tiles;
  }

  /**
   * The region of each value of maps.
   *
   * @param insideChains values that have none
   */
  Map<Value, Region> regions(Set<Value> insideChains) {
    Map<Value, Region> regions = new LinkedHashMap<>();
    for (Node node : graph.nodes()) {
      Value value = aliases.of(node.out());
      Buffer buffer = buffers.get(placement.root(value));
      if (node.type() instanceof Maps && buffer != null && !insideChains.contains(value)) {
        int offset = geometry.origin(placement.root(value)) + placement.channel(value);
        regions.put(node.out(), new Region(buffer, offset, geometry.layout(value)));
      }
    }
    return regions;
  }
}
