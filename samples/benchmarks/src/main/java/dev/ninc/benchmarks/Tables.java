package dev.ninc.benchmarks;

import java.util.Optional;
import java.util.function.Function;

/** The tables of a part for a version of Java. An empty text where nothing is measured yet. */
final class Tables {

  private static final Target WORST_LATER = Target.most(50);
  private static final Target MORE_MEMORY = Target.most(40);
  private static final Target SIZE = Target.most(200);
  private static final Target FIRST_DEVICE_RUN = Target.most(300);
  private static final Target COMPILE = Target.most(1500);

  private final Results results;
  private final int jdk;

  Tables(Results results, int jdk) {
    this.results = results;
    this.jdk = jdk;
  }

  String of(Part part) {
    return switch (part) {
      case SIZE -> size();
      case FIRST_RESULT -> MarkdownTable.all(firstResults(), later());
      case MEMORY -> memory();
      case COMPILE -> compile();
      case SPEED -> new SpeedTables(results, jdk).text();
      case GROWTH -> growth();
      case OPENCL ->
          MarkdownTable.all(new SpeedTables(results, jdk).withDevice(), firstDeviceRuns());
    };
  }

  private Figure.Key key(Part part, String network, String setting, String what) {
    return new Figure.Key(part, part == Part.SIZE ? 0 : jdk, network, setting, what);
  }

  private MarkdownTable firstResults() {
    MarkdownTable table =
        new MarkdownTable(
            2,
            "network",
            "process",
            "ms to the first result",
            "/ ONNX Runtime, unpacked",
            "target at most",
            "/ ONNX Runtime, default",
            "target at most");
    for (String network : Samples.NINS) {
      Function<Start, Figure.Key> key =
          s -> key(Part.FIRST_RESULT, network, ProcessTasks.FIRST, s.toString());
      for (Start start : Start.values()) {
        Optional<Estimate> time = results.find(key.apply(start));
        if (time.isPresent()) {
          Optional<Estimate> unpacked = results.ratio(key.apply(start), key.apply(Start.UNPACKED));
          Optional<Estimate> plain = results.ratio(key.apply(start), key.apply(Start.PEER));
          table.row(
              network,
              start.title(),
              time.get().text(0),
              text(unpacked, 2),
              verdict(unpackedTarget(network, start), unpacked),
              text(plain, 2),
              verdict(plainTarget(network, start), plain));
        }
      }
    }
    return table;
  }

  private Optional<Target> unpackedTarget(String network, Start start) {
    if (!network.equals(Samples.CIFAR10) || jdk < 25) {
      return Optional.empty();
    }
    return switch (start) {
      case SCALAR -> Optional.of(Target.most(0.65));
      case TIERED -> Optional.of(Target.most(0.9));
      default -> Optional.empty();
    };
  }

  private Optional<Target> plainTarget(String network, Start start) {
    return unpackedTarget(network, start).map(t -> Target.most(0.5));
  }

  private MarkdownTable later() {
    MarkdownTable table =
        new MarkdownTable(
            2,
            "network",
            "process",
            "worst later request, ms",
            "target at most",
            "settled after, ms",
            "then a request, ms");
    for (String network : Samples.NINS) {
      for (Start start : Start.values()) {
        Function<String, Optional<Estimate>> find =
            q -> results.find(key(Part.FIRST_RESULT, network, ProcessTasks.LATER, start + " " + q));
        Optional<Estimate> worst = find.apply("worst");
        if (worst.isPresent()) {
          boolean asked = start == Start.TIERED && network.equals(Samples.CIFAR10);
          table.row(
              network,
              start.title(),
              worst.get().text(1),
              asked ? WORST_LATER.text(worst.get().value()) : "",
              text(find.apply("settled"), 0),
              text(find.apply("usual"), 2));
        }
      }
    }
    return table;
  }

  private String memory() {
    MarkdownTable table =
        new MarkdownTable(
            2, "network", "process", "peak MB", "more than ONNX Runtime", "target at most");
    for (String network : Samples.NINS) {
      Optional<Estimate> peer = results.find(key(Part.MEMORY, network, "", Start.PEER.toString()));
      for (Start start : Start.SERVERS) {
        Optional<Estimate> peak = results.find(key(Part.MEMORY, network, "", start.toString()));
        if (peak.isPresent()) {
          boolean ours = start != Start.PEER;
          Optional<Estimate> more = ours ? peer.map(p -> peak.get().minus(p)) : Optional.empty();
          table.row(
              network,
              start.title(),
              peak.get().text(0),
              text(more, 0),
              verdict(Optional.of(MORE_MEMORY), more));
        }
      }
    }
    return table.toString();
  }

