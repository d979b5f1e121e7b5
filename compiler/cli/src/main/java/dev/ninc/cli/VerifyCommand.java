package dev.ninc.cli;

import dev.ninc.compiler.TargetLanguage;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.plan.Plan;
import dev.ninc.compiler.plan.opencl.OpenClTarget;
import dev.ninc.compiler.verify.BatchVerification;
import dev.ninc.compiler.verify.Finding;
import dev.ninc.compiler.verify.JavaSteps;
import dev.ninc.compiler.verify.PeerReport;
import dev.ninc.compiler.verify.Report;
import dev.ninc.compiler.verify.Stepwise;
import dev.ninc.runtime.Weights;
import dev.ninc.runtime.opencl.Device;
import dev.ninc.runtime.opencl.GeneratedDeviceModel;
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
      "What a network's `preprocess` makes of random pictures must be exact.",
      "With --backend opencl both programs run on one device, that for GPUs and that for CPUs:"
          + " `ninc devices` lists what there is. Images that run together must give what each gives"
          + " alone.",
      "With --onnx the class is held against ONNX Runtime instead, which runs a model with the same"
          + " weights, as `ninc export onnx` writes it or from elsewhere: all outputs, and each"
          + " tensor on the way that both know by name."
    },
    footer = {
      "",
      "Examples:",
      "  ninc verify samples/models/nin-mnist.nin --seed 3",
      "  ninc verify my-net.nin --onnx my-net.onnx \\",
      "      --onnxruntime onnxruntime-1.29.0.jar",
      "  ninc verify samples/models/nin-mnist.nin --backend opencl"
    })
final class VerifyCommand extends Subcommand {

  private static final String OTHER_WEIGHTS = "as those of the model must be";

  @Mixin private NetworkArguments arguments;
  @Mixin private WeightsArguments weightsArguments;
  @Mixin private DeviceArguments deviceArguments;
  @Mixin private OnnxArguments onnx;

  @Option(
      names = "--images",
      defaultValue = "1",
      paramLabel = "N",
      description = "How many images, of normal random numbers (default: ${DEFAULT-VALUE}).")
  private int images;

  @Option(
      names = "--backend",
      defaultValue = "java",
      paramLabel = "KIND",
      description = "What to check: java (default) or opencl.")
  private TargetLanguage backend;

  @Override
  public Integer call() throws Exception {
    if (images < 1) {
      throw usage("--images must be at least 1, not " + images);
    }
    if (deviceArguments.isGiven() && backend != TargetLanguage.OPENCL) {
      throw usage("--device is for --backend opencl alone");
    }
    if (onnx.isIdle()) {
      throw usage("--onnxruntime is for the model of --onnx, which is missing");
    }
    Network network = arguments.check(this, List.of(backend));
    if (onnx.isGiven()) {
      PeerTable table = peer(network, weightsArguments.load(network.graph(), this, OTHER_WEIGHTS));
      return end(table.lines(), table.isRight());
    }
    Weights weights = weightsArguments.load(network.graph(), this);
    VerifyTable table =
        backend == TargetLanguage.JAVA ? java(network, weights) : openCl(network, weights);
    return end(table.lines(), table.isRight());
  }

  private int end(List<String> lines, boolean right) {
    lines.forEach(out()::println);
    return right ? ExitCode.OK : ExitCode.DIVERGES;
  }

  private PeerTable peer(Network network, Weights weights) throws IOException, Mistake {
    boolean java = backend == TargetLanguage.JAVA;
    List<Tier> tiers = java ? tiers() : List.of();
    Optional<Device> chosen = java ? Optional.empty() : Optional.of(deviceArguments.choose(this));
    try (Progress progress = progress()) {
      progress.at("opening the ONNX model");
      OnnxArguments.Opened model = onnx.open(network.graph());
      try (OnnxRuntimePeer peer = model.peer()) {
        Trial trial = trial(network, weights, progress);
        PeerTrial both = new PeerTrial(model, network.graph(), trial, inputs(network), progress);
        Map<String, PeerReport> reports =
            chosen.isPresent() ? both.openCl(chosen.get()) : both.java(tiers);
        reports.put(PeerTable.INTERPRETER, both.interpreter());
        return new PeerTable(peer.toString(), network.graph(), model.tensors(), reports);
      }
    }
  }

  private VerifyTable java(Network network, Weights weights) throws IOException, Mistake {
    List<Tier> tiers = tiers();
    try (Progress progress = progress()) {
      Trial trial = trial(network, weights, progress);
      List<float[]> inputs = inputs(network);
      Map<String, Report> reports = new LinkedHashMap<>();
      for (Tier tier : tiers) {
        Stepwise steps = new JavaSteps(trial.model(tier));
        String title = tier.toString();
        reports.put(title, trial.run(steps, trial.plan(tier), title, inputs, progress));
      }
      Optional<Finding> pictures =
          trial.pictures(trial.model(Tier.SCALAR), weightsArguments.seed());
      return new VerifyTable(List.of(trial.plan(Tier.VECTOR_32)), pictures, reports);
    }
  }

  private VerifyTable openCl(Network network, Weights weights) throws IOException, Mistake {
    Device chosen = deviceArguments.choose(this);
    try (Progress progress = progress()) {
      Trial trial = trial(network, weights, progress);
      List<float[]> inputs = inputs(network);
      Map<String, Report> reports = new LinkedHashMap<>();
      List<Plan> plans = new ArrayList<>();
      Optional<Finding> pictures = Optional.empty();
      for (OpenClTarget target : OpenClTarget.values()) {
        Plan plan = trial.plan(target);
        try (GeneratedDeviceModel model = trial.model(chosen, target)) {
          String title = target.toString();
          Report steps = trial.run(new DeviceSteps(model), plan, title, inputs, progress);
          reports.put(title, steps.and(BatchVerification.of(model, inputs.get(0))));
          pictures = trial.pictures(model, weightsArguments.seed());
        }
        plans.add(plan);
      }
      return new VerifyTable(plans, pictures, reports);
    }
  }

  private Trial trial(Network network, Weights weights, Progress progress) throws Mistake {
    progress.at("compiling the generated classes");
    return Trial.of(network, arguments.options(), weights);
  }

  private List<float[]> inputs(Network network) {
    return inputs(Math.toIntExact(network.graph().input().type().size()));
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
