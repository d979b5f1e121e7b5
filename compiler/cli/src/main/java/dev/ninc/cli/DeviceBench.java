package dev.ninc.cli;

import dev.ninc.compiler.Ninc;
import dev.ninc.compiler.Options;
import dev.ninc.compiler.TuningTarget;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.plan.Chains;
import dev.ninc.compiler.plan.Plan;
import dev.ninc.compiler.plan.opencl.OpenClTarget;
import dev.ninc.compiler.verify.BatchVerification;
import dev.ninc.compiler.verify.Finding;
import dev.ninc.runtime.Weights;
import dev.ninc.runtime.opencl.Device;
import dev.ninc.runtime.opencl.DeviceException;
import dev.ninc.runtime.opencl.DeviceWorkspace;
import dev.ninc.runtime.opencl.GeneratedDeviceModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Variants of a network on an OpenCL device. All of them stay there until the end, so that they can
 * be timed in turn.
 */
final class DeviceBench implements TuningBench, AutoCloseable {

  /** Seconds that a sample takes at least, where launches are short; it is a few rounds. */
  private static final double SAMPLE = 2e-3;

  private static final int MOST_ROUNDS = 50;

  private final Network network;
  private final Options options;
  private final Weights weights;
  private final Device device;
  private final OpenClTarget target;
  private final float[] image;
  private final float[] batch;
  private final List<Plan> plans = new ArrayList<>();
  private final List<GeneratedDeviceModel> open = new ArrayList<>();

  /**
   * @param options whose target is OpenCL alone
   * @param images that run together
   * @param seed of the images
   */
  DeviceBench(
      Network network,
      Options options,
      Weights weights,
      Device device,
      OpenClTarget target,
      int images,
      long seed) {
    this.network = network;
    this.options = options;
    this.weights = weights;
    this.device = device;
    this.target = target;
    int size = Math.toIntExact(network.graph().input().type().size());
    this.image = NormalNumbers.of(size, seed);
    this.batch = NormalNumbers.of(Math.multiplyExact(images, size), seed);
  }

  /** Says which variants there will be: what is one step in some of them belongs together. */
  void expect(List<Map<String, String>> variants) {
    Network optimized = Ninc.optimize(network, options);
    variants.forEach(algorithms -> plans.add(Ninc.plan(optimized, target, separate(algorithms))));
  }

  private Options with(Map<String, String> algorithms) {
    return options.tuning(TuningTarget.of(target), algorithms);
  }

  private Options separate(Map<String, String> algorithms) {
    return with(algorithms).chains(Chains.SEPARATE);
  }

  @Override
  public Variant variant(Map<String, String> algorithms) throws IOException, Mistake {
    return built(separate(algorithms));
  }

  @Override
  public Variant whole(Map<String, String> algorithms) throws IOException, Mistake {
    return built(with(algorithms));
  }

  private Variant built(Options all) throws IOException, Mistake {
    Trial trial = Trial.of(network, all, weights);
    Plan plan = trial.plan(target);
    GeneratedDeviceModel model = trial.model(device, target);
    open.add(model);
    if (!BatchVerification.of(model, image).isAllowed()) {
      throw new DeviceException("images that run together give other results than alone");
    }
    Set<String> wrong =
        trial
            .run(new DeviceSteps(model), plan, "", List.of(image), Progress.none())
            .findings()
            .stream()
            .filter(f -> !f.isAllowed())
            .map(Finding::step)
            .collect(Collectors.toSet());
    return new OnDevice(plan, model, wrong);
  }

  /** A variant on the device. */
  private final class OnDevice implements Variant {
    private final Plan plan;
    private final GeneratedDeviceModel model;
    private final Set<String> wrong;
    private final DeviceWorkspace workspace;
    private final float[][] outs;
    private final int images;

    OnDevice(Plan plan, GeneratedDeviceModel model, Set<String> wrong) {
      this.plan = plan;
      this.model = model;
      this.wrong = wrong;
      this.workspace = model.newWorkspace();
      this.images = batch.length / image.length;
      this.outs =
          model.outputs().stream()
              .map(o -> new float[Math.multiplyExact(images, o.shape().size())])
              .toArray(float[][]::new);
      model.run(workspace, batch, outs); // some drivers compile at the first launch
    }

    @Override
    public boolean isRight(String layer) {
      return steps(layer).stream().noneMatch(s -> wrong.contains(plan.run().get(s).id()));
    }

    @Override
    public double layer(String name) {
      return steps(name).stream().mapToDouble(this::step).sum() / images;
    }

    private List<Integer> steps(String layer) {
      return StepGroup.of(layer, plans).steps(plan);
    }

    /** Seconds of a step for all images. */
    private double step(int step) {
      double one = model.seconds(workspace, step, step + 1, images, 1);
      int rounds = (int) Math.min(MOST_ROUNDS, SAMPLE / one);
      return rounds < 2 ? one : model.seconds(workspace, step, step + 1, images, rounds) / rounds;
    }

    @Override
    public double run() {
      long start = System.nanoTime();
      model.run(workspace, batch, outs);
      return (System.nanoTime() - start) / 1e9 / images;
    }
  }

  @Override
  public void close() {
    open.forEach(GeneratedDeviceModel::close);
  }
}
