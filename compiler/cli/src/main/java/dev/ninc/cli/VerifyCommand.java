package dev.ninc.cli;

import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.verify.Finding;
import dev.ninc.compiler.verify.Report;
import dev.ninc.runtime.Weights;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.math3.random.MersenneTwister;
import org.apache.commons.math3.random.RandomGenerator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ninc verify}. */
@Command(
    name = "verify",
    description = {
      "Check a network's generated class, step by step.",
      "Each step runs on random images and is held against the double-precision interpreter, which"
          + " is given what the step was given.",
      "The table shows the largest error of a step in units of what float arithmetic may cost"
          + " there: up to 1 is right. Exit code 3 if any step is beyond that.",
      "What a network's `preprocess` makes of random pictures must be exact."
    },
    footer = {"", "Example:", "  ninc verify samples/models/nin-mnist.nin --seed 3"})
final class VerifyCommand extends Subcommand {

  @Mixin private NetworkArguments arguments;
  @Mixin private WeightsArguments weightsArguments;

  @Option(
      names = "--images",
      defaultValue = "1",
      paramLabel = "N",
      description = "How many images, of normal random numbers (default: ${DEFAULT-VALUE}).")
  private int images;

  @Override
  public Integer call() throws Exception {
    if (images < 1) {
      throw usage("--images must be at least 1, not " + images);
    }
    Network network = arguments.check(this);
    Weights weights = weightsArguments.load(network.graph(), this);
    List<Tier> tiers = tiers();
    VerifyTable table;
    try (Progress progress = progress()) {
      table = table(network, weights, tiers, progress);
    }
    table.lines().forEach(out()::println);
    return table.isRight() ? ExitCode.OK : ExitCode.DIVERGES;
  }

  private VerifyTable table(Network network, Weights weights, List<Tier> tiers, Progress progress)
      throws IOException, Mistake {
    progress.at("compiling the generated classes");
    Trial trial = Trial.of(network, arguments.options(), weights);
    List<float[]> inputs = inputs(Math.toIntExact(network.graph().input().type().size()));
    Map<Tier, Report> reports = new LinkedHashMap<>();
    for (Tier tier : tiers) {
      reports.put(tier, trial.run(tier, inputs, progress));
    }
    Optional<Finding> pictures = trial.pictures(Tier.SCALAR, weightsArguments.seed());
    return new VerifyTable(trial.plan(Tier.VECTOR_32), pictures, reports);
  }

  private List<float[]> inputs(int size) {
    RandomGenerator random = new MersenneTwister(weightsArguments.seed());
    List<float[]> inputs = new ArrayList<>();
    for (int image = 0; image < images; image++) {
      float[] input = new float[size];
      for (int i = 0; i < size; i++) {
        input[i] = (float) random.nextGaussian();
      }
      inputs.add(input);
    }
    return inputs;
  }

  /** What this Java can run; what it can't is said. */
  private List<Tier> tiers() {
    if (ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()) {
      return List.of(Tier.values());
    }
    note(
        "the vector kernels are not verified: start Java with --add-modules jdk.incubator.vector.");
    return List.of(Tier.SCALAR);
  }
}
