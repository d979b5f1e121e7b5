package dev.ninc.compiler.interchange.onnx;

import dev.ninc.compiler.interchange.onnx.OnnxOutline.Operation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The tensors of an ONNX model by all that a layer might be called after: the tensor itself, the
 * node that computes it, the weights that it reads ({@code features.0.weight} belongs to the layer
 * {@code features.0}), and the last part of a path ({@code /classifier/pool/MaxPool} is the pool).
 * What could mean two tensors means none.
 */
final class OnnxLabels {

  private static final Pattern WEIGHT = Pattern.compile("(.+)[._]weight");

  private final Map<String, Optional<String>> tensors = new HashMap<>();
  private final Map<String, Optional<String>> nodes = new HashMap<>();
  private final Map<String, Optional<String>> weights = new HashMap<>();
  private final Map<String, Optional<String>> tails = new HashMap<>();
  private final Map<String, Optional<String>> plain = new HashMap<>();

  OnnxLabels(List<Operation> operations) {
    operations.forEach(this::add);
  }

  private void add(Operation operation) {
    String tensor = operation.result();
    if (tensor.isEmpty()) {
      return;
    }
    note(tensors, tensor, tensor);
    note(plain, plain(tensor), tensor);
    if (!operation.name().isEmpty()) {
      note(nodes, operation.name(), tensor);
      note(plain, plain(operation.name()), tensor);
      note(tails, tail(operation), tensor);
    }
    for (String read : operation.in()) {
      Matcher weight = WEIGHT.matcher(read);
      if (weight.matches()) {
        note(weights, weight.group(1), tensor);
      }
    }
  }

  private static void note(Map<String, Optional<String>> labels, String label, String tensor) {
    labels.merge(label, Optional.of(tensor), (a, b) -> a.equals(b) ? a : Optional.empty());
  }

  /** The tensor that a layer of this name is, or begins with. */
  Optional<String> find(String layer) {
    return Stream.of(tensors, nodes, weights, tails)
        .flatMap(labels -> labels.getOrDefault(layer, Optional.empty()).stream())
        .findFirst()
        .or(() -> plain.getOrDefault(plain(layer), Optional.empty()));
  }

  /** The last part of the name that is more than the operator's, with a number or without. */
  private static String tail(Operation operation) {
    Pattern generic = Pattern.compile(Pattern.quote(operation.type()) + "[_.]?\\d*|\\d*");
    String tail = "";
    for (String part : operation.name().split("/")) {
      tail = generic.matcher(part).matches() ? tail : part;
    }
    return tail;
  }

  /** Letters and digits; what is between them is one line. */
  private static String plain(String name) {
    return name.replaceAll("[^A-Za-z0-9]+", "_").replaceAll("^_|_$", "");
  }
}
