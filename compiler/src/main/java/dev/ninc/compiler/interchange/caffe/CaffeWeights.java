package dev.ninc.compiler.interchange.caffe;

import dev.ninc.compiler.diag.Code;
import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.compiler.diag.Severity;
import dev.ninc.compiler.interchange.layers.Blob;
import dev.ninc.compiler.interchange.layers.Net;
import dev.ninc.compiler.interchange.layers.Trained;
import dev.ninc.compiler.source.Span;
import dev.ninc.runtime.WeightTensor;
import dev.ninc.runtime.WeightsException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The trained layers of a file by name, and which of them were asked for. */
final class CaffeWeights implements Trained {

  private static final int MOST_CHANNELS = 1 << 20;

  private final Map<String, TrainedLayer> layers = new LinkedHashMap<>();
  private final Map<String, TrainedLayer> unused = new LinkedHashMap<>();
  private final String source;
  private final Diagnostics found;

  CaffeWeights(List<TrainedLayer> all, String source, Diagnostics found) {
    this.source = source;
    this.found = found;
    for (TrainedLayer layer : all) {
      if (!layer.blobs().isEmpty() && layers.put(layer.name(), layer) != null) {
        found.add(
            Diagnostic.error(
                    Code.NIN0507,
                    source
                        + " holds two layers called "
                        + WeightsException.quote(layer.name())
                        + ".")
                .hint("Rename one of them, here and in the definition."));
      }
    }
    unused.putAll(layers);
  }

  /** The channels that a layer's weights are for: the second dimension; 0 where unknown. */
  int channels(String layer, int groups) {
    TrainedLayer trained = layers.get(layer);
    List<Integer> dims = trained == null ? List.of() : trained.blobs().get(0).dims();
    long channels = dims.size() == 4 ? (long) dims.get(1) * groups : 0;
    return channels > MOST_CHANNELS ? 0 : (int) channels;
  }

  @Override
  public List<WeightTensor> tensors(Net.Node node, List<List<Integer>> shapes) {
    Optional<List<Blob>> blobs = blobs(node.name(), node.span(), shapes);
    List<WeightTensor> tensors = new ArrayList<>();
    for (int i = 0; blobs.isPresent() && i < shapes.size(); i++) {
      Blob blob = blobs.get().get(i);
      String name = node.name() + (i == 0 ? ".weight" : ".bias");
      tensors.add(new WeightTensor(name, known(shapes.get(i), blob), blob.values()));
    }
    return tensors;
  }

  @Override
  public Optional<List<Blob>> blobs(String layer, Span at, List<List<Integer>> shapes) {
    unused.remove(layer);
    TrainedLayer trained = layers.get(layer);
    if (trained == null || trained.blobs().size() != shapes.size()) {
      report(
          layer,
          at,
          shapes.size() == 1 ? "expected 1 array" : "expected " + shapes.size() + " arrays",
          trained == null ? "none" : String.valueOf(trained.blobs().size()));
      return Optional.empty();
    }
    boolean fit = true;
    for (int i = 0; i < shapes.size(); i++) {
      Blob blob = trained.blobs().get(i);
      if (!blob.has(known(shapes.get(i), blob))) {
        report(layer, at, "array " + (i + 1) + " is " + shapes.get(i), String.valueOf(blob.dims()));
        fit = false;
      }
    }
    return fit ? Optional.of(trained.blobs()) : Optional.empty();
  }

  /** The shape, with what is not known taken from the file. */
  private static List<Integer> known(List<Integer> shape, Blob blob) {
    List<Integer> known = new ArrayList<>(shape);
    int offset = blob.dims().size() - shape.size();
    for (int i = 0; i < shape.size(); i++) {
      if (shape.get(i) == 0 && offset + i >= 0) {
        known.set(i, blob.dims().get(offset + i));
      }
    }
    return known;
  }

  private void report(String layer, Span at, String expected, String actual) {
    found.add(
        Diagnostic.error(
                Code.NIN0508,
                at,
                "The weights of `" + layer + "` do not fit the definition.",
                expected + "; " + source + " has " + actual)
            .hint("Use the definition with which these weights were trained."));
  }

  @Override
  public void skip(String layer) {
    unused.remove(layer);
  }

  /** Warns of layers that nothing asked for. */
  void reportUnused() {
    if (unused.isEmpty()) {
      return;
    }
    List<String> names = unused.keySet().stream().limit(5).map(WeightsException::quote).toList();
    String more = unused.size() > names.size() ? " and others" : "";
    found.add(
        new Diagnostic(
            Severity.WARNING,
            Code.NIN0509,
            source
                + " holds weights of layers that the imported network does not have: "
                + String.join(", ", names)
                + more
                + ".",
            Optional.empty(),
            List.of(),
            Optional.empty()));
  }
}
