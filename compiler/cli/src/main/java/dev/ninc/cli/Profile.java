package dev.ninc.cli;

import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.plan.Plan;
import dev.ninc.compiler.plan.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where the time of a network goes on this machine. All times are for one image.
 *
 * @param network as the user wrote it
 * @param backend what ran it
 * @param layers in the order in which they run
 * @param times what was measured
 * @param peak what the threads that a run has can do
 * @param touched bytes that were read for the measurement of memory
 */
record Profile(
    Network network,
    String backend,
    Setting setting,
    List<LayerTime> layers,
    Stopwatch.Times times,
    Limits peak,
    long touched) {

  /**
   * How it ran.
   *
   * @param threads of a run
   * @param batch images of a run
   */
  record Setting(int threads, int batch) {

    /** Where there is an image for each thread, a step has one thread, else it has all. */
    int threadsOfStep() {
      return batch >= threads ? 1 : threads;
    }
  }

  Profile {
    layers = List.copyOf(layers);
  }

  /**
   * Steps by layers, in the order of each layer's first step.
   *
   * @param limits what the threads of a step can do
   */
  static List<LayerTime> layers(Plan plan, List<Double> seconds, Limits limits) {
    List<StepWork> work = StepWork.of(plan);
    Set<String> ids = plan.run().stream().map(Step::id).collect(Collectors.toSet());
    Map<String, List<LayerTime.Part>> parts = new LinkedHashMap<>();
    for (int i = 0; i < work.size(); i++) {
      LayerTime.Part part = new LayerTime.Part(work.get(i), seconds.get(i));
      parts.computeIfAbsent(work.get(i).layer(ids), name -> new ArrayList<>()).add(part);
    }
    return parts.entrySet().stream()
        .map(e -> layer(e.getKey(), e.getValue(), limits))
        .collect(Collectors.toList());
  }

  private static LayerTime layer(String name, List<LayerTime.Part> parts, Limits limits) {
    Step own =
        parts.stream()
            .map(p -> p.work().step())
            .filter(s -> s.id().equals(name))
            .findFirst()
            .orElseThrow();
    int line = new Lines(own.origin()).inNetwork();
    return new LayerTime(name, line, own.kernel().summary(), parts, limits);
  }

  /** The sum of all steps, in seconds. */
  double sum() {
    return times.steps().stream().mapToDouble(d -> d).sum();
  }

  double share(double seconds) {
    return seconds / sum();
  }

  long macs() {
    return layers.stream().mapToLong(LayerTime::macs).sum();
  }

  /** Operations in a second of whole runs. */
  double flops() {
    return 2.0 * macs() / times.run();
  }

  double peakShare() {
    return flops() / peak.flops();
  }

  /** Whether some layer is faster than multiplying each term would be. */
  boolean savesMultiplications() {
    return layers.stream().anyMatch(l -> l.peakShare() > 1);
  }

  static String java() {
    return "Java " + Runtime.version().feature();
  }

  /** {@code 2 threads, 64 images a run}. */
  String circumstances() {
    return Amounts.count(setting.threads(), "thread", "threads")
        + ", "
        + Amounts.count(setting.batch(), "image", "images")
        + " a run";
  }
}
