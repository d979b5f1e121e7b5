package dev.ninc.compiler.interchange.onnx;

import dev.ninc.compiler.diag.Diagnostics;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an ONNX model computes, by name: enough to say which of its tensors is which layer, and to
 * have them handed out by whoever runs the model. Numbers and attributes are not looked at.
 *
 * @param producer the program that wrote it, as the file says; may be empty
 * @param outputs the names of its results
 * @param operations in the order of the file
 * @param constants the tensors that are the same for each image, as far as the file holds them
 */
public record OnnxOutline(
    byte[] file,
    String producer,
    List<String> outputs,
    List<Operation> operations,
    Set<String> constants) {

  /**
   * One node of the model.
   *
   * @param name may be empty, and need not be unique
   * @param type the operator, {@code Conv}
   * @param in the tensors that it reads, by name
   * @param out the tensors that it computes, by name; optional ones that it does not are empty
   */
  public record Operation(String name, String type, List<String> in, List<String> out) {

    public Operation {
      in = List.copyOf(in);
      out = List.copyOf(out);
    }

    /** The first tensor that it computes; empty where that has no name. */
    String result() {
      return out.isEmpty() ? "" : out.get(0);
    }
  }

  public OnnxOutline {
    outputs = List.copyOf(outputs);
    operations = List.copyOf(operations);
    constants = Set.copyOf(constants);
  }

  /**
   * Reads a model.
   *
   * @param source what messages call the file
   * @throws IOException where the file is no ONNX model, is damaged or cut off
   */
  public static OnnxOutline read(byte[] file, String source) throws IOException {
    Diagnostics found = new Diagnostics();
    Optional<OnnxModel> model = OnnxReader.read(file, "`" + source + "`", found);
    if (model.isEmpty()) {
      throw new IOException(found.list().get(0).message());
    }
    OnnxModel.Graph graph = model.get().graph();
    if (graph.nodes().isEmpty()) {
      throw new IOException("`" + source + "` is no ONNX model, or one that computes nothing.");
    }
    return new OnnxOutline(
        file,
        model.get().producer(),
        graph.outputs().stream().map(OnnxModel.Port::name).toList(),
        graph.nodes().stream()
            .map(n -> new Operation(n.name(), n.operator(), n.in(), n.out()))
            .toList(),
        constants(graph));
  }

  private static Set<String> constants(OnnxModel.Graph graph) {
    return Stream.concat(
            graph.initializers().stream().map(OnnxTensor::name),
            graph.nodes().stream()
                .filter(n -> n.operator().equals("Constant"))
                .map(OnnxNode::result))
        .collect(Collectors.toSet());
  }

  /**
   * The same model, with more results. A message that comes twice is merged with the first, as <a
   * href="https://protobuf.dev/programming-guides/encoding/#last-one-wins">protocol buffers</a>
   * have it, so what is new follows what is there; a result needs no type, being that of its
   * tensor.
   *
   * @param tensors that the model computes, by name
   */
  public byte[] handingOut(Collection<String> tensors) {
    Set<String> known = new HashSet<>(outputs);
    List<Message> more =
        tensors.stream().filter(known::add).map(name -> new Message().text(1, name)).toList();
    byte[] tail = new Message().message(7, new Message().messages(12, more)).toBytes();
    byte[] all = Arrays.copyOf(file, Math.addExact(file.length, tail.length));
    System.arraycopy(tail, 0, all, file.length, tail.length);
    return all;
  }

  /** The operation that computes each tensor. */
  Map<String, Operation> makers() {
    Map<String, Operation> makers = new HashMap<>();
    operations.forEach(o -> o.out().forEach(tensor -> makers.putIfAbsent(tensor, o)));
    makers.remove("");
    return makers;
  }
}
