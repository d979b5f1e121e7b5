package dev.ninc.benchmarks;

import dev.ninc.runtime.opencl.DeviceWorkspace;
import dev.ninc.runtime.opencl.GeneratedDeviceModel;
import java.util.Arrays;
import java.util.function.DoubleSupplier;

/** How long a class on an OpenCL device takes: plain loops, each round waited for. */
final class DeviceTimes {

  private static final int FEWEST = 5;
  private static final int MOST = 2000;

  /** Seconds, of which a part is warm-up. */
  private static final double SECONDS = 1.5;

  private static final double SECONDS_OF_STEP = 0.2;
  private static final double WARM_UP = 0.3;

  /** Seconds that a step is run back to back, so that the launch itself does not count. */
  private static final double ROUND = 0.005;

  private final GeneratedDeviceModel model;
  private final DeviceWorkspace workspace;
  private final float[] images;
  private final float[] out;
  private final int batch;

  /** What many rounds took, in seconds. */
  record Times(double median, double least) {}

  /**
   * @param images so many as the batch has
   */
  DeviceTimes(GeneratedDeviceModel model, float[] images, int batch) {
    this.model = model;
    this.workspace = model.newWorkspace();
    this.images = images;
    this.batch = batch;
    this.out = new float[Math.multiplyExact(batch, model.output().size())];
    model.run(workspace, images, out);
  }

  /** From a caller's array to a caller's array. */
  Times withCopies() {
    return measure(
        () -> {
          long start = System.nanoTime();
          model.run(workspace, images, out);
          return (System.nanoTime() - start) / 1e9;
        },
        SECONDS);
  }

  /** The kernels by themselves, from images on the device to results on the device. */
  Times onDevice() {
    int steps = model.steps().size();
    return measure(() -> model.seconds(workspace, 0, steps, batch, 1), SECONDS);
  }

  /** One step by itself. */
  Times step(int step) {
    double once = model.seconds(workspace, step, step + 1, batch, 1);
    int rounds = (int) Math.max(1, Math.min(MOST, ROUND / once));
    return measure(
        () -> model.seconds(workspace, step, step + 1, batch, rounds) / rounds, SECONDS_OF_STEP);
  }

  private static Times measure(DoubleSupplier round, double seconds) {
    long start = System.nanoTime();
    while (since(start) < WARM_UP * seconds) {
      round.getAsDouble();
    }
    double[] times = new double[MOST];
    int count = 0;
    while (count < FEWEST || count < MOST && since(start) < seconds) {
      times[count] = round.getAsDouble();
      count++;
    }
    double[] sorted = Arrays.stream(times, 0, count).sorted().toArray();
    return new Times(sorted[count / 2], sorted[0]);
  }

  private static double since(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  void close() {
    workspace.close();
  }
}
