package dev.ninc.benchmarks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** Measured times as a Markdown table, each beside ONNX Runtime's for the same network. */
final class Table {

  /**
   * One line.
   *
   * @param micros the average time of an image
   * @param error half of the 99.9 % confidence interval of that average
   */
  record Row(String network, EngineKind engine, double micros, double error) {}

  private Table() {}

  /** All results, network by network, the engines in the order in which they are declared. */
  static List<Row> rows(Iterable<RunResult> results) {
    List<Row> rows = new ArrayList<>();
    for (RunResult result : results) {
      BenchmarkParams params = result.getParams();
      Result<?> time = result.getPrimaryResult();
      rows.add(
          new Row(
              params.getParam("network"),
              EngineKind.of(params.getParam("engine")),
              time.getScore(),
              time.getScoreError()));
    }
    rows.sort(Comparator.comparing(Row::network).thenComparing(Row::engine));
    return rows;
  }

  /** The table; a ratio's relative error is the root of the sum of both squared. */
  static String markdown(List<Row> rows) {
    Map<String, Row> peers = new HashMap<>();
    rows.stream()
        .filter(r -> r.engine() == EngineKind.ONNXRUNTIME)
        .forEach(r -> peers.put(r.network(), r));
    StringBuilder text =
        new StringBuilder("| network | engine | ms an image | time / ONNX Runtime's |\n");
    text.append("|---|---|---:|---:|\n");
    for (Row row : rows) {
      text.append("| ").append(row.network()).append(" | ").append(row.engine().title());
      text.append(" | ").append(pair(row.micros() / 1000, row.error() / 1000)).append(" | ");
      Row peer = peers.get(row.network());
      text.append(peer == null ? "" : peer == row ? "1" : ratio(row, peer)).append(" |\n");
    }
    return text.toString();
  }

  private static String ratio(Row row, Row peer) {
    double ratio = row.micros() / peer.micros();
    double relative = Math.hypot(row.error() / row.micros(), peer.error() / peer.micros());
    return pair(ratio, ratio * relative);
  }

  /** Too few measurements give no error. */
  private static String pair(double value, double error) {
    return Double.isNaN(error)
        ? String.format(Locale.ROOT, "%.3f", value)
        : String.format(Locale.ROOT, "%.3f ± %.3f", value, error);
  }
}
