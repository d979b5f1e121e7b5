package dev.ninc.cli;

import dev.ninc.compiler.Ninc;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.plan.Plan;
import dev.ninc.runtime.GeneratedModel;
import dev.ninc.runtime.VectorWidth;
import dev.ninc.runtime.Weights;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.math3.random.MersenneTwister;
import org.apache.commons.math3.random.RandomGenerator;
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
      "Let nothing else run meanwhile."
    },
    footer = {
      "",
      "Examples:",
      "  ninc profile samples/models/nin-cifar10.nin -o target/profile.svg",
      "  ninc profile samples/models/nin-cifar10.nin --backend scalar --json"
    })
final class ProfileCommand extends Subcommand {

  /** The kernels that can be timed. */
  enum Kind {
    AUTO,
    VECTOR,
    SCALAR;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final String VECTOR_MODULE = "jdk.incubator.vector";
  private static final String ENDING = ".svg";
  private static final double LONGEST = 600;
  private static final int MOST_THREADS = 1024;
  private static final int MOST_IMAGES = 4096;

  @Mixin private NetworkArguments arguments;
  @Mixin private WeightsArguments weightsArguments;

  @Option(
      names = {"-b", "--backend"},
      defaultValue = "auto",
      paramLabel = "KIND",
      description = "What runs it: auto (vector kernels where they can run), vector or scalar.")
  private Kind backend;

  @Option(
      names = {"-t", "--threads"},
      defaultValue = "1",
      paramLabel = "N",
      description = "How many threads a run has (default: ${DEFAULT-VALUE}).")
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
              + " steady after 30 times as long is measured as it is.")
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
    Network network = arguments.check(this);
    Weights weights =
        weightsArguments.load(network.graph(), this, "which makes no difference to times");
    Profile profile;
    try (Progress progress = progress()) {
      profile = profile(network, weights, progress);
    }
    print(profile);
    return ExitCode.OK;
  }

  private void checkNumbers() {
    within("--threads", threads, MOST_THREADS);
    within("--batch", batch, MOST_IMAGES);
    if (!(seconds > 0 && seconds <= LONGEST)) {
      throw usage("--seconds must be more than 0 and at most 600, not " + seconds);
    }
  }

  private void within(String option, int number, int most) {
    if (number < 1 || number > most) {
      throw usage(option + " must be from 1 to " + most + ", not " + number);
    }
  }

  private Profile profile(Network network, Weights weights, Progress progress)
      throws IOException, Mistake {
    requireVectors();
    progress.at("generating and compiling the classes");
    Network optimized = Ninc.optimize(network, arguments.options());
    GeneratedClasses classes = GeneratedClasses.of(network, arguments.options());
    Probe probe =
        Probe.of(touched(Ninc.plan(optimized, Tier.SCALAR.target(), arguments.options())));
    Tier tier = tier(probe.lanes());
    Plan plan = Ninc.plan(optimized, tier.target(), arguments.options());
    GeneratedModel model = classes.load(tier.backend(), Map.of(), weights);
    Profile.Setting setting = new Profile.Setting(threads, batch);
    progress.at("measuring what the machine can do");
    double time = Math.min(2, seconds);
    Limits peak = probe.measure(threads, time);
    Stopwatch.Times times =
        new Stopwatch(model, model.newWorkspace(), model.newWorkspace(), images(model))
            .measure(seconds, progress);
    progress.at("measuring what the machine can do");
    peak = peak.max(probe.measure(threads, time));
    Limits ofStep =
        setting.threadsOfStep() == threads ? peak : probe.measure(setting.threadsOfStep(), time);
    return new Profile(
        network,
        model.backend().toString(),
        setting,
        Profile.layers(plan, times.steps(), ofStep),
        times,
        peak,
        probe.bytes());
  }

  /** Without the Vector API the machine's peak can't be reached, and so not be measured. */
  private static void requireVectors() throws Mistake {
    if (ModuleLayer.boot().findModule(VECTOR_MODULE).isEmpty()) {
      throw new Mistake(
          "What this machine can do is measured by Java's Vector API, which is not there.",
          "start Java with --add-modules " + VECTOR_MODULE + "; `compiler/cli/ninc` does.");
    }
  }

  private Tier tier(int lanes) {
    if (backend == Kind.SCALAR) {
      return Tier.SCALAR;
    }
    return VectorWidth.registers(lanes) == 32 ? Tier.VECTOR_32 : Tier.VECTOR_16;
  }

  /** Bytes of weights and activations. */
  private static long touched(Plan plan) {
    long weights = plan.load().stream().mapToLong(l -> size(plan, l)).sum();
    return Float.BYTES * (plan.arenaSize() + weights);
  }

  private static long size(Plan plan, dev.ninc.compiler.plan.Load load) {
    return plan.graph().node(load.value()).type().size();
  }

  private float[] images(GeneratedModel model) {
    RandomGenerator random = new MersenneTwister(weightsArguments.seed());
    float[] images = new float[Math.multiplyExact(batch, model.input().size())];
    for (int i = 0; i < images.length; i++) {
      images[i] = (float) random.nextGaussian();
    }
    return images;
  }

  private void print(Profile profile) throws IOException {
    if (!profile.times().steady()) {
      note("times were not steady: something else runs here, or Java is still compiling.");
    }
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
