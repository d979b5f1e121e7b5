package dev.ninc.compiler.interchange.onnx;

import dev.ninc.compiler.diag.Code;
import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.compiler.interchange.layers.Net;
import dev.ninc.compiler.interchange.onnx.OnnxModel.Graph;
import dev.ninc.compiler.source.CompilerBug;
import dev.ninc.runtime.WeightsException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads a graph node by node, in order. */
final class GraphReader {

  private static final int MOST_NAMES = 12;

  private final Graph graph;
  private final Wires wires;
  private final Listing listing;
  private final Diagnostics found;
  private final NetBuilder builder;
  private final Context context;
  private final Map<String, List<Integer>> unsupported = new LinkedHashMap<>();

  GraphReader(
      OnnxModel model,
      Wires wires,
      Listing listing,
      OnnxInput input,
      ExternalData files,
      Diagnostics found) {
    this.graph = model.graph();
    this.wires = wires;
    this.listing = listing;
    this.found = found;
    builder = new NetBuilder(input.shape(), input.span(), found);
    Numbers numbers = new Numbers(files, found);
    context =
        new Context(OnnxImport.operatorSet(model), input.images(), builder, numbers, wires.uses());
    context.define(input.name(), Value.Flow.of(0, 4));
    model.graph().initializers().stream()
        .filter(tensor -> wires.uses().containsKey(tensor.name()))
        .forEach(tensor -> context.define(tensor.name(), numbers.value(tensor)));
  }

  /** The layers; empty, and reported, where they are none that a {@code .nin} file can have. */
  Optional<Net> net() {
    for (int i = 0; i < graph.nodes().size(); i++) {
      if (wires.isNeeded(i)) {
        read(i);
      }
    }
    unsupported.forEach(this::reportUnsupported);
    Map<Integer, String> results = results();
    if (found.hasErrors()) {
      return Optional.empty();
    }
    return connected(results);
  }

  OnnxWeights weights() {
    return builder.weights();
  }

  private void read(int index) {
    OnnxNode node = graph.nodes().get(index);
    NodeReader reader = new NodeReader(node, listing.node(index), found);
    Optional<Value> value = node.isStandard() ? Translation.of(reader, context) : Optional.empty();
    if (value.isEmpty()) {
      String operator = node.domain().isEmpty() ? "" : node.domain() + ".";
      unsupported.computeIfAbsent(operator + node.operator(), o -> new ArrayList<>()).add(index);
    }
    Value result = reader.isSound() ? value.orElse(Value.UNKNOWN) : Value.UNKNOWN;
    context.share(node, result);
    for (int i = 0; i < node.out().size(); i++) {
      String out = node.out().get(i);
      context.define(out, i == 0 ? result : Value.UNKNOWN);
      if (i > 0 && value.isPresent() && !out.isEmpty() && wires.uses().containsKey(out)) {
        reader.unsupported(
            "Only the first result of " + reader.title() + " can be imported, not its others.");
      }
    }
  }

  private void reportUnsupported(String operator, List<Integer> nodes) {
    List<String> names =
        nodes.stream()
            .limit(MOST_NAMES)
            .map(i -> WeightsException.quote(graph.nodes().get(i).title()))
            .toList();
    int more = nodes.size() - names.size();
    String all =
        names.stream().collect(Collectors.joining(", "))
            + (more == 0 ? "" : " and " + more + " others");
    found.add(
        Diagnostic.error(
                Code.NIN0703,
                listing.node(nodes.get(0)),
                "The operator "
                    + WeightsException.quote(operator)
                    + " cannot be imported; it is that of "
                    + all
                    + ".",
                nodes.size() == 1 ? "here" : "the first of " + nodes.size())
            .hint(hint(operator)));
  }

  private static String hint(String operator) {
    return switch (operator) {
      case "QLinearConv", "QuantizeLinear", "DequantizeLinear", "ConvInteger" ->
          "Export the model before it is quantized, as float32.";
      case "HardSwish", "HardSigmoid", "Elu", "Gelu", "PRelu", "Selu", "Softplus" ->
          "Train the network with one of Relu, LeakyRelu, Clip from 0 to 6, Sigmoid and Tanh.";
      default ->
          "Build the network without it, and train it again; or write a `.nin` file by hand.";
    };
  }

  /** The places of the results and their names, of two for one place the first. */
  private Map<Integer, String> results() {
    Map<Integer, String> results = new TreeMap<>();
    for (int i = 0; i < graph.outputs().size(); i++) {
      String name = graph.outputs().get(i).name();
      Value value = context.value(name);
      if (value instanceof Value.Flow flow && flow.border().isNone()) {
        results.putIfAbsent(flow.place(), name);
      } else if (value instanceof Value.Unknown) {
        require(found.hasErrors(), name);
      } else {
        found.add(
            Diagnostic.error(
                    Code.NIN0704,
                    listing.output(i),
                    "The output " + WeightsException.quote(name) + " is no result of a layer.",
                    value instanceof Value.Flow ? "ends in a Pad" : "a constant")
                .hint("Export the model without this output."));
      }
    }
    return results;
  }

  /** A model without one of its results would be another model. */
  private static void require(boolean reported, String output) {
    if (!reported) {
      throw new CompilerBug("the output " + output + " is unknown, and nothing says why");
    }
  }

  private Optional<Net> connected(Map<Integer, String> results) {
    Optional<Net> net =
        results.size() > 1 && results.containsKey(0)
            ? Optional.empty()
            : builder.net(results, List.of());
    if (net.isEmpty()) {
      found.add(
          Diagnostic.error(
                  Code.NIN0704,
                  listing.output(0),
                  "The outputs of the model do not all lie on the way to the last of them.",
                  "the first of " + graph.outputs().size())
              .hint("Keep one: `onnx.utils.extract_model` takes a part out of a model."));
    }
    return net;
  }
}
