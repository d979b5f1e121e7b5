package dev.ninc.compiler.lower;

import dev.ninc.compiler.ast.Definition;
import dev.ninc.compiler.ast.Item;
import dev.ninc.compiler.ast.Layer;
import dev.ninc.compiler.ast.Name;
import dev.ninc.compiler.ast.Preprocess;
import dev.ninc.compiler.diag.Code;
import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.diag.Spelling;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Output;
import dev.ninc.compiler.ir.Preprocessing;
import dev.ninc.compiler.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The statements of a network, in order; remembers what flows from one to the next. */
final class NetworkLowering implements Item.Cases<Void> {

  private final Context context;
  private final LabelReader labelReader;

  private Optional<Place> flow = Optional.empty();
  private Optional<Item.Input> input = Optional.empty();
  private Optional<Span> firstLayer = Optional.empty();
  private Optional<Item.Labels> labelsAt = Optional.empty();
  private Optional<List<String>> labels = Optional.empty();
  private Optional<Preprocess> preprocessAt = Optional.empty();
  private Optional<Preprocessing> preprocessing = Optional.empty();
  private final Map<String, Output> outputs = new LinkedHashMap<>();

  /** Outputs that name no layer above, with what is to be said where there is none below. */
  private final Map<Name, Diagnostic> unknown = new LinkedHashMap<>();

  NetworkLowering(Context context, LabelReader labelReader) {
    this.context = context;
    this.labelReader = labelReader;
  }

  @Override
  public Void input(Item.Input item) {
    if (input.isPresent()) {
      report(
          Code.NIN0112,
          item.span(),
          "The input is given twice.",
          "again",
          input.get().span(),
          "first given here",
          "Remove one of them.");
      return null;
    }
    input = Optional.of(item);
    if (firstLayer.isPresent()) {
      report(
          Code.NIN0112,
          item.span(),
          "The input does not come first.",
          "too late",
          firstLayer.get(),
          "this layer has no input",
          "Move `input` above all layers.");
    }
    context.names().layer("input", item.span());
    flow =
        new Sizes(context)
            .maps(item.shape())
            .flatMap(
                maps ->
                    context
                        .graph()
                        .maps("input", new Op.Input(maps), context.origin("input", item.span())));
    return null;
  }

  private void report(
      Code code, Span at, String message, String label, Span other, String why, String hint) {
    context.mistakes().add(Diagnostic.error(code, at, message, label).and(other, why).hint(hint));
  }

  @Override
  public Void layer(Layer item) {
    if (firstLayer.isEmpty()) {
      firstLayer = Optional.of(item.span());
    }
    flow = new BodyLowering(context).layer(item, flow);
    return null;
  }

  @Override
  public Void preprocess(Preprocess item) {
    if (preprocessAt.isPresent()) {
      report(
          Code.NIN0104,
          item.keyword().span(),
          "The preprocessing is given twice.",
          "again",
          preprocessAt.get().keyword().span(),
          "first given here",
          "Remove one of them.");
      return null;
    }
    preprocessAt = Optional.of(item);
    if (input.isEmpty() && !context.names().isIncomplete()) {
      context
          .mistakes()
          .add(
              Diagnostic.error(
                      Code.NIN0125,
                      item.keyword().span(),
                      "The preprocessing stands above the input.",
                      "too early")
                  .hint("Move it below `input`."));
    }
    Optional<Maps> maps = context.graph().input();
    if (maps.filter(NetworkLowering::looksTurned).isPresent()) {
      turned(item, maps.get());
      maps = Optional.empty();
    }
    preprocessing = new PreprocessLowering(context, maps).lower(item);
    return null;
  }

  /** No picture has so many channels. */
  private static boolean looksTurned(Maps in) {
    return in.channels() != 3 && ChannelsLast.isLikely(in);
  }

  /** All shapes follow from the input, so nothing more is said about them. */
  private void turned(Preprocess item, Maps in) {
    if (firstLayer.isEmpty() || flow.isPresent()) {
      context
          .mistakes()
          .add(
              Diagnostic.error(
                      Code.NIN0308,
                      input.orElseThrow().span(),
                      "A picture has 1 or 3 channels, the input has " + in.channels() + ".",
                      "gives " + in.channels() + " channels")
                  .and(item.keyword().span(), "makes 1 or 3 channels")
                  .hint(ChannelsLast.hint(in)));
    }
    flow = Optional.empty();
  }

