package dev.ninc.compiler.interchange.caffe;

import dev.ninc.compiler.diag.Code;
import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.compiler.interchange.caffe.TextValue.Scalar;
import dev.ninc.compiler.interchange.layers.LayerOp;
import dev.ninc.compiler.interchange.layers.Net;
import dev.ninc.compiler.interchange.layers.Net.Node;
import dev.ninc.compiler.interchange.layers.Normalizations;
import dev.ninc.compiler.source.Span;
import dev.ninc.runtime.WeightsException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Follows the blobs of a definition from layer to layer. Layers stand in the order in which they
 * run, and a name of a blob means the one that was made last under it: that is how layers work in
 * place.
 */
final class Wiring {

  /** Labels, which nothing but training reads. */
  private static final int LABELS = -1;

  /** Made by a layer that is reported already. */
  private static final int BROKEN = -2;

  private final Diagnostics found;
  private final List<Node> nodes = new ArrayList<>();
  private final Map<String, Integer> blobs = new HashMap<>();
  private final Set<String> names = new HashSet<>();
  private final List<LayerText> training = new ArrayList<>();

  private Wiring(Diagnostics found) {
    this.found = found;
  }

  /** The layers between input and output; what can't be connected is reported. */
  static Optional<Net> connect(Definition definition, InputText input, Diagnostics found) {
    Wiring wiring = new Wiring(found);
    wiring.input(input);
    for (LayerText layer : definition.layers()) {
      if (LayerTypes.TRAINING.contains(layer.type())) {
        wiring.training.add(layer);
        layer.tops().forEach(top -> wiring.make(layer, top, LABELS));
      } else if (!LayerTypes.INPUTS.contains(layer.type())) {
        wiring.layer(layer);
      }
    }
    return found.hasErrors() ? Optional.empty() : Optional.of(Normalizations.joined(wiring.net()));
  }

  private void input(InputText input) {
    nodes.add(new Node(input.blob(), new LayerOp.Input(), List.of(), input.span()));
    blobs.put(input.blob(), 0);
    input.labels().forEach(label -> blobs.put(label, LABELS));
  }

  private void layer(LayerText layer) {
    if (!names.add(layer.name())) {
      report(layer.span(), "Two layers are called `" + layer.name() + "`.", "the second one");
    }
    List<Integer> inputs = new ArrayList<>();
    layer.bottoms().forEach(bottom -> inputs.add(source(layer, bottom)));
    if (layer.type().equals("Split")) {
      int source = inputs.isEmpty() ? BROKEN : inputs.get(0);
      layer.tops().forEach(top -> make(layer, top, source));
      return;
    }
    Optional<LayerOp> op = LayerReader.read(layer, found);
    boolean fits = layer.tops().size() == 1 && op.map(o -> fits(o, inputs.size())).orElse(true);
    if (op.isPresent() && !fits) {
      report(
          layer.span(),
          "A layer of type "
              + WeightsException.quote(layer.type())
              + " has another number of bottoms and tops.",
          layer.bottoms().size() + " bottoms, " + layer.tops().size() + " tops");
    }
    boolean broken = op.isEmpty() || !fits || inputs.stream().anyMatch(place -> place < 0);
    if (!broken) {
      nodes.add(new Node(layer.name(), op.get(), inputs, layer.span()));
    }
    int made = broken ? BROKEN : nodes.size() - 1;
    layer.tops().forEach(top -> make(layer, top, made));
  }

  private static boolean fits(LayerOp op, int inputs) {
    return op instanceof LayerOp.Concat
        ? inputs >= 1
        : inputs == (op instanceof LayerOp.Add ? Math.max(2, inputs) : 1);
  }

  /** A blob is made once; only a layer that reads it may make it again, in place. */
  private void make(LayerText layer, Scalar top, int place) {
    boolean inPlace = layer.bottoms().stream().anyMatch(b -> b.text().equals(top.text()));
    if (blobs.put(top.text(), place) != null && !inPlace) {
      String blob = WeightsException.quote(top.text());
      report(top.span(), "Two layers make the blob " + blob + ".", "made again");
    }
  }

  private int source(LayerText layer, Scalar bottom) {
    Integer place = blobs.get(bottom.text());
    if (place == null) {
      report(
          bottom.span(),
          "`"
              + layer.name()
              + "` reads "
              + WeightsException.quote(bottom.text())
              + ", which no layer before it makes.",
          "not made yet");
    } else if (place == LABELS) {
      report(
          bottom.span(),
          "`" + layer.name() + "` reads labels, which are not there when the network runs.",
          "labels, or what training makes of them");
    }
    return place == null ? BROKEN : place;
  }

  private void report(Span at, String message, String label) {
    found.add(
        Diagnostic.error(Code.NIN0504, at, message, label)
            .hint("Correct the `bottom` and `top` of the layer: Caffe would refuse it, too."));
  }

  private Net net() {
    List<String> remarks = new ArrayList<>();
    int last = nodes.size() - 1;
    if (!training.isEmpty()) {
      List<String> left =
          training.stream().map(layer -> layer.name() + " (" + layer.type() + ")").toList();
      remarks.add("Left out, as training alone needs it: " + String.join(", ", left) + ".");
    }
    softmaxOf(last)
        .ifPresent(
            loss -> {
              nodes.add(new Node("", new LayerOp.Softmax(), List.of(last), loss.span()));
              remarks.add("The softmax at the end stands for the loss `" + loss.name() + "`.");
            });
    return new Net(withoutDeadEnds(), Set.of(), remarks);
  }

  /** The loss that reads the last layer: where the network runs, its softmax remains. */
  private Optional<LayerText> softmaxOf(int last) {
    return training.stream()
        .filter(layer -> layer.type().equals(LayerTypes.SOFTMAX_LOSS))
        .filter(layer -> !layer.bottoms().isEmpty())
        .filter(layer -> blobs.getOrDefault(layer.bottoms().get(0).text(), BROKEN) == last)
        .findFirst();
  }

  /** What does not lead to the last layer is left out, with a warning. */
  private List<Node> withoutDeadEnds() {
    int last = nodes.size() - 1;
    boolean[] needed = new boolean[nodes.size()];
    needed[last] = true;
    needed[0] = true;
    for (int place = last; place >= 0; place--) {
      if (needed[place]) {
        nodes.get(place).inputs().forEach(input -> needed[input] = true);
      }
    }
    int[] moved = new int[nodes.size()];
    List<Node> kept = new ArrayList<>();
    List<Node> dead = new ArrayList<>();
    for (int place = 0; place <= last; place++) {
      Node node = nodes.get(place);
      moved[place] = kept.size();
      if (needed[place]) {
        List<Integer> inputs = node.inputs().stream().map(input -> moved[input]).toList();
        kept.add(new Node(node.name(), node.op(), inputs, node.span()));
      } else {
        dead.add(node);
      }
    }
    if (!dead.isEmpty()) {
      boolean putIn = nodes.get(last).name().isEmpty(); // a softmax behind the output
      warnOf(dead, nodes.get(putIn ? nodes.get(last).inputs().get(0) : last));
    }
    return kept;
  }

  private void warnOf(List<Node> dead, Node output) {
    Diagnostic warning =
        Diagnostic.warning(
            Code.NIN0504,
            dead.get(0).span(),
            "Some layers do not lead to the output `" + output.name() + "`, and are left out.",
            "the first of " + dead.size());
    found.add(
        warning
            .and(output.span(), "the output: the last layer")
            .hint("Put the layer that is meant to be the output last."));
  }
}
