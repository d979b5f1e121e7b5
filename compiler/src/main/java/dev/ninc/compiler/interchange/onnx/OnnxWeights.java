package dev.ninc.compiler.interchange.onnx;

import dev.ninc.compiler.interchange.layers.Blob;
import dev.ninc.compiler.interchange.layers.Net;
import dev.ninc.compiler.interchange.layers.Trained;
import dev.ninc.compiler.source.CompilerBug;
import dev.ninc.compiler.source.Span;
import dev.ninc.runtime.WeightTensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The arrays of layers, which were checked when their nodes were read. */
final class OnnxWeights implements Trained {

  private final Map<String, List<Blob>> arrays = new HashMap<>();

  void put(String layer, List<Blob> blobs) {
    arrays.put(layer, List.copyOf(blobs));
  }

  /** The arrays of a layer, and one more. */
  void append(String layer, Blob blob) {
    List<Blob> all = new ArrayList<>(arrays.get(layer));
    all.add(blob);
    put(layer, all);
  }

  @Override
  public List<WeightTensor> tensors(Net.Node node, List<List<Integer>> shapes) {
    List<Blob> blobs = blobs(node.name(), node.span(), shapes).orElseThrow();
    List<WeightTensor> tensors = new ArrayList<>();
    for (int i = 0; i < blobs.size(); i++) {
      String name = node.name() + (i == 0 ? ".weight" : ".bias");
      tensors.add(new WeightTensor(name, shapes.get(i), blobs.get(i).values()));
    }
    return tensors;
  }

  @Override
  public Optional<List<Blob>> blobs(String layer, Span at, List<List<Integer>> shapes) {
    List<Blob> blobs = arrays.get(layer);
    if (blobs == null || blobs.size() != shapes.size()) {
      throw new CompilerBug("the arrays of " + layer + " are not there");
    }
    return Optional.of(blobs);
  }

  @Override
  public void skip(String layer) {
    arrays.remove(layer);
  }
}
