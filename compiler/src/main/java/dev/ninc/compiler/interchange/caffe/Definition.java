package dev.ninc.compiler.interchange.caffe;

import dev.ninc.compiler.diag.Code;
import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.compiler.interchange.caffe.TextValue.Message;
import dev.ninc.compiler.interchange.caffe.TextValue.Scalar;
import dev.ninc.compiler.interchange.layers.Names;
import dev.ninc.compiler.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A network's definition for inference: what Caffe would build for the phase {@code TEST}.
 *
 * @param name what the file calls the network; often left over from the one that it was made from
 * @param net all fields
 * @param layers in order, without those of other phases
 */
record Definition(String name, Message net, List<LayerText> layers) {

  private static final int MOST_LAYERS = 2_000;

  /** Of all layers together; each may become a branch in the text. */
  private static final int MOST_INPUTS = 10_000;

  /** What may stand in a layer besides its {@code …_param}. */
  private static final Set<String> FIELDS =
      Set.of(
          "name",
          "type",
          "bottom",
          "top",
          "phase",
          "include",
          "exclude",
          "loss_weight",
          "param",
          "blobs_lr",
          "weight_decay",
          "propagate_down",
          "blob_share_mode");

  private static final Set<String> NET_FIELDS =
      Set.of(
          "name",
          "layer",
          "layers",
          "input",
          "input_dim",
          "input_shape",
          "force_backward",
          "state",
          "debug_info");

  Definition {
    layers = List.copyOf(layers);
  }

  /**
   * Sorts out a definition's fields; mistakes are reported. Empty without layers or with too many.
   */
  static Optional<Definition> read(Message net, Diagnostics found) {
    Optional<Diagnostic> oldest = oldest(net);
    if (oldest.isPresent()) {
      found.add(oldest.get()); // nothing else in it would be understood
      return Optional.empty();
    }
    FieldReader fields = new FieldReader(net, found);
    fields.allow(NET_FIELDS);
    long all = net.fields().stream().filter(Definition::isLayer).count();
    if (all > 2 * MOST_LAYERS) { // half of them may be for training
      countFits(all, net, found);
      return Optional.empty();
    }
    List<LayerText> layers = new ArrayList<>();
    for (TextValue.Field field : net.fields()) {
      if (isLayer(field) && field.value().message().isEmpty()) {
        fields.wrong(field.name(), "a layer in braces");
      } else if (isLayer(field)) {
        layer(field, found).ifPresent(layers::add);
      }
    }
    SharedWeights.report(layers, found);
    long inputs = layers.stream().mapToLong(layer -> layer.bottoms().size()).sum();
    if (inputs > MOST_INPUTS) {
      found.add(
          Diagnostic.error(
                  Code.NIN0502,
                  new Span(net.span().file(), 0, 0),
                  "The layers of a definition have at most " + MOST_INPUTS + " bottoms together.",
                  "these have " + inputs)
              .hint("Divide the network into several."));
      return Optional.empty();
    }
    return countFits(layers.size(), net, found)
        ? Optional.of(new Definition(fields.text("name"), net, layers))
        : Optional.empty();
  }

  private static boolean isLayer(TextValue.Field field) {
    return field.name().equals("layer") || field.name().equals("layers");
  }

  private static boolean countFits(long layers, Message net, Diagnostics found) {
    boolean fits = layers > 0 && layers <= MOST_LAYERS;
    if (!fits) {
      found.add(
          Diagnostic.error(
                  Code.NIN0502,
                  new Span(net.span().file(), 0, 0),
                  "A definition has from 1 to " + MOST_LAYERS + " layers for inference.",
                  "this one has " + layers)
              .hint(
                  layers == 0
                      ? "Look at the `include` and `exclude` rules: the phase is TEST."
                      : "Divide the network into several."));
    }
    return fits;
  }

  /** In V0 a layer holds its connections and, in a field {@code layer}, all the rest. */
  private static Optional<Diagnostic> oldest(Message net) {
    return net.fields().stream()
        .filter(field -> field.name().equals("layers"))
        .flatMap(field -> field.value().message().stream())
        .flatMap(layer -> layer.fields().stream())
        .filter(field -> field.name().equals("layer") && field.value().message().isPresent())
        .findFirst()
        .map(
            layer ->
                Diagnostic.error(
                        Code.NIN0503,
                        layer.nameSpan(),
                        "The definition has Caffe's oldest format (V0), which cannot be imported.",
                        "a layer in a layer")
                    .hint("Run Caffe's `upgrade_net_proto_text old.prototxt new.prototxt` on it."));
  }

  private static Optional<LayerText> layer(TextValue.Field field, Diagnostics found) {
    Message message = field.value().message().orElseThrow();
    FieldReader fields = new FieldReader(message, found);
    if (!Phase.isIncluded(message, found)) {
      return Optional.empty();
    }
    for (String needed : List.of("name", "type")) {
      if (fields.text(needed).isEmpty()) {
        found.add(
            Diagnostic.error(
                    Code.NIN0502, field.nameSpan(), "A layer needs a `" + needed + "`.", "has none")
                .hint("Add `" + needed + ": \"…\"` to it."));
        return Optional.empty();
      }
    }
    Span span = fields.single("name").map(Scalar::span).orElse(field.nameSpan());
    String name = checkedName(fields.text("name"), span, found);
    for (TextValue.Field each : message.fields()) {
      if (!FIELDS.contains(each.name()) && !each.name().endsWith("_param")) {
        found.add(
            Diagnostic.error(
                    Code.NIN0503,
                    each.nameSpan(),
                    "The field `" + each.name() + "` of a layer cannot be imported.",
                    "not known")
                .hint("Take it out if it does not change what the layer computes."));
      }
    }
    return Optional.of(
        new LayerText(
            name,
            LayerTypes.modern(fields.text("type")),
            fields.scalars("bottom"),
            fields.scalars("top"),
            message,
            span));
  }

  /** The name; one that is reported is replaced, so that the rest can be checked. */
  private static String checkedName(String name, Span at, Diagnostics found) {
    if (Names.isPossible(name)) {
      return name;
    }
    found.add(
        Diagnostic.error(
                Code.NIN0510,
                at,
                "A layer's name has at most 100 characters, all of them visible, and no colon.",
                "this one cannot be kept")
            .hint("Rename the layer, here and in the file of weights."));
    return "?" + at.start();
  }
}
