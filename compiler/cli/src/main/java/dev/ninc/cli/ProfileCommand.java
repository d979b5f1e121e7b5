package dev.ninc.cli;

import dev.ninc.compiler.TargetLanguage;
import dev.ninc.compiler.ir.Network;
import dev.ninc.runtime.Parallelism;
import dev.ninc.runtime.Weights;
import dev.ninc.runtime.opencl.Device;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ninc profile}. */
@Command(
    name = "profile",
    description = {
      "Show where a network's time goes on this machine.",
      "Its class is generated, compiled and loaded in memory, and runs until times are steady. For"
          + " each layer: its time, its speed, and the share of what this machine can do at most,"
          + " which is measured as well. -o draws it.",
      "With --backend opencl it runs on an OpenCL device, of which only times and speeds are shown.",
      "Let nothing else run meanwhile."
    },
    footer = {
      "",
      "Examples:",
      "  ninc profile samples/models/nin-cifar10.nin -o nin-cifar10-profile.svg",
      "  ninc profile samples/models/nin-cifar10.nin --backend scalar --json",
      "  ninc profile samples/models/nin-cifar10.nin --backend opencl --batch 64"
    })
final class ProfileCommand extends Subcommand {

  /** The kernels that can be timed. */
  enum Kind {
    VECTOR,
    SCALAR,
    OPENCL;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final String ENDING = ".svg";
  private static final int MOST_IMAGES = 4096;

  @Mixin private NetworkArguments arguments;
  @Mixin private WeightsArguments weightsArguments;
  @Mixin private DeviceArguments deviceArguments;

  @Option(
      names = {"-b", "--backend"},
      defaultValue = "vector",
      paramLabel = "KIND",
      description = "What runs it: vector (default), scalar, or opencl.")
  private Kind backend;

  @Option(
      names = "--threads",
      defaultValue = "1",
      paramLabel = "N",
      description =
          "How many threads share the work (default: ${DEFAULT-VALUE}): that of an image, or the"
              + " images where there is one for each.")
  private int threads;

  @Option(
      names = "--batch",
      defaultValue = "1",
      paramLabel = "N",
      description = "How many images a run has (default: ${DEFAULT-VALUE}).")
  private int batch;

  @Option(
      names = "--seconds",
      defaultValue = "2",
      paramLabel = "S",
      description =
          "How long to measure, once times are steady (default: ${DEFAULT-VALUE}). What is not"
              + " steady after 30 times as long is measured as it is, and said to be.")
  private double seconds;

  @Option(names = "--json", description = "Write JSON instead of a table.")
  private boolean json;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "PICTURE.svg",
      description = "Also draw it: a bar for each layer.")
  private Path output;

  @Override
  public Integer call() throws Exception {
    checkNumbers();
    if (output != null) {
      List<Path> inputs = new ArrayList<>(weightsArguments.files());
      inputs.addAll(arguments.files());
      UserFiles.output(output, inputs, ENDING);
    }
    boolean onDevice = backend == Kind.OPENCL;
    Network network =
        arguments.check(this, List.of(onDevice ? TargetLanguage.OPENCL : TargetLanguage.JAVA));
    Weights weights =
        weightsArguments.load(network.graph(), this, "which makes no difference to times");
    if (onDevice) {
      profileDevice(network, weights);
    } else {
      profile(network, weights);
    }
    return ExitCode.OK;
  }

  private void profileDevice(Network network, Weights weights) throws IOException, Mistake {
    Device chosen = deviceArguments.choose(this);
    DeviceTimes times;
    try (Progress progress = progress()) {
      times =
          DeviceTimes.of(
              network,
              arguments.options(),
              weights,
              chosen,
              batch,
              weightsArguments.seed(),
              seconds,
              progress);
    }
    DeviceTimesTable table = new DeviceTimesTable(times);
    if (json) {
      Json.print(out(), table::write);
    } else {
      table.lines().forEach(out()::println);
    }
  }

  private void profile(Network network, Weights weights) throws IOException, Mistake {
    Profile profile;
    try (Progress progress = progress()) {
      Profiler profiler =
          new Profiler(
              network,
              arguments.options(),
              weights,
              new Profile.Setting(threads, batch),
              weightsArguments.seed(),
              seconds,
              progress);
      profile = profiler.profile(backend == Kind.VECTOR);
    }
    print(profile);
  }

  private void checkNumbers() {
    within("--threads", threads, Parallelism.MOST_THREADS);
    within("--batch", batch, MOST_IMAGES);
    checkSeconds(seconds);
    if (backend != Kind.OPENCL && deviceArguments.isGiven()) {
      throw usage("--device is for --backend opencl alone");
    }
    if (backend == Kind.OPENCL && (output != null || threads > 1)) {
      throw usage("-o and --threads are not for --backend opencl");
    }
  }

  private void print(Profile profile) throws IOException {
    noteUnlessSteady(profile.times().steady());
    if (output != null) {
      String svg = new ProfileChart(profile).svg();
      UserFiles.write(output, svg.getBytes(StandardCharsets.UTF_8));
    }
    if (json) {
      Json.print(out(), new ProfileJson(profile)::write);
      return;
    }
    new ProfileTable(profile).lines().forEach(out()::println);
    if (output != null) {
      out().println(output);
    }
  }
}
