package dev.ninc.compiler.interchange.layers;

import dev.ninc.runtime.WeightTensor;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** In a {@code .nin} file no layer has the name of a weight. */
final class NameClash {

  private NameClash() {}

  static void report(Net net, List<WeightTensor> weights, Complaints complaints) {
    Set<String> tensors = weights.stream().map(WeightTensor::name).collect(Collectors.toSet());
    net.nodes().stream()
        .skip(1)
        .filter(node -> tensors.contains(node.name()))
        .forEach(complaints::name);
  }
}
