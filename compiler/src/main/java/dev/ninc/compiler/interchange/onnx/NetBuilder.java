package dev.ninc.compiler.interchange.onnx;

import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.compiler.interchange.layers.LayerOp;
import dev.ninc.compiler.interchange.layers.Net;
import dev.ninc.compiler.interchange.layers.Shapes;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.source.Span;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Layers, as they are found node by node. */
final class NetBuilder {

  private final List<Net.Node> layers = new ArrayList<>();
  private final List<Optional<OnnxNode>> sources = new ArrayList<>();
  private final Shapes shapes;
  private final LayerLabels labels = new LayerLabels();
  private final OnnxWeights weights = new OnnxWeights();

  /** The input alone. */
  NetBuilder(Optional<Maps> input, Span at, Diagnostics found) {
    shapes = new Shapes(input, place -> true, new OnnxComplaints(found));
    add(Optional.empty(), new Net.Node("input", new LayerOp.Input(), List.of(), at));
  }

  OnnxWeights weights() {
    return weights;
  }

  LayerLabels labels() {
    return labels;
  }

  /** A layer without weights; its place. */
  int add(NodeReader node, LayerOp op, List<Integer> inputs) {
    return add(node, node.node().title(), op, inputs);
  }

  /** A layer with weights, under the name that its arrays have; its place. */
  int add(NodeReader node, String name, LayerOp op, List<Integer> inputs) {
    return add(Optional.of(node.node()), new Net.Node(name, op, inputs, node.span()));
  }

  private int add(Optional<OnnxNode> source, Net.Node layer) {
    layers.add(layer);
    sources.add(source);
    shapes.add(layer);
    return layers.size() - 1;
  }

  Net.Node layer(int place) {
    return layers.get(place);
  }

  Optional<Maps> shape(int place) {
    return shapes.of(place);
  }

  /** The layer does something more, which leaves its shape as it is. */
  void replace(int place, LayerOp op) {
    Net.Node old = layers.get(place);
    layers.set(place, new Net.Node(old.name(), op, old.inputs(), old.span()));
  }

  /**
   * The layers that lead to the last of these results; empty where another one does not.
   *
   * @param results the places of results and what the model calls them
   */
  Optional<Net> net(Map<Integer, String> results, List<String> remarks) {
    int last = new TreeMap<>(results).lastKey();
    boolean[] needed = needed(last);
    if (!results.keySet().stream().allMatch(place -> needed[place])) {
      return Optional.empty();
    }
    name(results);
    int[] moved = new int[layers.size()];
    List<Net.Node> kept = new ArrayList<>();
    for (int place = 0; place < layers.size(); place++) {
      moved[place] = kept.size();
      if (needed[place]) {
        Net.Node old = layers.get(place);
        List<Integer> inputs = old.inputs().stream().map(i -> moved[i]).toList();
        kept.add(new Net.Node(old.name(), old.op(), inputs, old.span()));
      }
    }
    Set<Integer> others = new TreeSet<>();
    results.keySet().stream().filter(p -> p != last).forEach(p -> others.add(moved[p]));
    return Optional.of(new Net(kept, others, remarks));
  }

  /** Which layers lead to this one; the input always counts as such. */
  private boolean[] needed(int last) {
    boolean[] needed = new boolean[layers.size()];
    needed[last] = true;
    needed[0] = true;
    for (int place = last; place >= 0; place--) {
      if (needed[place]) {
        layers.get(place).inputs().forEach(input -> needed[input] = true);
      }
    }
    return needed;
  }

  /** Layers without weights get their names now: those that others need are known. */
  private void name(Map<Integer, String> results) {
    List<Integer> activations = new ArrayList<>();
    List<Integer> others = new ArrayList<>();
    for (int place = 1; place < layers.size(); place++) {
      LayerOp op = layers.get(place).op();
      if (op instanceof LayerOp.Activate) {
        activations.add(place);
      } else if (!hasWeights(op)) {
        others.add(place);
      }
    }
    name(others, results);
    name(activations, results);
  }

  private void name(Collection<Integer> places, Map<Integer, String> results) {
    for (int place : places) {
      Net.Node old = layers.get(place);
      String name = "";
      if (results.containsKey(place)) {
        name = labels.result(results.get(place));
      } else if (!old.op().isNothing()) {
        name = labels.plain(sources.get(place).orElseThrow());
      }
      layers.set(place, new Net.Node(name, old.op(), old.inputs(), old.span()));
    }
  }

  private static boolean hasWeights(LayerOp op) {
    return op instanceof LayerOp.Conv || op instanceof LayerOp.Fc || op instanceof LayerOp.Norm;
  }
}
