package dev.ninc.cli;

import dev.ninc.compiler.Tuning;
import dev.ninc.compiler.ir.Network;
import dev.ninc.runtime.Weights;
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
      "Let nothing else run meanwhile."
    },
    footer = {
      "",
      "Examples:",
      "  ninc tune my-net.nin -o my-net.tuning",
      "  ninc compile my-net.nin --tuning my-net.tuning -d generated"
    })
final class TuneCommand extends Subcommand {

  private static final String ENDING = ".tuning";

  @Mixin private NetworkArguments arguments;
  @Mixin private WeightsArguments weightsArguments;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE.tuning",
      description = "Write what was fastest.")
  private Path output;

  @Option(
      names = "--seconds",
      defaultValue = "1",
      paramLabel = "S",
      description =
          "How long to measure each variant of the network, once times are steady (default:"
              + " ${DEFAULT-VALUE}).")
  private double seconds;

  @Override
  public Integer call() throws Exception {
    checkSeconds(seconds);
    if (arguments.decidesAlgorithms()) {
      throw usage("`ninc tune` compares algorithms: --tuning and --accuracy strict fix them");
    }
    if (output != null) {
      List<Path> inputs = new ArrayList<>(weightsArguments.files());
      inputs.addAll(arguments.files());
      UserFiles.output(output, inputs, ENDING);
    }
    Network network = arguments.check(this);
    Weights weights =
        weightsArguments.load(network.graph(), this, "which makes no difference to times");
    Tuner tuner = new Tuner(network, arguments.options(), weights, weightsArguments.seed());
    Tuner.Measurement measurement;
    try (Progress progress = progress()) {
      measurement = tuner.measure(seconds, progress);
    }
    print(measurement, tuner);
    return ExitCode.OK;
  }

  private void print(Tuner.Measurement measurement, Tuner tuner) throws Exception {
    noteUnlessSteady(measurement.steady());
    TuningTable table = new TuningTable(measurement);
    table.lines().forEach(out()::println);
    if (output != null) {
      Tuning tuning = Tuning.of(tuner.graph(), table.tuning());
      UserFiles.write(output, tuning.text().getBytes(StandardCharsets.UTF_8));
      out().println(output);
    }
  }
}
