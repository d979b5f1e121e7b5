package dev.ninc.compiler.picture;

import dev.ninc.compiler.ir.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What stands above the network: its name, what it is, and how large. */
record Heading(Network network, int layers, long parameters, long macs) {

  private static final int LINES = 3;

  /** Writes it, and says how high it is. */
  int place(int x, int y, int width, Canvas canvas) {
    int line = y + Face.HEADING.ascent();
    String name = Face.HEADING.cut(Clean.text(network.graph().name()), width);
    canvas.labels.add(Label.left(name, Face.HEADING, x, line, "heading"));
    int room = width - Face.HEADING.width(name) - 14;
    String settings = settings();
    if (!settings.isEmpty() && Face.TEXT.width(settings) <= room) {
      int end = x + Face.HEADING.width(name) + 14;
      canvas.labels.add(Label.left(settings, Face.TEXT, end, line, "words"));
    }
    List<String> below = new ArrayList<>();
    if (!network.doc().isBlank()) {
      below.addAll(Paragraph.lines(firstParagraph(), Face.TEXT, width, LINES));
    }
    below.addAll(Paragraph.lines(sizes(), Face.TEXT, width, 2));
    line += 6;
    for (String text : below) {
      line += 20;
      canvas.labels.add(Label.left(text, Face.TEXT, x, line, "words"));
    }
    return line + Face.TEXT.descent() - y;
  }

  private String settings() {
    return network.settings().stream()
        .map(s -> Clean.text(s.name() + " = " + s.value()))
        .collect(Collectors.joining(", "));
  }

  private String firstParagraph() {
    return network
        .doc()
        .strip()
        .lines()
        .takeWhile(l -> !l.isBlank())
        .map(String::strip)
        .collect(Collectors.joining(" "));
  }

  /** {@code 15 layers · 966,986 parameters · 222.5 M multiply-accumulates for one image}. */
  String sizes() {
    return (layers == 1 ? "1 layer" : Numbers.exact(layers) + " layers")
        + " · "
        + Numbers.parameters(parameters)
        + " · "
        + Numbers.rounded(macs)
        + " multiply-accumulates for one image";
  }
}
