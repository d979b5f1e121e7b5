package dev.ninc.cli;

import dev.ninc.compiler.TargetLanguage;
import dev.ninc.compiler.Tuning;
import dev.ninc.compiler.TuningTarget;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Network;
import dev.ninc.runtime.Weights;
import dev.ninc.runtime.opencl.Device;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ninc tune}. */
@Command(
    name = "tune",
    description = {
      "Measure which algorithms are fastest on this machine.",
      "Where a convolution can multiply in more ways than one, ninc chooses by estimates that are the"
          + " same everywhere. This measures all of them instead, on the vector kernels, one image"
          + " and one thread, and -o writes what was fastest, for --tuning of the other commands.",
      "With --target opencl the algorithms and tiles of convolutions are measured on a device, for"
          + " the program that suits it. Each is checked against the interpreter first; what is wrong"
          + " on this device, or can't be built for it, is left out and named.",
      "Let nothing else run meanwhile."
    },
    footer = {
      "",
      "Examples:",
      "  ninc tune my-net.nin -o my-net.tuning",
      "  ninc compile my-net.nin --tuning my-net.tuning -d generated",
      "  ninc tune my-net.nin --target opencl --batch 256 -o my-gpu.tuning"
    })
final class TuneCommand extends Subcommand {

  private static final String ENDING = ".tuning";
  private static final int MOST_IMAGES = 4096;

  @Mixin private NetworkArguments arguments;
  @Mixin private WeightsArguments weightsArguments;
  @Mixin private DeviceArguments deviceArguments;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE.tuning",
      description = "Write what was fastest.")
  private Path output;

  @Option(
      names = "--target",
      defaultValue = "java",
      paramLabel = "KIND",
      description = "What is tuned: java (default) or opencl.")
  private TargetLanguage target;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description =
          "How many images run together on an OpenCL device (default: 64, or as many as it has room"
              + " for).")
  private Integer batch;

  @Option(
      names = "--seconds",
      defaultValue = "1",
      paramLabel = "S",
      description =
          "How long to measure each variant of the network, once times are steady (default:"
              + " ${DEFAULT-VALUE}). On a device this is the mean: most of it goes to variants that"
              + " are hard to tell apart.")
  private double seconds;

  @Override
  public Integer call() throws Exception {
    checkSeconds(seconds);
    checkDevice();
    if (arguments.decidesAlgorithms()) {
      throw usage("`ninc tune` compares algorithms: --tuning and --accuracy strict fix them");
    }
    if (output != null) {
      List<Path> inputs = new ArrayList<>(weightsArguments.files());
      inputs.addAll(arguments.files());
      UserFiles.output(output, inputs, ENDING);
    }
    Network network = arguments.check(this, List.of(target));
    Weights weights =
        weightsArguments.load(network.graph(), this, "which makes no difference to times");
    if (target == TargetLanguage.OPENCL) {
      tuneDevice(network, weights);
    } else {
      tune(network, weights);
    }
    return ExitCode.OK;
  }

  private void checkDevice() {
    if (target == TargetLanguage.OPENCL) {
      within("--batch", batch == null ? 1 : batch, MOST_IMAGES);
    } else if (deviceArguments.isGiven() || batch != null) {
      throw usage("--device and --batch are for --target opencl alone");
    }
  }

  private void tune(Network network, Weights weights) throws IOException, Mistake {
    Tuner tuner = new Tuner(network, arguments.options(), weights, weightsArguments.seed());
    TuningMeasurement measurement;
    try (Progress progress = progress()) {
      measurement = tuner.measure(seconds, progress);
    }
    noteUnlessSteady(measurement.steady());
    print(measurement, tuner.graph(), TuningTarget.JAVA, "");
  }

  private void tuneDevice(Network network, Weights weights) throws IOException, Mistake {
    Device chosen = deviceArguments.choose(this);
    DeviceTuning tuning =
        new DeviceTuning(
            network,
            arguments.options(),
            weights,
            chosen,
            batch == null ? DeviceTuning.USUAL_IMAGES : batch,
            weightsArguments.seed());
    DeviceTuning.Outcome outcome;
    try (Progress progress = progress()) {
      outcome = tuning.measure(seconds, progress);
    }
    outcome.notes().forEach(this::note);
    String where = "on " + chosen + ", " + outcome.images() + " images together at most";
    print(outcome.measurement(), tuning.graph(), tuning.tuned(), where);
  }

  /**
   * @param where it was measured; empty where there is nothing to say
   */
  private void print(TuningMeasurement measurement, Graph graph, TuningTarget tuned, String where)
      throws IOException, Mistake {
    TuningTable table = new TuningTable(measurement);
    table.lines().forEach(out()::println);
    if (output != null) {
      Tuning tuning = Tuning.of(graph, tuned, table.tuning());
      UserFiles.write(output, tuning.text(where).getBytes(StandardCharsets.UTF_8));
      out().println(output);
    }
  }
}
