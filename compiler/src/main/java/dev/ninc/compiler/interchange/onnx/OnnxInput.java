package dev.ninc.compiler.interchange.onnx;

import dev.ninc.compiler.diag.Code;
import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.compiler.interchange.onnx.OnnxModel.Graph;
import dev.ninc.compiler.interchange.onnx.OnnxModel.Port;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.source.Span;
import dev.ninc.runtime.WeightsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The images that a model takes.
 *
 * @param images how many it takes at once, as the model says; empty where that is left open
 * @param shape of one of them; there is one where there is no error
 * @param remark what a reader of the imported text should know
 */
record OnnxInput(
    String name, Optional<Long> images, Optional<Maps> shape, Span span, Optional<String> remark) {

  private static final int LARGEST = 1 << 16;
  private static final Set<Integer> TYPES = Set.of(1, 10, 11, 16);

  /** The one input that anything reads; what is wrong with it is reported. */
  static Optional<OnnxInput> of(
      Graph graph, Wires wires, Listing listing, Optional<Maps> asked, Diagnostics found) {
    List<Integer> read = new ArrayList<>();
    for (int i = 0; i < graph.inputs().size(); i++) {
      if (wires.isInput(graph.inputs().get(i).name())) {
        read.add(i);
      }
    }
    if (read.size() != 1) {
      Span at = read.isEmpty() ? listing.start() : listing.input(read.get(1));
      found.add(
          Diagnostic.error(
                  Code.NIN0707,
                  at,
                  "A network has one input of images.",
                  read.isEmpty() ? "none is read here" : "a second one")
              .hint("Export the part of the model that takes images alone."));
      return Optional.empty();
    }
    Port port = graph.inputs().get(read.get(0));
    Span span = listing.input(read.get(0));
    return Optional.of(
        new OnnxInput(
            port.name(),
            images(port),
            shape(port, span, asked, found),
            span,
            remark(port, span, found)));
  }

  private static Optional<Long> images(Port port) {
    return port.dims()
        .flatMap(dims -> dims.stream().findFirst().flatMap(n -> n))
        .filter(n -> n > 0);
  }

  private static Optional<String> remark(Port port, Span span, Diagnostics found) {
    if (!TYPES.contains(port.type())) {
      found.add(
          Diagnostic.error(
                  Code.NIN0707,
                  span,
                  "The input "
                      + WeightsException.quote(port.name())
                      + " is no image of real numbers.",
                  "not float")
              .hint("Export the model with an input of float, and what makes it outside."));
    }
    return ElementType.of(port.type())
        .filter(type -> type != ElementType.FLOAT)
        .map(type -> "The model computes in " + type.word() + "; this network, in float32.");
  }

  /** As the model has it, or as the caller says where it is open. */
  private static Optional<Maps> shape(
      Port port, Span span, Optional<Maps> asked, Diagnostics found) {
    List<Optional<Long>> dims = port.dims().orElse(List.of(none(), none(), none(), none()));
    if (dims.size() != 4) {
      report(
          span, "has " + dims.size() + " dimensions", port, "Export it for [N, C, H, W].", found);
      return Optional.empty();
    }
    List<Integer> asks =
        asked.map(m -> List.of(m.channels(), m.height(), m.width())).orElse(List.of(0, 0, 0));
    List<Integer> sizes = new ArrayList<>();
    List<String> known = new ArrayList<>();
    boolean fits = true;
    for (int i = 0; i < 3; i++) {
      long said = dims.get(i + 1).filter(d -> d > 0).orElse(0L);
      long size = said == 0 ? asks.get(i) : said;
      fits &= size <= LARGEST && (asks.get(i) == 0 || asks.get(i) == size);
      known.add(said == 0 ? "CHW".substring(i, i + 1) : String.valueOf(said));
      sizes.add((int) Math.min(size, LARGEST));
    }
    if (!fits || sizes.contains(0)) {
      String is = "is " + String.join("x", known);
      String hint = "Add `--input " + String.join("x", known) + "`, with numbers.";
      report(
          span,
          fits
              ? is + ", and not known further"
              : is + (asked.isEmpty() ? "" : ", not " + asked.get()),
          port,
          fits ? hint : "Leave `--input` out, or give the shape that the model has.",
          found);
      return Optional.empty();
    }
    return Optional.of(new Maps(sizes.get(0), sizes.get(1), sizes.get(2)));
  }

  private static Optional<Long> none() {
    return Optional.empty();
  }

  private static void report(Span span, String label, Port port, String hint, Diagnostics found) {
    found.add(
        Diagnostic.error(
                Code.NIN0707,
                span,
                "The shape of the images in "
                    + WeightsException.quote(port.name())
                    + " is not one that is known.",
                label)
            .hint(hint));
  }
}
