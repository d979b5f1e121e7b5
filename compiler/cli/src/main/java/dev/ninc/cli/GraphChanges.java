package dev.ninc.cli;

import dev.ninc.compiler.ir.Chain;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.LayerText;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a pass did to a graph, found by comparing the two: it needs no word from the pass. A layer
 * is of another kind where its text is another; that it reads another value is no change of its.
 */
final class GraphChanges {

  private final Graph before;
  private final Graph after;
  private final Map<Value, Node> now;
  private final LayerText textBefore;
  private final LayerText textAfter;

  GraphChanges(Graph before, Graph after) {
    this.before = before;
    this.after = after;
    this.now = after.byValue();
    this.textBefore = new LayerText(before);
    this.textAfter = new LayerText(after);
  }

  /** A line for each layer that changed, in their order, then one for each new chain. */
  List<String> lines() {
    Map<Value, List<Node>> merged = merged();
    Set<Value> taken = new HashSet<>();
    merged.values().forEach(nodes -> nodes.forEach(n -> taken.add(n.out())));
    List<String> lines = new ArrayList<>();
    for (Node node : before.nodes()) {
      if (!(node.type() instanceof Maps) || taken.contains(node.out())) {
        continue;
      }
      if (merged.containsKey(node.out())) {
        lines.add(merge(node, merged.get(node.out())));
      } else if (!now.containsKey(node.out())) {
        lines.add("dropped " + node.out().name() + ": " + was(node));
      } else if (isOther(node)) {
        lines.add("rewrote " + node.out().name() + ": " + was(node) + " → " + is(node));
      }
    }
    after.chains().stream()
        .filter(c -> !before.chains().contains(c))
        .forEach(c -> lines.add("grouped " + names(c)));
    return lines;
  }

  /** By the layer that is another now: those before it that are gone, and that it alone read. */
  private Map<Value, List<Node>> merged() {
    Map<Value, List<Node>> readers = before.readers();
    Map<Value, List<Node>> merged = new LinkedHashMap<>();
    for (Node node : before.nodes()) {
      List<Node> read = readers.get(node.out());
      boolean goesInto =
          node.type() instanceof Maps
              && !now.containsKey(node.out())
              && read.size() == 1
              && now.containsKey(read.get(0).out())
              && isOther(read.get(0));
      if (goesInto) {
        merged.computeIfAbsent(read.get(0).out(), v -> new ArrayList<>()).add(node);
      }
    }
    return merged;
  }

  private String merge(Node stays, List<Node> into) {
    return Stream.concat(into.stream(), Stream.of(stays))
        .map(this::was)
        .collect(Collectors.joining(" + ", "merged " + stays.out().name() + ": ", ""));
  }

  private boolean isOther(Node node) {
    return !was(node).equals(is(node));
  }

  private String was(Node node) {
    return node.op().match(textBefore);
  }

  private String is(Node node) {
    return now.get(node.out()).op().match(textAfter);
  }

  private static String names(Chain chain) {
    return chain.stages().stream().map(Value::name).collect(Collectors.joining(" → "));
  }
}
