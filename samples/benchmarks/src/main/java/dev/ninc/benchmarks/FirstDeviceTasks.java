package dev.ninc.benchmarks;

import dev.ninc.runtime.GeneratedModel;
import dev.ninc.runtime.opencl.DeviceModel;
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
import org.jocl.CL;

/**
 * How long a fresh process waits for its first result of an OpenCL device, in milliseconds: a part
 * of {@link Part#OPENCL}.
 */
final class FirstDeviceTasks {

  /** The setting. */
  static final String SETTING = "first";

  /** Quantities, behind the state of the caches: {@code warm build}. */
  static final List<String> QUANTITIES = List.of("device", "build", "first");

  /** The states of the caches, the driver's among them. */
  static final List<String> CACHES = List.of("empty", "warm");

  private static final double SECONDS = 10;

  private final Bundles bundles;
  private final Effort effort;

  FirstDeviceTasks(Bundles bundles, Effort effort) {
    this.bundles = bundles;
    this.effort = effort;
  }

  List<Task> tasks(Predicate<String> wanted) {
    double seconds = SECONDS * effort.compilations() + effort.starts();
    return Samples.NINS.stream()
        .filter(wanted)
        .map(n -> Task.of(Part.OPENCL, n, SETTING, effort, seconds, () -> measure(n)))
        .toList();
  }

  private Map<String, Estimate> measure(String network) throws IOException {
    Map<String, List<Double>> millis = new LinkedHashMap<>();
    Path caches = bundles.of(network).folder().resolve("caches");
    for (int i = 0; i < effort.compilations(); i++) {
      run(network, empty(caches.resolve(Integer.toString(i))), "empty", millis);
    }
    for (int i = 0; i < effort.starts(); i++) {
      run(network, caches.resolve("0"), "warm", millis);
    }
    Map<String, Estimate> estimates = new LinkedHashMap<>();
    millis.forEach((what, numbers) -> estimates.put(what, Estimate.of(numbers)));
    return estimates;
  }

  private void run(String network, Path cache, String state, Map<String, List<Double>> millis)
      throws IOException {
    FreshProcess.Run run = FreshProcess.of(command(network, cache));
    for (String quantity : QUANTITIES) {
      millis
          .computeIfAbsent(state + " " + quantity, q -> new ArrayList<>())
          .add(run.printed().get(quantity));
    }
  }

  /** The environment says where PoCL keeps what it compiles; other drivers do not look at it. */
  private List<String> command(String network, Path cache) throws IOException {
    Bundle bundle = bundles.of(network);
    List<String> command =
        new ArrayList<>(
            List.of(
                "env",
                "POCL_CACHE_DIR=" + cache.resolve("pocl"),
                Machine.executable(),
                "-Dninc.opencl.cache=" + cache.resolve("ninc")));
    command.addAll(Machine.nativeAccess());
    Class<?>[] needed = {GeneratedModel.class, DeviceModel.class, CL.class, FirstDeviceRun.class};
    String jars =
        Arrays.stream(needed)
            .map(c -> File.pathSeparator + Jars.of(c))
            .collect(Collectors.joining());
    command.addAll(List.of("-cp", bundle.deviceJar() + jars, FirstDeviceRun.class.getName()));
    command.addAll(List.of(bundle.folder().toString(), Subject.sample(network).deviceClassName()));
    return command;
  }

  /** A folder with the two caches, in which there is nothing. */
  private static Path empty(Path folder) throws IOException {
    Folders.delete(folder);
    Files.createDirectories(folder.resolve("pocl"));
    Files.createDirectories(folder.resolve("ninc"));
    return folder;
  }
}
