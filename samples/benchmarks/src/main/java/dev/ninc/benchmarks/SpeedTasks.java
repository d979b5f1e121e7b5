package dev.ninc.benchmarks;

import dev.ninc.compiler.ir.Op;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The time of an image in microseconds: {@link Part#SPEED}, {@link Part#GROWTH} and {@link
 * Part#OPENCL}.
 */
final class SpeedTasks {

  static final List<Integer> BATCHES = List.of(1, 4, 16, 64, 128);
  static final List<Integer> SIZES = List.of(16, 32, 64, 96, 128);

  /** Starting a process and loading the network, in seconds. */
  private static final double START = 1.5;

  private static final List<EngineKind> GROWING =
      List.of(EngineKind.VECTOR, EngineKind.ONNXRUNTIME);

  private final Bundles bundles;
  private final Effort effort;

  SpeedTasks(Bundles bundles, Effort effort) {
    this.bundles = bundles;
    this.effort = effort;
  }

  /** Every sample that is wanted, in all ways in which it is used. */
  List<Task> speed(Predicate<String> wanted) throws IOException {
    List<Task> tasks = new ArrayList<>();
    for (String network : Samples.all()) {
      if (wanted.test(network)) {
        int forks = Samples.NINS.contains(network) ? effort.forks() : 1;
        for (Load load : Samples.loads(network)) {
          tasks.add(task(Part.SPEED, network, Samples.engines(network), load, forks));
        }
      }
    }
    return tasks;
  }

  /** One network with ever more images in a batch, and with ever larger images. */
  List<Task> growth() throws IOException {
    List<Task> tasks = new ArrayList<>();
    for (int batch : BATCHES) {
      tasks.add(task(Part.GROWTH, Samples.CIFAR10, GROWING, new Load(batch, 1), 1));
    }
    for (int size : SIZES.stream().filter(s -> !sized(s).equals(Samples.CIFAR10)).toList()) {
      tasks.add(task(Part.GROWTH, sized(size), GROWING, Load.SINGLE, 1));
    }
    return tasks;
  }

  /** The network for images of that height and width; its own are of 32x32. */
  static String sized(int size) {
    return size == 32 ? Samples.CIFAR10 : Samples.CIFAR10 + "@" + size;
  }

  /** The networks of the paper on a processor that is an OpenCL device. */
  List<Task> openCl(Predicate<String> wanted) throws IOException {
    List<Task> tasks = new ArrayList<>();
    for (String network : Samples.NINS.stream().filter(wanted).toList()) {
      for (Load load : Samples.loads(network)) {
        tasks.add(task(Part.OPENCL, network, Samples.WITH_DEVICE, load, effort.forks()));
      }
    }
    return tasks;
  }

  private Task task(Part part, String network, List<EngineKind> engines, Load load, int forks)
      throws IOException {
    long convolutions =
        Subject.sample(network).network().graph().nodes().stream()
            .filter(n -> n.op() instanceof Op.Conv)
            .count();
    double seconds = START;
    for (EngineKind engine : engines) {
      seconds += forks * (START + effort.warmUp(engine, convolutions) + effort.iterations() / 2.0);
    }
    return Task.of(
        part,
        network,
        load.toString(),
        effort,
        seconds,
        () -> measure(network, engines, load, forks, convolutions));
  }

  /** The processes of the engines take turns, so that all see the same of the machine's moods. */
  private Map<String, Estimate> measure(
      String network, List<EngineKind> engines, Load load, int forks, long convolutions)
      throws IOException {
    Map<EngineKind, List<Double>> times = new EnumMap<>(EngineKind.class);
    for (int fork = 0; fork < forks; fork++) {
      for (EngineKind engine : engines) {
        times
            .computeIfAbsent(engine, e -> new ArrayList<>())
            .addAll(
                Forks.run(
                    network,
                    bundles.of(network),
                    engine,
                    load,
                    effort.warmUp(engine, convolutions),
                    effort.iterations()));
      }
    }
    Map<String, Estimate> estimates = new LinkedHashMap<>();
    times.forEach((engine, micros) -> estimates.put(engine.toString(), Estimate.of(micros)));
    return estimates;
  }
}
