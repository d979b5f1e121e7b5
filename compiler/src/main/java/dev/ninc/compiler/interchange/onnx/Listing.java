package dev.ninc.compiler.interchange.onnx;

import dev.ninc.compiler.interchange.layers.Names;
import dev.ninc.compiler.interchange.onnx.OnnxModel.Graph;
import dev.ninc.compiler.interchange.onnx.OnnxModel.Port;
import dev.ninc.compiler.source.SourceFile;
import dev.ninc.compiler.source.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * A graph in words, a line for each input, node and output, so that messages can show a node as
 * they show a line of a text: {@code conv1 = Conv(data, w) pads=[1,1,1,1]}.
 */
final class Listing {

  private static final int LONGEST_NAME = 60;
  private static final int LONGEST_LINE = 160;

  private final StringBuilder text = new StringBuilder();
  private final List<int[]> places = new ArrayList<>();
  private final SourceFile file;
  private final int inputs;
  private final int nodes;

  /**
   * Lists a graph.
   *
   * @param source what messages call the model
   */
  Listing(Graph graph, String source) {
    graph.inputs().forEach(port -> port("input ", port));
    inputs = places.size();
    graph.nodes().forEach(this::node);
    nodes = places.size();
    graph.outputs().forEach(port -> port("output ", port));
    file = new SourceFile(source.replace('\\', '/') + " (listed)", text.toString());
  }

  private void port(String kind, Port port) {
    String word = kind + safe(port.toString(), LONGEST_LINE);
    line("", word, "");
  }

  private void node(OnnxNode node) {
    String out = list(node.out());
    String rest = "(" + list(node.in()) + ")";
    String attributes = "";
    for (OnnxAttribute attribute : node.attributes().values()) {
      attributes += attributes.length() > LONGEST_LINE ? "" : " " + attribute;
    }
    line(out + " = ", safe(node.operator(), LONGEST_NAME), safe(rest + attributes, LONGEST_LINE));
  }

  private static String list(List<String> names) {
    List<String> shown = names.stream().limit(8).map(n -> safe(n, LONGEST_NAME)).toList();
    return String.join(", ", shown) + (names.size() > 8 ? ", …" : "");
  }

  private void line(String before, String word, String after) {
    int start = text.length() + before.length();
    places.add(new int[] {start, start + word.length()});
    text.append(before).append(word).append(after).append('\n');
  }

  /** Names from a file can't end a line, or reorder the text. */
  private static String safe(String name, int longest) {
    StringBuilder safe = new StringBuilder();
    name.codePoints()
        .limit(longest)
        .map(c -> Names.isPrintable(c) ? c : '?')
        .forEach(safe::appendCodePoint);
    return name.codePointCount(0, name.length()) > longest
        ? safe.append('…').toString()
        : safe.toString();
  }

  private Span span(int place) {
    int[] at = places.get(place);
    return new Span(file, at[0], at[1]);
  }

  /** The input with this index. */
  Span input(int index) {
    return span(index);
  }

  /** The operator of the node with this index. */
  Span node(int index) {
    return span(inputs + index);
  }

  /** The output with this index. */
  Span output(int index) {
    return span(nodes + index);
  }

  /** The graph as a whole: where it begins. */
  Span start() {
    return new Span(file, 0, 0);
  }
}
