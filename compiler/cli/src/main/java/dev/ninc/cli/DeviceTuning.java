package dev.ninc.cli;

import dev.ninc.compiler.Ninc;
import dev.ninc.compiler.Options;
import dev.ninc.compiler.TuningTarget;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.plan.Chains;
import dev.ninc.compiler.plan.Plan;
import dev.ninc.compiler.plan.Tunable;
import dev.ninc.compiler.plan.opencl.DeviceProfile;
import dev.ninc.compiler.plan.opencl.OpenClTarget;
import dev.ninc.compiler.plan.opencl.TunableConvolutions;
import dev.ninc.runtime.Weights;
import dev.ninc.runtime.opencl.Device;
import dev.ninc.runtime.opencl.DeviceKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tunes a network for an OpenCL device.
 *
 * @param network as the user wrote it
 * @param options whose target is OpenCL alone
 * @param images that run together, at most
 * @param seed of the images
 */
record DeviceTuning(
    Network network, Options options, Weights weights, Device device, int images, long seed) {

  /** Images that fill a large GPU, where nobody says how many there will be. */
  static final int USUAL_IMAGES = 64;

  /** All variants together may take so much of a device's memory: one part of it in so many. */
  private static final int PART_OF_MEMORY = 4;

  /**
   * What was found.
   *
   * @param images that ran together
   * @param notes what was left out
   */
  record Outcome(TuningMeasurement measurement, int images, List<String> notes) {}

  /** Which of the two programs is tuned. */
  OpenClTarget target() {
    return DeviceKind.of(device) == DeviceKind.GPU ? OpenClTarget.GPU : OpenClTarget.CPU;
  }

  TuningTarget tuned() {
    return TuningTarget.of(target());
  }

  /** The graph whose layers are measured. */
  Graph graph() {
    return Ninc.optimize(network, options).graph();
  }

  /**
   * @param seconds for each variant, besides building and checking it
   * @throws dev.ninc.runtime.opencl.DeviceException where the device can't run the network
   */
  Outcome measure(double seconds, Progress progress) throws IOException, Mistake {
    Options separate = options.chains(Chains.SEPARATE);
    Plan plan = Ninc.plan(Ninc.optimize(network, options), target(), separate);
    DeviceProfile profile =
        target().profile().within(device.limits().localBytes(), device.limits().workGroup());
    Map<String, String> chosen = TunableConvolutions.chosen(plan);
    List<Tunable> layers = TunableConvolutions.of(plan.graph(), profile);
    int variants = layers.stream().mapToInt(l -> l.candidates().size()).max().orElse(1);
    int together = together(plan, variants);
    try (DeviceBench bench =
        new DeviceBench(network, options, weights, device, target(), together, seed)) {
      DeviceTuner tuner =
          new DeviceTuner(layers, chosen, shared(chosen), bench, System::nanoTime, progress);
      List<Map<String, String>> all = new ArrayList<>();
      tuner.variants().forEach(tried -> all.add(tuner.complete(tried)));
      bench.expect(all);
      return new Outcome(tuner.measure(seconds), together, tuner.notes());
    }
  }

  /** The layers that have no algorithm of their own, since they run in one kernel with others. */
  private Set<String> shared(Map<String, String> chosen) {
    Plan usual = Ninc.plan(Ninc.optimize(network, options), target(), options);
    Set<String> shared = new TreeSet<>(chosen.keySet());
    shared.removeAll(TunableConvolutions.chosen(usual).keySet());
    return shared;
  }

  /** As many images as all variants and the last ones have room for. */
  private int together(Plan plan, int variants) {
    Graph graph = plan.graph();
    long outs = graph.outputs().stream().mapToLong(o -> graph.node(o.value()).type().size()).sum();
    long floats = plan.arenaSize() + graph.input().type().size() + outs;
    long room = device.limits().globalBytes() / PART_OF_MEMORY / (variants + 3L);
    return (int) Math.max(1, Math.min(images, room / (Float.BYTES * floats)));
  }
}
