package dev.ninc.compiler.interchange.onnx;

import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Output;
import dev.ninc.compiler.ir.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Writes a network as an ONNX model: operator set 13, float32, maps as [N, C, H, W] with the batch
 * N left open. Input and outputs have the names that they have in the network.
 */
public final class OnnxExport {

  /** The symbolic batch dimension of input and outputs. */
  public static final String BATCH = "N";

  /** The version of the format that came with operator set 13 (ONNX 1.8). */
  private static final long IR_VERSION = 7;

  private static final long OPERATOR_SET = 13;

  /** What the file calls the program that wrote it. */
  static final String PRODUCER = "ninc";

  private final Graph graph;
  private final OnnxNames names;
  private final Map<Value, Node> nodes;

  private OnnxExport(Graph graph) {
    this.graph = graph;
    this.names = new OnnxNames(graph);
    this.nodes = graph.byValue();
  }

  /**
   * The model's bytes; the same network and weights give the same bytes.
   *
   * @param checked as it was lowered, before any pass
   * @param weights gives the numbers of each weight, as many as its type says
   * @throws IllegalArgumentException if a weight has another number of elements, or the network
   *     holds something that ONNX can't say
   */
  public static byte[] write(Network checked, Function<Op.Param, float[]> weights) {
    Message model =
        new Message()
            .integer(1, IR_VERSION)
            .text(2, PRODUCER)
            .message(7, new OnnxExport(checked.graph()).graph(checked.doc(), weights))
            .message(8, new Message().text(1, "").integer(2, OPERATOR_SET));
    return model.toBytes();
  }

  private Message graph(String doc, Function<Op.Param, float[]> weights) {
    List<Message> computed = new ArrayList<>();
    List<Message> initializers = new ArrayList<>();
    for (Node node : graph.nodes()) {
      computed.addAll(node.op().match(new OnnxOps(node, nodes, names)));
      if (node.op() instanceof Op.Param param) {
        initializers.add(initializer(node.out(), param, weights.apply(param)));
      }
    }
    List<Message> results = new ArrayList<>();
    for (Output output : graph.outputs()) {
      String value = names.of(output.value());
      if (!value.equals(output.name())) {
        computed.add(Nodes.node("Identity", List.of(value), output.name()));
      }
      results.add(described(output.name(), nodes.get(output.value()).maps()));
    }
    Node input = graph.input();
    return new Message()
        .messages(1, computed)
        .text(2, graph.name())
        .messages(5, initializers)
        .text(10, doc)
        .message(11, described(names.of(input.out()), input.maps()))
        .messages(12, results);
  }

  private Message initializer(Value value, Op.Param param, float[] numbers) {
    if (numbers.length != param.type().size()) {
      throw new IllegalArgumentException(
          param.name() + " has " + numbers.length + " numbers instead of " + param.type().size());
    }
    List<Long> dims = param.type().dims().stream().map(Integer::longValue).toList();
    return Tensors.floats(names.of(value), dims, numbers);
  }

  /** {@code ValueInfoProto}: a name, and maps of floats with an open batch. */
  private static Message described(String name, Maps maps) {
    Message shape = new Message().message(1, new Message().text(2, BATCH));
    for (int dim : List.of(maps.channels(), maps.height(), maps.width())) {
      shape.message(1, new Message().integer(1, dim));
    }
    Message tensor = new Message().integer(1, Tensors.FLOAT).message(2, shape);
    return new Message().text(1, name).message(2, new Message().message(1, tensor));
  }
}