  private String size() {
    MarkdownTable table =
        new MarkdownTable(
            1,
            "network",
            "runtime",
            "classes",
            "together",
            "target at most",
            "ONNX Runtime's jar",
            "its natives for one system");
    for (String network : Samples.all()) {
      Function<String, Optional<Estimate>> find =
          what -> results.find(key(Part.SIZE, network, "", what));
      Optional<Estimate> together = find.apply(SizeTasks.TOGETHER);
      if (together.isPresent()) {
        table.row(
            network,
            whole(find.apply(SizeTasks.RUNTIME)),
            whole(find.apply(SizeTasks.CLASSES)),
            whole(together),
            verdict(Optional.of(SIZE), together),
            whole(find.apply(SizeTasks.PEER_JAR)),
            whole(find.apply(SizeTasks.PEER_NATIVES)));
      }
    }
    return table.toString();
  }

  private String compile() {
    MarkdownTable table =
        new MarkdownTable(
            1,
            "network",
            "`ninc compile`, ms",
            "target at most",
            "with `--classes`, ms",
            "in a warm process, ms");
    for (String network : Samples.all()) {
      Function<String, Optional<Estimate>> find =
          what -> results.find(key(Part.COMPILE, network, "", what));
      Optional<Estimate> sources = find.apply(CompileTasks.SOURCES);
      if (sources.isPresent()) {
        table.row(
            network,
            sources.get().text(0),
            verdict(Optional.of(COMPILE), sources),
            text(find.apply(CompileTasks.CLASSES), 0),
            text(find.apply(CompileTasks.WARM), 1));
      }
    }
    return table.toString();
  }

  private MarkdownTable firstDeviceRuns() {
    MarkdownTable table =
        new MarkdownTable(
            2,
            "network",
            "caches",
            "finding the device, ms",
            "building the program, ms",
            "building it and the first run, ms",
            "target at most");
    for (String network : Samples.NINS) {
      for (String cache : FirstDeviceTasks.CACHES) {
        Function<String, Optional<Estimate>> find =
            q -> results.find(key(Part.OPENCL, network, FirstDeviceTasks.SETTING, cache + " " + q));
        Optional<Estimate> first = find.apply("first");
        if (first.isPresent()) {
          boolean asked = cache.equals("warm") && network.equals(Samples.CIFAR10);
          table.row(
              network,
              cache,
              text(find.apply("device"), 0),
              text(find.apply("build"), 0),
              first.get().text(0),
              asked ? FIRST_DEVICE_RUN.text(first.get().value()) : "");
        }
      }
    }
    return table;
  }

  private String growth() {
    MarkdownTable batches = growing("images in a batch");
    for (int batch : SpeedTasks.BATCHES) {
      grown(batches, Integer.toString(batch), Samples.CIFAR10, new Load(batch, 1));
    }
    MarkdownTable sizes = growing("pixels of an image");
    for (int size : SpeedTasks.SIZES) {
      grown(sizes, size + "x" + size, SpeedTasks.sized(size), Load.SINGLE);
    }
    return MarkdownTable.all(batches, sizes);
  }

  private static MarkdownTable growing(String what) {
    return new MarkdownTable(
        0,
        what,
        "ninc, vector, ms an image",
        "ONNX Runtime, ms an image",
        "speed / ONNX Runtime's");
  }

  private void grown(MarkdownTable table, String label, String network, Load load) {
    Figure.Key ours = key(Part.GROWTH, network, load.toString(), EngineKind.VECTOR.toString());
    Figure.Key peers = ours.of(EngineKind.ONNXRUNTIME.toString());
    if (results.find(ours).isPresent()) {
      table.row(
          label,
          text(results.find(ours).map(e -> e.times(1e-3)), 3),
          text(results.find(peers).map(e -> e.times(1e-3)), 3),
          text(results.ratio(peers, ours), 2));
    }
  }

  private static String verdict(Optional<Target> target, Optional<Estimate> found) {
    return target.flatMap(t -> found.map(f -> t.text(f.value()))).orElse("");
  }

  private static String text(Optional<Estimate> estimate, int decimals) {
    return estimate.map(e -> e.text(decimals)).orElse("");
  }

  private static String whole(Optional<Estimate> estimate) {
    return estimate.map(e -> Long.toString(Math.round(e.value()))).orElse("");
  }
}
