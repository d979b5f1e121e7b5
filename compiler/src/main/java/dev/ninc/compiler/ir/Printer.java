package dev.ninc.compiler.ir;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The text form of a graph, for dumps and for expected results in tests: one node to a line, in
 * execution order, with the ops and the types below each other.
 *
 * <pre>{@code
 * graph Cifar10
 *   %image        = input                                                    : 3x32x32
 *   %conv1.weight = param HE                                                 : [192, 3, 5, 5]
 *   %conv1        = conv 5x5 pad 2 ReLU (%image, %conv1.weight, %conv1.bias) : 192x32x32
 *   …
 *   chain %conv1 -> %cccp1 -> %cccp2
 *   output pool3 = %pool3
 * }</pre>
 */
public final class Printer {

  /** Longer ops (a concat of many branches) do not push the types of all lines to the right. */
  private static final int WIDEST_OP = 80;

  private Printer() {}

  /** The graph, with a line for the preprocessing above its nodes where the network has one. */
  public static String print(Network network) {
    String graph = print(network.graph());
    int nodes = graph.indexOf('\n') + 1;
    return network
        .preprocessing()
        .map(p -> graph.substring(0, nodes) + "  preprocess " + p + "\n" + graph.substring(nodes))
        .orElse(graph);
  }

  /** The whole graph; each line ends with a line feed. */
  public static String print(Graph graph) {
    List<Line> lines =
        graph.nodes().stream()
            .map(n -> new Line(name(n.out()), n.op().match(new OpText(n.out())), "" + n.type()))
            .toList();
    int names = lines.stream().mapToInt(l -> l.name.length()).max().orElse(0);
    int ops =
        lines.stream().mapToInt(l -> l.op.length()).filter(n -> n <= WIDEST_OP).max().orElse(0);
    StringBuilder text = new StringBuilder("graph ").append(quoted(graph.name())).append('\n');
    for (Line line : lines) {
      text.append("  ").append(padded(line.name, names));
      text.append(" = ").append(padded(line.op, ops));
      text.append(" : ").append(line.type).append('\n');
    }
    graph.chains().forEach(c -> text.append("  ").append(print(c)).append('\n'));
    graph
        .outputs()
        .forEach(
            o ->
                text.append("  output ")
                    .append(quoted(o.name()))
                    .append(" = ")
                    .append(name(o.value()))
                    .append('\n'));
    return text.toString();
  }

  /** One node, without alignment: {@code %pool1 = max 3x3 stride 2 (%cccp2) : 96x16x16}. */
  public static String print(Node node) {
    return name(node.out()) + " = " + node.op().match(new OpText(node.out())) + " : " + node.type();
  }

  /** {@code chain %conv1 -> %cccp1}. */
  private static String print(Chain chain) {
    return chain.stages().stream()
        .map(Printer::name)
        .collect(Collectors.joining(" -> ", "chain ", ""));
  }

  /** {@code %conv1}, or {@code %"my layer"} where the name holds more than a plain name may. */
  static String name(Value value) {
    return "%" + quoted(value.name());
  }

  /** A name as it is, or in quotes and with escapes where it would be ambiguous. */
  static String quoted(String name) {
    if (name.matches("[A-Za-z0-9_.:/-]+")) {
      return name;
    }
    StringBuilder text = new StringBuilder("\"");
    for (char c : name.toCharArray()) {
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (Character.isISOControl(c)) {
        text.append("\\u").append(Integer.toHexString(0x10000 | c).substring(1));
      } else {
        text.append(c);
      }
    }
    return text.append('"').toString();
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  private record Line(String name, String op, String type) {}
}
