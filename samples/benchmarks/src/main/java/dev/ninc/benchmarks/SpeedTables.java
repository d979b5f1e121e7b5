package dev.ninc.benchmarks;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * How long an image takes, engine by engine, and how much faster than ONNX Runtime that is: {@link
 * Part#SPEED}, and what of {@link Part#OPENCL} is speed.
 */
final class SpeedTables {

  private final Results results;
  private final int jdk;

  SpeedTables(Results results, int jdk) {
    this.results = results;
    this.jdk = jdk;
  }

  String text() {
    return MarkdownTable.all(
        table(Part.SPEED, Samples.NINS, Samples::engines),
        table(Part.SPEED, Samples.OTHERS, Samples::engines));
  }

  /** The engines beside a class for OpenCL on a processor. */
  MarkdownTable withDevice() {
    return table(Part.OPENCL, Samples.NINS, network -> Samples.WITH_DEVICE);
  }

  private MarkdownTable table(
      Part part, List<String> networks, Function<String, List<EngineKind>> engines) {
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
        for (EngineKind engine : engines.apply(network)) {
          row(table, network, load, key(part, jdk, network, load, engine), engine);
        }
      }
    }
    return table;
  }

  private void row(
      MarkdownTable table, String network, Load load, Figure.Key key, EngineKind engine) {
    Optional<Estimate> micros = results.find(key);
    if (micros.isEmpty()) {
      return;
    }
    Optional<Estimate> speed = speed(results, key);
    Optional<Target> target = Target.speed(network, engine, load, jdk);
    table.row(
        network,
        load.batch() + ", " + load.threads(),
        engine.title(),
        micros.get().times(1e-3).text(3),
        engine == EngineKind.ONNXRUNTIME ? "1" : speed.map(s -> s.text(2)).orElse(""),
        target.flatMap(t -> speed.map(s -> t.text(s.value()))).orElse(""));
  }

  private static Figure.Key key(Part part, int jdk, String network, Load load, EngineKind engine) {
    return new Figure.Key(part, jdk, network, load.toString(), engine.toString());
  }

  /** How many times as fast as ONNX Runtime an engine is. */
  static Optional<Estimate> speed(
      Results results, int jdk, String network, Load load, EngineKind engine) {
    return speed(results, key(Part.SPEED, jdk, network, load, engine));
  }

  private static Optional<Estimate> speed(Results results, Figure.Key key) {
    return results.ratio(key.of(EngineKind.ONNXRUNTIME.toString()), key);
  }
}
