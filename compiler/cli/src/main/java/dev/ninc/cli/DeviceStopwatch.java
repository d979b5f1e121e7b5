package dev.ninc.cli;

import dev.ninc.runtime.opencl.DeviceWorkspace;
import dev.ninc.runtime.opencl.GeneratedDeviceModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.stat.StatUtils;

/** Times the steps of a model on a device, and whole runs between them. */
final class DeviceStopwatch {

  private static final int LEAST_PASSES = 3;

  private final GeneratedDeviceModel model;
  private final DeviceWorkspace workspace;
  private final float[] batch;
  private final float[][] outs;
  private final int images;

  /** Seconds for one image: the steps in their order, then the whole run. */
  private final List<double[]> passes = new ArrayList<>();

  /**
   * What was seen.
   *
   * @param steps medians, in seconds for one image
   * @param run the median of whole runs, in seconds for one image
   */
  record Times(List<Double> steps, double run, int passes) {}

  DeviceStopwatch(GeneratedDeviceModel model, float[] batch) {
    this.model = model;
    this.workspace = model.newWorkspace();
    this.batch = batch;
    this.images = batch.length / model.input().size();
    this.outs =
        model.outputs().stream()
            .map(o -> new float[Math.multiplyExact(images, o.shape().size())])
            .toArray(float[][]::new);
  }

  /**
   * @param seconds to measure, besides a quarter of it before
   */
  Times measure(double seconds, Progress progress) {
    progress.at("warming up: some drivers compile at the first launch");
    round(seconds / 4);
    progress.at("measuring");
    round(seconds);
    int steps = model.steps().size();
    List<Double> medians = new ArrayList<>();
    for (int column = 0; column <= steps; column++) {
      int at = column;
      medians.add(StatUtils.percentile(passes.stream().mapToDouble(p -> p[at]).toArray(), 50));
    }
    return new Times(medians.subList(0, steps), medians.get(steps), passes.size());
  }

  private void round(double seconds) {
    passes.clear();
    long start = System.nanoTime();
    do {
      passes.add(pass());
    } while (passes.size() < LEAST_PASSES || System.nanoTime() - start < seconds * 1e9);
  }

  private double[] pass() {
    long[] nanos = new long[model.steps().size() + 1];
    long[] steps = new long[nanos.length - 1];
    model.runTimed(workspace, batch, outs, steps);
    System.arraycopy(steps, 0, nanos, 0, steps.length);
    long start = System.nanoTime();
    model.run(workspace, batch, outs);
    nanos[steps.length] = System.nanoTime() - start;
    return Arrays.stream(nanos).mapToDouble(n -> n / 1e9 / images).toArray();
  }
}
