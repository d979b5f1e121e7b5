package dev.ninc.cli;

import dev.ninc.compiler.ir.Costs;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.pass.Pipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What each pass made of a network, and what that saves. */
final class Trace implements Pipeline.Observer {

  /** Lines that one pass may take; what is beyond is counted. */
  private static final int MOST_LINES = 8;

  private final List<String> lines = new ArrayList<>();

  private Trace() {}

  /** Runs the passes over a graph and tells what they do. */
  static List<String> of(Pipeline pipeline, Graph graph) {
    Trace trace = new Trace();
    trace.lines.add(graph.name() + ": " + size(graph));
    Graph last = pipeline.run(graph, trace);
    String passes = Amounts.count(pipeline.passes().size(), "pass", "passes");
    trace.lines.add("After " + passes + ": " + size(last));
    return trace.lines;
  }

  @Override
  public void after(String pass, Graph before, Graph after) {
    if (before == after) {
      lines.add(pass + " (unchanged)");
      return;
    }
    lines.add(pass + ": " + nodes(before, after));
    List<String> changes = new GraphChanges(before, after).lines();
    int shown = changes.size() > MOST_LINES ? MOST_LINES - 1 : changes.size();
    changes.subList(0, shown).forEach(line -> lines.add("  " + line));
    if (shown < changes.size()) {
      lines.add("  and " + (changes.size() - shown) + " more like these");
    }
    saved(before, after).forEach(line -> lines.add("  saves " + line));
  }

  private static String nodes(Graph before, Graph after) {
    long layersBefore = layers(before);
    long layers = layers(after);
    String text = from(layersBefore, layers) + Amounts.count(layers, "layer", "layers");
    long loadBefore = before.nodes().size() - layersBefore;
    long load = after.nodes().size() - layers;
    return loadBefore == load
        ? text
        : text
            + ", "
            + from(loadBefore, load)
            + Amounts.count(load, "node", "nodes")
            + " on weights";
  }

  private static String from(long before, long after) {
    return before == after ? "" : Amounts.count(before) + " → ";
  }

  private static String size(Graph graph) {
    long layers = layers(graph);
    return "%s, %s on weights, %s MACs, %s of maps."
        .formatted(
            Amounts.count(layers, "layer", "layers"),
            Amounts.count(graph.nodes().size() - layers, "node", "nodes"),
            Amounts.count(Costs.macs(graph)),
            Amounts.bytes(mapBytes(graph)));
  }

  /** For one image. */
  private static List<String> saved(Graph before, Graph after) {
    List<String> saved = new ArrayList<>();
    long macs = Costs.macs(before) - Costs.macs(after);
    if (macs > 0) {
      saved.add(Amounts.count(macs) + " MACs");
    }
    long bytes = mapBytes(before) - mapBytes(after);
    if (bytes > 0) {
      saved.add(Amounts.bytes(bytes) + " of maps that would be written and read again");
    }
    long between = betweenBytes(after) - betweenBytes(before);
    if (between > 0) {
      saved.add(Amounts.bytes(between) + " of maps where a plan runs the chains as one loop");
    }
    return saved;
  }

  /** The nodes that give maps; all others work on weights, once. */
  private static long layers(Graph graph) {
    return graph.nodes().stream().filter(n -> n.type() instanceof Maps).count();
  }

  private static long mapBytes(Graph graph) {
    return graph.nodes().stream().mapToLong(Trace::mapBytes).sum();
  }

  private static long mapBytes(Node node) {
    return node.type() instanceof Maps maps ? maps.size() * Float.BYTES : 0;
  }

  /** What stands between the stages of the chains. */
  private static long betweenBytes(Graph graph) {
    Map<Value, Node> nodes = graph.byValue();
    return graph.chains().stream()
        .flatMap(c -> c.stages().subList(0, c.stages().size() - 1).stream())
        .mapToLong(v -> mapBytes(nodes.get(v)))
        .sum();
  }
}
