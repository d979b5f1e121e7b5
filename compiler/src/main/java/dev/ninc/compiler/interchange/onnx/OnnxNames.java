package dev.ninc.compiler.interchange.onnx;

import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.Output;
import dev.ninc.compiler.ir.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What each value is called in the file. ONNX knows an output by the name of its value, so a value
 * that is an output has the output's name; any other keeps its own, and gives way with a prime.
 */
final class OnnxNames {

  private final Set<String> taken = new HashSet<>();
  private final Map<Value, String> names = new HashMap<>();

  OnnxNames(Graph graph) {
    for (Output output : graph.outputs()) {
      if (!taken.add(output.name())) {
        throw new IllegalArgumentException("two outputs are called " + output.name());
      }
      boolean given = graph.input().out().equals(output.value());
      if (!given) {
        names.putIfAbsent(output.value(), output.name());
      }
    }
    for (Node node : graph.nodes()) {
      names.computeIfAbsent(node.out(), v -> fresh(v.name()));
    }
  }

  /** The name of a value. */
  String of(Value value) {
    return names.get(value);
  }

  /** A name that nothing else has, for a part of a value: {@code conv1:sum}. */
  String part(Value value, String part) {
    return fresh(of(value) + ":" + part);
  }

  private String fresh(String wanted) {
    String name = wanted;
    while (!taken.add(name)) {
      name += "'";
    }
    return name;
  }
}
