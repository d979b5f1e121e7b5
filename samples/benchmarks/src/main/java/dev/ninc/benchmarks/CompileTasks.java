package dev.ninc.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How long {@code ninc compile} takes, in milliseconds: {@link Part#COMPILE}. */
final class CompileTasks {

  /** A process that writes Java. */
  static final String SOURCES = "sources";

  /** A process that writes Java and class files. */
  static final String CLASSES = "classes";

  /** From the text of a network to the text of its classes, in a process that has done it often. */
  static final String WARM = "warm";

  private static final int WARM_UP = 10;
  private static final int WARM_RUNS = 20;

  private final Bundles bundles;
  private final Effort effort;

  CompileTasks(Bundles bundles, Effort effort) {
    this.bundles = bundles;
    this.effort = effort;
  }

  List<Task> tasks(Predicate<String> wanted) {
    double seconds = 2 * effort.compilations() + 3;
    return Samples.all().stream()
        .filter(wanted)
        .map(n -> Task.of(Part.COMPILE, n, "", effort, seconds, () -> measure(n)))
        .toList();
  }

  private Map<String, Estimate> measure(String network) throws IOException {
    Path source = bundles.models().resolve(network + ".nin");
    List<String> sources = command(source);
    List<String> classes = new ArrayList<>(sources);
    classes.add("--classes");
    FreshProcess.of(classes);
    List<Double> forSources = new ArrayList<>();
    List<Double> forClasses = new ArrayList<>();
    for (int i = 0; i < effort.compilations(); i++) {
      forSources.add(FreshProcess.of(sources).millis());
      forClasses.add(FreshProcess.of(classes).millis());
    }
    Map<String, Estimate> estimates = new LinkedHashMap<>();
    estimates.put(SOURCES, Estimate.of(forSources));
    estimates.put(CLASSES, Estimate.of(forClasses));
    estimates.put(WARM, warm(network));
    return estimates;
  }

  /** As the launcher {@code compiler/cli/ninc} starts it. */
  private List<String> command(Path source) throws IOException {
    return new ArrayList<>(
        List.of(
            Machine.executable(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            classPath(),
            "dev.ninc.cli.Main",
            "compile",
            source.toString(),
            "-d",
            bundles.output().toString(),
            "--package",
            "model"));
  }

  /** All jars that stand beside the command line's, but not the peers'. */
  private static String classPath() throws IOException {
    Path cli =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .map(Path::toAbsolutePath)
            .filter(Files::exists)
            .findFirst()
            .orElseThrow();
    try (Stream<Path> jars = Files.list(cli.resolveSibling("lib"))) {
      return jars.filter(j -> !j.getFileName().toString().matches("(onnx|tensorflow|jmh).*"))
          .sorted()
          .map(Path::toString)
          .collect(Collectors.joining(File.pathSeparator));
    }
  }

  private static Estimate warm(String network) throws IOException {
    List<Double> millis = new ArrayList<>();
    for (int i = 0; i < WARM_UP + WARM_RUNS; i++) {
      long start = System.nanoTime();
      Subject.sample(network).sources();
      if (i >= WARM_UP) {
        millis.add((System.nanoTime() - start) / 1e6);
      }
    }
    return Estimate.of(millis);
  }
}
