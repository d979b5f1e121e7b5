package dev.ninc.compiler.interchange.onnx;

import dev.ninc.compiler.diag.Code;
import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.compiler.interchange.onnx.OnnxModel.Graph;
import dev.ninc.compiler.source.Span;
import dev.ninc.runtime.WeightsException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which node makes each value, and what the results need: nodes beside that are not looked at. */
final class Wires {

  private final Graph graph;
  private final Listing listing;
  private final Diagnostics found;
  private final Set<String> constants = new HashSet<>();
  private final Map<String, Integer> makers = new HashMap<>();
  private final Map<String, Integer> uses = new HashMap<>();
  private final Set<String> given = new HashSet<>();
  private final boolean[] needed;

  private Wires(Graph graph, Listing listing, Diagnostics found) {
    this.graph = graph;
    this.listing = listing;
    this.found = found;
    this.needed = new boolean[graph.nodes().size()];
  }

  /** The values of a graph; empty, and reported, where they are not made once and in order. */
  static Optional<Wires> of(Graph graph, Listing listing, Diagnostics found) {
    Wires wires = new Wires(graph, listing, found);
    wires.constants();
    wires.make();
    wires.need();
    wires.check();
    return found.hasErrors() ? Optional.empty() : Optional.of(wires);
  }

  private void constants() {
    if (graph.sparse()) {
      found.add(
          Diagnostic.error(Code.NIN0703, "Sparse tensors cannot be imported.")
              .hint("Export the model with its weights as they are."));
    }
    for (OnnxTensor tensor : graph.initializers()) {
      if (!constants.add(tensor.name())) {
        twice("Two tensors are called " + tensor.quoted() + ".", listing.start());
      }
    }
  }

  private void twice(String message, Span at) {
    report(message, at, "the second one");
  }

  private void report(String message, Span at, String label) {
    found.add(
        Diagnostic.error(Code.NIN0704, at, message, label)
            .hint("Check the model where it was made: ONNX's own checker refuses it, too."));
  }

  private void make() {
    for (int i = 0; i < graph.inputs().size(); i++) {
      String name = graph.inputs().get(i).name();
      if (!constants.contains(name) && !given.add(name)) {
        twice("Two inputs are called " + WeightsException.quote(name) + ".", listing.input(i));
      }
    }
    for (int i = 0; i < graph.nodes().size(); i++) {
      for (String out : graph.nodes().get(i).out()) {
        boolean second =
            given.contains(out) || constants.contains(out) || makers.putIfAbsent(out, i) != null;
        if (second && !out.isEmpty()) {
          twice("The value " + WeightsException.quote(out) + " is made twice.", listing.node(i));
        }
      }
    }
  }

  /** From the results back to the input. */
  private void need() {
    Deque<String> open = new ArrayDeque<>();
    graph.outputs().forEach(output -> use(output.name(), open));
    while (!open.isEmpty()) {
      Integer maker = makers.get(open.pop());
      if (maker != null && !needed[maker]) {
        needed[maker] = true;
        graph.nodes().get(maker).in().stream()
            .filter(in -> !in.isEmpty())
            .forEach(in -> use(in, open));
      }
    }
  }

  private void use(String name, Deque<String> open) {
    uses.merge(name, 1, Integer::sum);
    open.push(name);
  }

  /** Each value is made before it is read: so there are no circles. */
  private void check() {
    for (int i = 0; i < needed.length; i++) {
      for (String in : needed[i] ? graph.nodes().get(i).in() : List.<String>of()) {
        check(in, i, "The node " + WeightsException.quote(graph.nodes().get(i).title()));
      }
    }
    for (int i = 0; i < graph.outputs().size(); i++) {
      String name = graph.outputs().get(i).name();
      if (!isThere(name)) {
        report(
            "Nothing makes the output " + WeightsException.quote(name) + ".",
            listing.output(i),
            "not made");
      }
    }
    if (graph.outputs().isEmpty()) {
      report("The graph has no output.", listing.start(), "none here");
    }
  }

  private void check(String in, int reader, String who) {
    Integer maker = makers.get(in);
    if (!in.isEmpty() && !isThere(in)) {
      report(
          who + " reads " + WeightsException.quote(in) + ", which nothing makes.",
          listing.node(reader),
          "not made");
    } else if (maker != null && maker >= reader) {
      report(
          who + " reads " + WeightsException.quote(in) + ", which is made only after it.",
          listing.node(reader),
          "made later, or in a circle");
    }
  }

  private boolean isThere(String name) {
    return given.contains(name) || constants.contains(name) || makers.containsKey(name);
  }

  /** Whether the results need this node. */
  boolean isNeeded(int node) {
    return needed[node];
  }

  /** How often each value is read, or is a result. */
  Map<String, Integer> uses() {
    return uses;
  }

  /** Whether this is an input of the graph that something reads, and no tensor. */
  boolean isInput(String name) {
    return given.contains(name) && uses.containsKey(name);
  }
}
