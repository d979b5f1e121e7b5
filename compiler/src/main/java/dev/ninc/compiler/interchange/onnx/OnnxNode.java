package dev.ninc.compiler.interchange.onnx;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code NodeProto}.
 *
 * @param operator {@code Conv}
 * @param domain empty for ONNX's own operators
 * @param in names of values; an empty one stands for an input that is left out
 * @param out names of values, some perhaps empty
 */
record OnnxNode(
    String operator,
    String domain,
    String name,
    List<String> in,
    List<String> out,
    Map<String, OnnxAttribute> attributes) {

  OnnxNode {
    in = List.copyOf(in);
    out = List.copyOf(out);
    attributes = new LinkedHashMap<>(attributes);
  }

  /** Whether the operator is one of ONNX's own. */
  boolean isStandard() {
    return domain.isEmpty() || domain.equals("ai.onnx");
  }

  /** What messages call it: its name, else what it gives. */
  String title() {
    return name.isBlank() ? out.stream().findFirst().orElse("") : name;
  }

  /** Its first result. */
  String result() {
    return out.isEmpty() ? "" : out.get(0);
  }

  /** Whether an input with this place is there. */
  boolean has(int input) {
    return input < in.size() && !in.get(input).isEmpty();
  }
}
