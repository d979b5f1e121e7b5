package dev.ninc.cli;

import static dev.ninc.cli.TextTable.Align.LEFT;
import static dev.ninc.cli.TextTable.Align.RIGHT;

import dev.ninc.compiler.ir.Layer;
import dev.ninc.compiler.ir.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The summary for people. */
record SummaryTable(Summary summary) {

  private static final int MOST_LABELS = 5;

  List<String> lines() {
    List<String> table = table();
    List<String> lines = new ArrayList<>();
    lines.add(title());
    lines.add("");
    lines.addAll(table);
    lines.add("");
    lines.addAll(totals());
    summary.network().preprocessing().ifPresent(p -> lines.add("pictures    " + p));
    List<String> labels = summary.network().labels();
    if (!labels.isEmpty()) {
      lines.add("labels      " + Amounts.count(labels.size()) + ": " + shown(labels));
    }
    return lines;
  }

  private String title() {
    Network network = summary.network();
    String settings =
        network.settings().stream()
            .map(s -> s.name() + " = " + s.value())
            .collect(Collectors.joining(", "));
    return network.graph().name() + (settings.isEmpty() ? "" : " (" + settings + ")");
  }

  private List<String> table() {
    TextTable table =
        new TextTable(RIGHT, LEFT, LEFT, RIGHT, RIGHT, RIGHT, RIGHT, RIGHT, RIGHT, LEFT)
            .row(
                "line", "layer", "", "output", "parameters", "MACs", "share", "memory", "sees", "");
    for (Layer layer : summary.layers()) {
      table.row(
          layer.line(),
          layer.name(),
          layer.text(),
          layer.output(),
          count(layer.parameters()),
          count(layer.macs()),
          layer.macs() == 0 ? "" : percent(summary.share(layer)),
          Amounts.bytes(layer.bytes()),
          layer.field(),
          summary.given(layer));
    }
    return table.lines();
  }

  private List<String> totals() {
    return new TextTable(LEFT, RIGHT, LEFT)
        .row(
            "parameters", Amounts.count(summary.parameters()), Amounts.bytes(summary.weightBytes()))
        .row("MACs", Amounts.count(summary.macs()), "for one image")
        .row("memory", Amounts.bytes(summary.peak()), "of maps alive at one time, for one image")
        .lines();
  }

  private static String shown(List<String> labels) {
    String more = labels.size() > MOST_LABELS ? ", …" : "";
    return labels.stream().limit(MOST_LABELS).collect(Collectors.joining(", ")) + more;
  }

  private static String count(long number) {
    return number == 0 ? "" : Amounts.count(number);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
