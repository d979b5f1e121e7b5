package dev.ninc.compiler.interchange.onnx;

import dev.ninc.compiler.interchange.onnx.OnnxOutline.Operation;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Output;
import dev.ninc.compiler.ir.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which tensor of an ONNX model is which value of a network. In a model that {@link OnnxExport}
 * wrote, a name means what it means in a network. For one from elsewhere, names are looked up among
 * {@link OnnxLabels}.
 *
 * <p>There a name is not enough: it may stand for a convolution here and for it with its activation
 * there. So a tensor is taken only where its operator is the one that the value ends with, and else
 * what follows it is tried.
 */
public final class OnnxMatch {

  /** How many nodes a layer may end behind the one that has its name. */
  private static final int FOLLOWERS = 4;

  /** What may be a part of the layer before it. */
  private static final Set<String> PARTS =
      Set.of(
          "Add",
          "BatchNormalization",
          "Clip",
          "Flatten",
          "Identity",
          "LeakyRelu",
          "Mul",
          "Relu",
          "Reshape",
          "Sigmoid",
          "Squeeze",
          "Tanh");

  private final boolean exported;
  private final Map<String, Operation> makers;
  private final Map<String, List<Operation>> readers = new HashMap<>();
  private final Set<String> constants;
  private final OnnxLabels labels;

  private OnnxMatch(OnnxOutline model) {
    this.exported = model.producer().equals(OnnxExport.PRODUCER);
    this.makers = model.makers();
    this.constants = model.constants();
    this.labels = new OnnxLabels(model.operations());
    for (Operation operation : model.operations()) {
      for (String tensor : operation.in()) {
        readers.computeIfAbsent(tensor, k -> new ArrayList<>()).add(operation);
      }
    }
  }

  /**
   * The results: by name, and the rest in the order in which both have them.
   *
   * @param graph as it was lowered, before any pass
   * @return the model's name of each output that it has
   */
  public static Map<Output, String> outputs(Graph graph, OnnxOutline model) {
    Map<Output, String> matched = new LinkedHashMap<>();
    List<String> left = new ArrayList<>(model.outputs());
    for (Output output : graph.outputs()) {
      if (left.remove(output.name())) {
        matched.put(output, output.name());
      }
    }
    for (Output output : graph.outputs()) {
      if (!left.isEmpty() && !matched.containsKey(output)) {
        matched.put(output, left.remove(0));
      }
    }
    return matched;
  }

  /**
   * What the network computes on the way.
   *
   * @param graph as it was lowered, before any pass
   * @return the model's name of each value of maps that it has too, in the order of the network
   */
  public static Map<Value, String> values(Graph graph, OnnxOutline model) {
    OnnxMatch match = new OnnxMatch(model);
    OnnxNames names = new OnnxNames(graph);
    Map<Value, String> matched = new LinkedHashMap<>();
    for (Node node : graph.nodes()) {
      if (node.type() instanceof Maps && !(node.op() instanceof Op.Input)) {
        match.tensor(node, names.of(node.out())).ifPresent(t -> matched.put(node.out(), t));
      }
    }
    return matched;
  }

  private Optional<String> tensor(Node node, String name) {
    if (exported && makers.containsKey(name)) {
      return Optional.of(name);
    }
    Set<String> wanted = node.op().match(new OnnxLast());
    return labels.find(name).flatMap(tensor -> ending(tensor, node.op(), wanted));
  }

  /**
   * Whether nothing of the layer is left to the nodes behind this one: exporters add the bias of a
   * convolution, and the shift of a scale, by an Add of their own. Any other Add joins branches.
   */
  private boolean isWhole(Operation maker, List<Operation> next, Op op) {
    if (op instanceof Op.Add) {
      return true;
    }
    return switch (maker.type()) {
      case "Add" -> isShift(maker);
      case "Mul" -> next.stream().noneMatch(this::isShift);
      case "Conv", "Gemm", "MatMul" ->
          maker.in().size() > 2 || !(op instanceof Op.Conv conv) || conv.bias().isEmpty();
      default -> true;
    };
  }

  private boolean isShift(Operation operation) {
    return operation.type().equals("Add") && operation.in().stream().anyMatch(constants::contains);
  }

  /** The tensor, or the first behind it that such an operator makes of it. */
  private Optional<String> ending(String first, Op op, Set<String> wanted) {
    String tensor = first;
    for (int i = 0; i <= FOLLOWERS; i++) {
      Operation maker = makers.get(tensor);
      List<Operation> next = readers.getOrDefault(tensor, List.of());
      if (wanted.contains(maker.type()) && isWhole(maker, next, op)) {
        return Optional.of(tensor);
      }
      if (next.size() != 1
          || !PARTS.contains(next.get(0).type())
          || next.get(0).result().isEmpty()) {
        return Optional.empty();
      }
      tensor = next.get(0).result();
    }
    return Optional.empty();
  }
}
