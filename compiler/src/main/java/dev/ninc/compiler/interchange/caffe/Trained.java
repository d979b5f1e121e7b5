package dev.ninc.compiler.interchange.caffe;

import dev.ninc.compiler.diag.Code;
import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.compiler.diag.Severity;
import dev.ninc.runtime.WeightTensor;
import dev.ninc.runtime.WeightsException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The trained layers of a file by name, and which of them were asked for. */
final class Trained {

  private static final int MOST_CHANNELS = 1 << 20;

  private final Map<String, TrainedLayer> layers = new LinkedHashMap<>();
  private final Map<String, TrainedLayer> unused = new LinkedHashMap<>();
  private final String source;
  private final Diagnostics found;

  Trained(List<TrainedLayer> all, String source, Diagnostics found) {
    this.source = source;
    this.found = found;
    for (TrainedLayer layer : all) {
      if (!layer.blobs().isEmpty() && layers.put(layer.name(), layer) != null) {
        found.add(
            Diagnostic.error(
                Code.NIN0507,
                source + " holds two layers called " + WeightsException.quote(layer.name()) + "."));
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

  /**
   * The tensors of a layer; what is missing or misshapen is reported.
   *
   * @param shapes the dimensions of the weights and, if the layer has one, of the bias; one that is
   *     not known is 0
   */
  List<WeightTensor> tensors(Net.Node node, List<List<Integer>> shapes) {
    unused.remove(node.name());
    TrainedLayer trained = layers.get(node.name());
    if (trained == null || trained.blobs().size() != shapes.size()) {
      report(
          node,
          "expected " + shapes.size() + " arrays",
          trained == null ? "none" : String.valueOf(trained.blobs().size()));
      return List.of();
    }
    List<WeightTensor> tensors = new ArrayList<>();
    for (int i = 0; i < shapes.size(); i++) {
      String name = node.name() + (i == 0 ? ".weight" : ".bias");
      tensor(node, name, trained.blobs().get(i), shapes.get(i)).ifPresent(tensors::add);
    }
    return tensors;
  }

  private Optional<WeightTensor> tensor(
      Net.Node node, String name, Blob blob, List<Integer> shape) {
    List<Integer> expected = new ArrayList<>(shape);
    int offset = blob.dims().size() - shape.size();
    for (int i = 0; i < shape.size(); i++) {
      if (shape.get(i) == 0 && offset + i >= 0) {
        expected.set(i, blob.dims().get(offset + i));
      }
    }
    if (!blob.has(expected)) {
      report(node, "`" + name + "` is " + shape, String.valueOf(blob.dims()));
      return Optional.empty();
    }
    return Optional.of(new WeightTensor(name, expected, blob.values()));
  }

  private void report(Net.Node node, String expected, String actual) {
    found.add(
        Diagnostic.error(
                Code.NIN0508,
                node.span(),
                "The weights of `" + node.name() + "` do not fit the definition.",
                expected + "; " + source + " has " + actual)
            .hint("use the definition with which these weights were trained."));
  }

  /** The weights of this layer are not asked for, as it is wrong itself. */
  void skip(Net.Node node) {
    unused.remove(node.name());
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
