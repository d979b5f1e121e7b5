package dev.ninc.cli;

import static dev.ninc.cli.TextTable.Align.LEFT;
import static dev.ninc.cli.TextTable.Align.RIGHT;

import dev.ninc.compiler.Tuning;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What was measured, for people and for the tuning file. */
record TuningTable(TuningMeasurement measurement) {

  private static final int MOST_OTHERS = 5;

  List<String> lines() {
    if (measurement.layers().isEmpty()) {
      return List.of("No layer can multiply in more ways than one: there is nothing to tune.");
    }
    TextTable table =
        new TextTable(LEFT, LEFT, LEFT, RIGHT, RIGHT, LEFT)
            .row("layer", "", "fastest", "us", "gain", "others");
    for (TuningMeasurement.Layer layer : measurement.layers()) {
      table.row(
          layer.layer().name(),
          layer.layer().shape(),
          layer.taken(),
          micros(layer.seconds().get(layer.taken())),
          gain(layer),
          others(layer));
    }
    List<String> lines = new ArrayList<>(table.lines());
    lines.add("");
    lines.add(whole());
    return lines;
  }

  /** A line for each layer. */
  List<Tuning.Line> tuning() {
    return measurement.layers().stream()
        .map(
            l ->
                new Tuning.Line(
                    l.layer().name(),
                    l.taken(),
                    micros(l.seconds().get(l.taken())) + " us; " + others(l)))
        .toList();
  }

  private String whole() {
    String before = micros(measurement.before()) + " us";
    boolean same = measurement.layers().stream().allMatch(TuningMeasurement.Layer::isAsEstimated);
    return same
        ? "An image takes " + before + ". The estimates had chosen the same: no gain."
        : String.format(
            Locale.ROOT,
            "An image takes %s us, and %s with the estimates: %.1f %% less.",
            micros(measurement.after()),
            before,
            100 * (1 - measurement.after() / measurement.before()));
  }

  /** How much less time it takes than what the estimates chose. */
  private static String gain(TuningMeasurement.Layer layer) {
    double ratio = layer.seconds().get(layer.taken()) / layer.seconds().get(layer.estimated());
    return layer.isAsEstimated() ? "" : String.format(Locale.ROOT, "%.1f %%", 100 * (1 - ratio));
  }

  /** Tiles are many, and the slow ones of no interest. */
  private static String others(TuningMeasurement.Layer layer) {
    return layer.seconds().entrySet().stream()
        .filter(e -> !e.getKey().equals(layer.taken()))
        .sorted(Map.Entry.comparingByValue())
        .limit(MOST_OTHERS)
        .map(e -> other(e.getKey(), e.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String other(String algorithm, double seconds) {
    return algorithm + " " + micros(seconds);
  }

  private static String micros(double seconds) {
    return String.format(Locale.ROOT, seconds < 1e-4 ? "%.1f" : "%,.0f", seconds * 1e6);
  }
}
