package dev.ninc.compiler.interchange.caffe;

import dev.ninc.compiler.diag.Code;
import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.runtime.WeightTensor;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** In a {@code .nin} file no layer has the name of a weight. */
final class NameClash {

  private NameClash() {}

  static void report(Net net, List<WeightTensor> weights, Diagnostics found) {
    Set<String> tensors = weights.stream().map(WeightTensor::name).collect(Collectors.toSet());
    for (Net.Node node : net.nodes().subList(1, net.nodes().size())) {
      if (tensors.contains(node.name())) {
        found.add(
            Diagnostic.error(
                    Code.NIN0510,
                    node.span(),
                    "The layer `" + node.name() + "` has the name of another layer's weights.",
                    "not possible in a .nin file")
                .hint("Rename the layer, here and in the file of weights."));
      }
    }
  }
}
