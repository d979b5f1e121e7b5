package dev.ninc.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What a process that answers requests takes: {@link Part#FIRST_RESULT} in milliseconds, {@link
 * Part#MEMORY} in megabytes.
 */
final class ProcessTasks {

  /** Settings: processes that end with their first result, and ones that go on. */
  static final String FIRST = "first";

  static final String LATER = "later";

  /** Quantities of the latter, after the name of the start: {@code tiered worst}. */
  static final List<String> QUANTITIES = List.of("worst", "settled", "usual");

  private static final int SECONDS = 3;
  private static final double MEGABYTE = 1024;

  private final Bundles bundles;
  private final Effort effort;
  private final Path natives;

  /**
   * @param natives the folder of the peer's unpacked libraries
   */
  ProcessTasks(Bundles bundles, Effort effort, Path natives) {
    this.bundles = bundles;
    this.effort = effort;
    this.natives = natives;
  }

  List<Task> firstResult(Predicate<String> wanted) {
    List<Task> tasks = new ArrayList<>();
    for (String network : nins(wanted)) {
      double seconds = 0.4 * Start.values().length * (effort.starts() + 1);
      tasks.add(Task.of(Part.FIRST_RESULT, network, FIRST, effort, seconds, () -> first(network)));
      tasks.add(
          Task.of(
              Part.FIRST_RESULT,
              network,
              LATER,
              effort,
              serving(Start.values().length),
              () -> later(network)));
    }
    return tasks;
  }

  List<Task> memory(Predicate<String> wanted) {
    return nins(wanted).stream()
        .map(
            n ->
                Task.of(Part.MEMORY, n, "", effort, serving(Start.SERVERS.size()), () -> memory(n)))
        .toList();
  }

  private static List<String> nins(Predicate<String> wanted) {
    return Samples.NINS.stream().filter(wanted).toList();
  }

  private double serving(int starts) {
    return (SECONDS + 0.4) * starts * effort.servings();
  }

  /** One more process goes first, for the system to have read all files. */
  private Map<String, Estimate> first(String network) throws IOException {
    for (Start start : Start.values()) {
      run(network, start, 0);
    }
    Map<String, List<Double>> millis = new LinkedHashMap<>();
    for (int i = 0; i < effort.starts(); i++) {
      for (Start start : Start.values()) {
        add(millis, start.toString(), run(network, start, 0).firstMillis());
      }
    }
    return estimates(millis);
  }

  private Map<String, Estimate> later(String network) throws IOException {
    Map<String, List<Double>> millis = new LinkedHashMap<>();
    for (int i = 0; i < effort.servings(); i++) {
      for (Start start : Start.values()) {
        FreshProcess.Run run = run(network, start, SECONDS);
        for (String quantity : QUANTITIES) {
          add(millis, start + " " + quantity, run.printed().get(quantity));
        }
      }
    }
    return estimates(millis);
  }

  private Map<String, Estimate> memory(String network) throws IOException {
    Map<String, List<Double>> megabytes = new LinkedHashMap<>();
    for (int i = 0; i < effort.servings(); i++) {
      for (Start start : Start.SERVERS) {
        double kilobytes = run(network, start, SECONDS).printed().get("memory");
        if (kilobytes >= 0) {
          add(megabytes, start.toString(), kilobytes / MEGABYTE);
        }
      }
    }
    return estimates(megabytes);
  }

  private FreshProcess.Run run(String network, Start start, int seconds) throws IOException {
    return FreshProcess.of(start.command(bundles.of(network), natives, seconds));
  }

  private static void add(Map<String, List<Double>> all, String what, double number) {
    all.computeIfAbsent(what, w -> new ArrayList<>()).add(number);
  }

  private static Map<String, Estimate> estimates(Map<String, List<Double>> all) {
    Map<String, Estimate> estimates = new LinkedHashMap<>();
    all.forEach((what, numbers) -> estimates.put(what, Estimate.of(numbers)));
    return estimates;
  }
}
