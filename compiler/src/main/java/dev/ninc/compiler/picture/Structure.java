package dev.ninc.compiler.picture;

import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Layer;
import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.Output;
import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.source.CompilerBug;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds series and branches in a graph. Where branches join, they began at the nearest layer
 * through which all of them come: their nearest common ancestor, if the ancestor of a layer is the
 * one before it and that of a join is where its branches began. Each layer is climbed over once for
 * the branch it stands in, so that time grows with the number of layers.
 */
final class Structure {

  private static final int NONE = -1;

  private final Graph graph;
  private final List<Layer> layers;
  private final Map<Value, Integer> layerOf = new HashMap<>();
  private final List<List<Integer>> inputs = new ArrayList<>();
  private final int[] before;
  private final int[] depth;
  private int placed;

  private Structure(Graph graph) {
    this.graph = graph;
    this.layers = Layer.of(graph);
    this.before = new int[layers.size()];
    this.depth = new int[layers.size()];
  }

  /** The layers of a graph before the passes, from the input to the first result. */
  static List<Flow> of(Graph graph) {
    return new Structure(graph).flows();
  }

  private List<Flow> flows() {
    for (int i = 0; i < layers.size(); i++) {
      inputs.add(read(i));
      before[i] = inputs.get(i).stream().reduce(this::meeting).orElse(NONE);
      depth[i] = before[i] == NONE ? 0 : depth[before[i]] + 1;
    }
    List<Flow> flows = series(NONE, layerOf.get(graph.outputs().get(0).value()));
    if (placed != layers.size()) {
      throw new CompilerBug(
          "not in series and parallel: " + placed + " of " + layers.size() + " layers");
    }
    return flows;
  }

  /** The layers that a layer reads; one that it reads twice stands there twice. */
  private List<Integer> read(int i) {
    for (Node node : layers.get(i).nodes()) {
      layerOf.put(node.out(), i);
    }
    return layers.get(i).nodes().stream()
        .flatMap(n -> n.op().inputs().stream())
        .map(layerOf::get)
        .filter(l -> l != null && l != i)
        .toList();
  }

  private int meeting(int a, int b) {
    int left = a;
    int right = b;
    while (left != right) {
      if (depth[left] >= depth[right]) {
        left = before[left];
      } else {
        right = before[right];
      }
      if (left == NONE || right == NONE) {
        throw new CompilerBug("branches that begin nowhere");
      }
    }
    return left;
  }

  /** The flows behind {@code from} up to and with {@code to}. */
  private List<Flow> series(int from, int to) {
    List<Flow> flows = new ArrayList<>();
    for (int at = to; at != from; at = before[at]) {
      flows.add(flow(at));
    }
    Collections.reverse(flows);
    return flows;
  }

  private Flow flow(int at) {
    placed++;
    Layer layer = layers.get(at);
    Part part = Part.of(layer, outputs(layer));
    if (inputs.get(at).size() < 2) {
      return new Flow.Step(part);
    }
    return new Flow.Fork(
        inputs.get(at).stream().map(end -> series(before[at], end)).toList(), part);
  }

  private List<String> outputs(Layer layer) {
    return graph.outputs().stream()
        .skip(1)
        .filter(o -> o.value().equals(layer.last().out()))
        .map(Output::name)
        .toList();
  }
}
