package dev.ninc.cli;

import dev.ninc.compiler.Ninc;
import dev.ninc.compiler.Options;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.plan.Plan;
import dev.ninc.compiler.plan.opencl.OpenClTarget;
import dev.ninc.runtime.Weights;
import dev.ninc.runtime.opencl.Device;
import dev.ninc.runtime.opencl.DeviceKind;
import dev.ninc.runtime.opencl.GeneratedDeviceModel;
import java.io.IOException;
import java.util.List;

/**
 * Where the time of a network goes on an OpenCL device. All times are seconds for one image.
 *
 * @param backend what ran it, and where
 * @param images that a run has
 * @param layers in the order in which they run
 * @param run a whole run: its steps, which don't wait for one another, and the copies
 * @param passes that the times are medians of
 */
record DeviceTimes(
    Network network, String backend, int images, List<LayerTime> layers, double run, int passes) {

  /** What a device can do at most is not measured. */
  private static final Limits UNKNOWN = new Limits(1, Double.NaN, Double.NaN);

  DeviceTimes {
    layers = List.copyOf(layers);
  }

  /**
   * Measures a network.
   *
   * @param network as the user wrote it
   * @param options whose target is OpenCL alone
   * @param seed of the images
   * @throws dev.ninc.runtime.opencl.DeviceException where the device can't run the network
   */
  static DeviceTimes of(
      Network network,
      Options options,
      Weights weights,
      Device device,
      int images,
      long seed,
      double seconds,
      Progress progress)
      throws IOException, Mistake {
    progress.at("generating and compiling the classes");
    OpenClTarget target =
        DeviceKind.of(device) == DeviceKind.GPU ? OpenClTarget.GPU : OpenClTarget.CPU;
    Trial trial = Trial.of(network, options, weights);
    Plan plan = Ninc.plan(trial.optimized(), target, options);
    try (GeneratedDeviceModel model = trial.model(device, target)) {
      float[] in = NormalNumbers.of(Math.multiplyExact(images, model.input().size()), seed);
      DeviceStopwatch.Times times = new DeviceStopwatch(model, in).measure(seconds, progress);
      return new DeviceTimes(
          network,
          model.backend().toString(),
          images,
          Profile.layers(plan, times.steps(), UNKNOWN),
          times.run(),
          times.passes());
    }
  }

  /** The sum of all steps. */
  double sum() {
    return layers.stream().mapToDouble(LayerTime::seconds).sum();
  }

  double share(double seconds) {
    return seconds / sum();
  }

  /** Operations in a second of whole runs. */
  double flops() {
    return 2.0 * layers.stream().mapToLong(LayerTime::macs).sum() / run;
  }
}
