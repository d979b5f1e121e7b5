package dev.ninc.compiler.picture;

import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.ir.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Network → drawing. */
final class Sheet {

  private static final int MARGIN = 32;
  private static final int NARROWEST = 480;
  private static final int LABELS = 20;

  private final Network network;
  private final List<Flow> layers;
  private final List<Flow> shown;

  private Sheet(Network network, Detail detail) {
    this.network = network;
    this.layers = layers(network);
    List<Flow> grouped = Grouping.grouped(layers);
    this.shown = new ArrayList<>(detail == Detail.BLOCKS ? Grouping.collapsed(grouped) : grouped);
    this.shown.add(new Flow.Step(end()));
  }

  /** The input's box says what is done to a picture. */
  private static List<Flow> layers(Network network) {
    List<Flow> layers = new ArrayList<>(Structure.of(network.graph()));
    network
        .preprocessing()
        .ifPresent(
            p -> layers.set(0, new Flow.Step(layers.get(0).last().remarking("picture: " + p))));
    return layers;
  }

  private String labels() {
    int count = network.labels().size();
    return count == 0 ? "" : Numbers.exact(count) + (count == 1 ? " label" : " labels");
  }

  static Drawing of(Network network, Detail detail) {
    return new Sheet(network, detail).drawing();
  }

  private Drawing drawing() {
    List<Part> parts = shown.stream().flatMap(Flow::parts).toList();
    Layout layout = new Layout(parts);
    Piece body = layout.network(shown);
    Heading heading = heading();
    int width = Math.max(NARROWEST, body.width());
    Canvas canvas = new Canvas();
    int y = MARGIN;
    y += heading.place(MARGIN, y, width, canvas) + 28;
    body.place(MARGIN + (width - body.width()) / 2 + body.left(), y, canvas);
    y += body.height() + 30;
    TreeSet<Kind> kinds =
        parts.stream().map(Part::kind).collect(Collectors.toCollection(TreeSet::new));
    y += new Legend(kinds, layout.shares()).place(MARGIN, y, width, canvas) + MARGIN - 8;
    return new Drawing(
        width + 2 * MARGIN,
        y,
        Clean.text(network.graph().name() + ": " + heading.sizes()),
        Clean.text(description()),
        canvas.frames,
        canvas.edges,
        canvas.boxes,
        canvas.labels,
        canvas.swatches);
  }

  private Heading heading() {
    List<Part> all = layers.stream().flatMap(Flow::parts).toList();
    return new Heading(
        network,
        all.size() - 1, // the input is none
        all.stream().mapToLong(Part::parameters).sum(),
        all.stream().mapToLong(Part::macs).sum());
  }

  /** What the network gives. */
  private Part end() {
    Output first = network.graph().outputs().get(0);
    Maps maps = layers.get(layers.size() - 1).output();
    return new Part(
        Kind.END,
        "output",
        "output",
        maps.toString(),
        maps,
        0,
        0,
        List.of(),
        List.of(),
        labels(),
        note(first));
  }

  private String note(Output output) {
    List<String> labels = network.labels();
    String more = labels.size() > LABELS ? ", …" : "";
    return "the result of "
        + output.name()
        + (labels.isEmpty()
            ? ""
            : "\n" + labels.stream().limit(LABELS).collect(Collectors.joining(", ")) + more);
  }

  private String description() {
    return layers.stream()
        .flatMap(Flow::parts)
        .map(p -> p.path() + ": " + p.words() + ", gives " + p.output() + ".")
        .collect(Collectors.joining(" "));
  }
}
