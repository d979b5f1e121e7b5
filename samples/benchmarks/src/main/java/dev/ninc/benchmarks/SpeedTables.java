package dev.ninc.benchmarks;

import java.util.List;
import java.util.Optional;

/** How long an image takes, engine by engine, and how much faster than ONNX Runtime that is. */
final class SpeedTables {

  private final Results results;
  private final int jdk;

  SpeedTables(Results results, int jdk) {
    this.results = results;
    this.jdk = jdk;
  }

  String text() {
    return MarkdownTable.all(table(Samples.NINS), table(Samples.OTHERS));
  }

  private MarkdownTable table(List<String> networks) {
    MarkdownTable table =
        new MarkdownTable(
            3,
            "network",
            "batch, threads",
            "engine",
            "ms an image",
            "speed / ONNX Runtime's",
            "target at least");
    for (String network : networks) {
      for (Load load : Samples.loads(network)) {
        for (EngineKind engine : Samples.engines(network)) {
          row(table, network, load, engine);
        }
      }
    }
    return table;
  }

  private void row(MarkdownTable table, String network, Load load, EngineKind engine) {
    Figure.Key key = key(jdk, network, load, engine);
    Optional<Estimate> micros = results.find(key);
    if (micros.isEmpty()) {
      return;
    }
    Optional<Estimate> speed = speed(results, jdk, network, load, engine);
    Optional<Target> target = Target.speed(network, engine, load, jdk);
    table.row(
        network,
        load.batch() + ", " + load.threads(),
        engine.title(),
        micros.get().times(1e-3).text(3),
        engine == EngineKind.ONNXRUNTIME ? "1" : speed.map(s -> s.text(2)).orElse(""),
        target.flatMap(t -> speed.map(s -> t.text(s.value()))).orElse(""));
  }

  private static Figure.Key key(int jdk, String network, Load load, EngineKind engine) {
    return new Figure.Key(Part.SPEED, jdk, network, load.toString(), engine.toString());
  }

  /** How many times as fast as ONNX Runtime an engine is. */
  static Optional<Estimate> speed(
      Results results, int jdk, String network, Load load, EngineKind engine) {
    Figure.Key key = key(jdk, network, load, engine);
    return results.ratio(key.of(EngineKind.ONNXRUNTIME.toString()), key);
  }
}
