package dev.ninc.compiler.interchange.onnx;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code ModelProto}, as far as it matters here, not yet understood.
 *
 * @param operatorSets the version of each set of operators; the one of ONNX itself is {@code ""}
 * @param producer what wrote the file
 */
record OnnxModel(Map<String, Long> operatorSets, String producer, Graph graph) {

  OnnxModel {
    operatorSets = Map.copyOf(operatorSets);
  }

  /** {@code GraphProto}: {@code sparse} says whether it has sparse tensors. */
  record Graph(
      String name,
      String doc,
      List<OnnxNode> nodes,
      List<OnnxTensor> initializers,
      List<Port> inputs,
      List<Port> outputs,
      boolean sparse) {
    Graph {
      nodes = List.copyOf(nodes);
      initializers = List.copyOf(initializers);
      inputs = List.copyOf(inputs);
      outputs = List.copyOf(outputs);
    }
  }

  /**
   * {@code ValueInfoProto}: an input or an output.
   *
   * @param type of its elements; 0 where it is not said
   * @param dims empty where nothing is said of them; inside, one that is open is empty
   */
  record Port(String name, int type, Optional<List<Optional<Long>>> dims) {

    /** {@code data: float Nx3x32x32}. */
    @Override
    public String toString() {
      String element = ElementType.of(type).map(ElementType::word).orElse("type " + type);
      String shape =
          dims.map(
                  all ->
                      String.join(
                          "x", all.stream().map(d -> d.map(String::valueOf).orElse("?")).toList()))
              .orElse("any shape");
      return name + ": " + element + " " + shape;
    }
  }
}