  @Override
  public Void broken(Item.Broken item) {
    context.names().incomplete();
    flow = Optional.empty();
    return null;
  }

  @Override
  public Void labels(Item.Labels item) {
    if (labelsAt.isPresent()) {
      report(
          Code.NIN0104,
          item.span(),
          "The labels are given twice.",
          "again",
          labelsAt.get().span(),
          "first given here",
          "Remove one of them.");
      return null;
    }
    labelsAt = Optional.of(item);
    labels = labelReader.read(item);
    return null;
  }

  @Override
  public Void output(Item.Output item) {
    String path = item.path().text();
    Optional<Optional<Place>> layer = context.names().layer(path);
    if (layer.isEmpty()) {
      if (!context.names().mayBeUnknown(path)) {
        unknown.put(item.path(), unknown(item.path()));
      }
    } else if (outputs.containsKey(path)) {
      context
          .mistakes()
          .add(
              Diagnostic.error(
                      Code.NIN0104, item.span(), "`" + path + "` is an output twice.", "again")
                  .hint("Remove one of them."));
    } else {
      layer.get().ifPresent(p -> outputs.put(path, new Output(path, p.value())));
    }
    return null;
  }

  private Diagnostic unknown(Name path) {
    Diagnostic error =
        Diagnostic.error(
            Code.NIN0113, path.span(), "There is no layer `" + path + "` above.", "not known here");
    return Spelling.nearest(path.text(), context.names().layers())
        .map(near -> error.hint("Write `" + near + "`."))
        .orElse(error.hint("Name the layer, `" + path + ": …`, and put this below it."));
  }

  /** The layer may stand below. */
  private void tooEarly(Name path, Diagnostic error) {
    String text = path.text();
    int dot = text.indexOf('.');
    String outer = dot < 0 ? text : text.substring(0, dot);
    Optional<Span> below =
        context.names().layer(text).isEmpty()
            ? Optional.empty()
            : context.names().span(outer).or(() -> context.names().span(text));
    context
        .mistakes()
        .add(
            below
                .map(
                    span ->
                        error.hint("Move it below line " + span.line() + ", where the layer is."))
                .orElse(error));
  }

  /** What can be said only at the end. */
  void finish(Definition file) {
    if (input.isEmpty() && !context.names().isIncomplete()) {
      context
          .mistakes()
          .add(
              Diagnostic.error(
                      Code.NIN0112, file.name().span(), "The network has no input.", "this one")
                  .hint("Begin with its size, such as `input 3x32x32`."));
    } else if (!context.names().isIncomplete() && (firstLayer.isEmpty() || nothingComputed())) {
      context
          .mistakes()
          .add(
              Diagnostic.error(
                      Code.NIN0115, file.name().span(), "The network has no layer.", "this one")
                  .hint("Add a layer below `input`."));
    }
    unknown.forEach(this::tooEarly);
    flow.ifPresent(this::checkLabels);
  }

  /** Nothing but {@code identity}. */
  private boolean nothingComputed() {
    return flow.filter(p -> p.value().name().equals("input")).isPresent();
  }

  private void checkLabels(Place last) {
    if (labels.isPresent() && labels.get().size() != last.type().size()) {
      report(
          Code.NIN0305,
          labelsAt.get().span(),
          "There are not as many labels as outputs.",
          labels.get().size() + (labels.get().size() == 1 ? " label" : " labels"),
          last.span(),
          "gives " + last.type() + ", " + last.type().size() + " numbers",
          "Give one label to each output.");
    }
  }

  Optional<Preprocessing> preprocessing() {
    return preprocessing;
  }

  List<String> labels() {
    return labels.orElse(List.of());
  }

  /** First what the last layer gives, then what the user named. */
  List<Output> outputs() {
    List<Output> all = new ArrayList<>();
    flow.ifPresent(p -> all.add(new Output(p.value().name(), p.value())));
    outputs.values().stream().filter(o -> !all.contains(o)).forEach(all::add);
    return all;
  }
}
