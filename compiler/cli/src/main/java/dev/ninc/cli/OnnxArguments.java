package dev.ninc.cli;

import dev.ninc.compiler.interchange.onnx.OnnxMatch;
import dev.ninc.compiler.interchange.onnx.OnnxOutline;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.Output;
import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.verify.PeerTensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The ONNX model that a network is held against. */
final class OnnxArguments {

  @Option(
      names = "--onnx",
      paramLabel = "MODEL.onnx",
      description =
          "Compare with what ONNX Runtime makes of this model, tensor by tensor, instead of with"
              + " the interpreter step by step.")
  private Path file;

  @Option(
      names = "--onnxruntime",
      paramLabel = "JAR",
      description =
          "ONNX Runtime's jar (com.microsoft.onnxruntime:onnxruntime:1.29.0), where it is not on"
              + " the class path.")
  private Path jar;

  /** Whether there is a model. */
  boolean isGiven() {
    return file != null;
  }

  /** Whether there is a jar that nothing is asked of. */
  boolean isIdle() {
    return file == null && jar != null;
  }

  /**
   * A model that is ready to run, and what of it is compared.
   *
   * @param tensors in the order of the network
   */
  record Opened(Path file, OnnxRuntimePeer peer, List<PeerTensor> tensors) {}

  /**
   * Opens the model.
   *
   * @throws IOException where it is damaged
   * @throws Mistake where it can't be compared with the network
   */
  Opened open(Graph graph) throws IOException, Mistake {
    Path path = UserFiles.fitting(UserFiles.regular(file, "the ONNX model"));
    OnnxOutline model = OnnxOutline.read(Files.readAllBytes(path), path.toString());
    List<PeerTensor> tensors = tensors(graph, model);
    byte[] bytes = model.handingOut(tensors.stream().map(PeerTensor::tensor).toList());
    Maps input = graph.input().maps();
    OnnxRuntimePeer peer = OnnxRuntimePeer.open(path, bytes, input, Optional.ofNullable(jar));
    return new Opened(path, peer, tensors);
  }

  private static List<PeerTensor> tensors(Graph graph, OnnxOutline model) {
    Map<Output, String> outputs = OnnxMatch.outputs(graph, model);
    Map<Value, String> values = new LinkedHashMap<>(OnnxMatch.values(graph, model));
    outputs.keySet().forEach(output -> values.remove(output.value()));
    List<PeerTensor> tensors = new ArrayList<>();
    for (Node node : graph.nodes()) {
      Value value = node.out();
      if (values.containsKey(value)) {
        tensors.add(new PeerTensor(value.name(), value, values.get(value), false));
      }
      outputs.forEach(
          (output, tensor) -> {
            if (output.value().equals(value)) {
              tensors.add(new PeerTensor(output.name(), value, tensor, true));
            }
          });
    }
    return tensors;
  }
}
