package dev.ninc.cli;

import dev.ninc.runtime.GeneratedModel;
import dev.ninc.runtime.Workspace;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.stat.StatUtils;

/** Times the steps of a model one by one, and whole runs between them. */
final class Stopwatch {

  /** How far rounds may be apart that are taken for steady. */
  private static final double STEADY = 1.03;

  /** So many rounds in a row have to be steady. */
  private static final int ROUNDS = 3;

  /** The part of a round that Java's compiler may still be at work. */
  private static final double COMPILING = 0.05;

  /** The warm-up is given up after so many times the measurement. */
  private static final int PATIENCE = 30;

  private static final int LEAST_PASSES = 5;
  private static final int MOST_PASSES = 20_000;

  private final GeneratedModel model;
  private final Workspace steps;
  private final Workspace runs;
  private final int images;
  private final float[] image;
  private final float[] batch;
  private final float[][] outs;

  /** Seconds for one image: the steps in their order, then the whole run. */
  private final List<double[]> passes = new ArrayList<>();

  /**
   * What was seen.
   *
   * @param steps medians, in seconds for one image
   * @param run the median of whole runs, in seconds for one image
   * @param passes that the medians are taken of
   * @param steady whether the warm-up came to its end
   */
  record Times(List<Double> steps, double run, int passes, boolean steady) {}

  /**
   * @param steps where single steps run
   * @param runs where whole runs do
   * @param input images, one behind the other
   */
  Stopwatch(GeneratedModel model, Workspace steps, Workspace runs, float[] input) {
    this.model = model;
    this.steps = steps;
    this.runs = runs;
    this.images = input.length / model.input().size();
    this.batch = input;
    this.image = Arrays.copyOf(input, model.input().size());
    this.outs =
        model.outputs().stream()
            .map(o -> new float[Math.multiplyExact(images, o.shape().size())])
            .toArray(float[][]::new);
  }

  /**
   * @param seconds to measure; the warm-up before it takes as long as it takes, within limits
   */
  Times measure(double seconds, Progress progress) {
    progress.at("warming up: Java compiles what it sees to be busy");
    boolean steady = warmUp(seconds);
    progress.at("measuring");
    passes.clear();
    round(seconds);
    List<Double> medians = new ArrayList<>();
    for (int step = 0; step < model.steps().size(); step++) {
      medians.add(median(step));
    }
    return new Times(medians, median(medians.size()), passes.size(), steady);
  }

  /** Whether times became steady before patience ended. */
  private boolean warmUp(double seconds) {
    double round = seconds / 4;
    long end = System.nanoTime() + (long) (PATIENCE * seconds * 1e9);
    List<Double> rounds = new ArrayList<>();
    while (System.nanoTime() < end) {
      long compiling = compiling();
      passes.clear();
      round(round);
      boolean busy = compiling() - compiling > COMPILING * round * 1e3;
      rounds.add(busy ? Double.NaN : total());
      if (isSteady(rounds)) {
        return true;
      }
    }
    return false;
  }

  static boolean isSteady(List<Double> rounds) {
    if (rounds.size() < ROUNDS) {
      return false;
    }
    double[] last =
        rounds.subList(rounds.size() - ROUNDS, rounds.size()).stream()
            .mapToDouble(d -> d)
            .toArray();
    double sum = StatUtils.sum(last);
    return !Double.isNaN(sum) && StatUtils.max(last) <= STEADY * StatUtils.min(last);
  }

  /** Milliseconds that Java's compiler was at work so far. */
  private static long compiling() {
    CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
    return compiler != null && compiler.isCompilationTimeMonitoringSupported()
        ? compiler.getTotalCompilationTime()
        : 0;
  }

  private void round(double seconds) {
    long end = System.nanoTime() + (long) (seconds * 1e9);
    do {
      passes.add(pass());
    } while (passes.size() < LEAST_PASSES
        || System.nanoTime() < end && passes.size() < MOST_PASSES);
  }

  private double[] pass() {
    int count = model.steps().size();
    long[] nanos = new long[count];
    for (int i = 0; i < images; i++) {
      model.runTimed(steps, image, outs, nanos);
    }
    double[] seconds = new double[count + 1];
    for (int step = 0; step < count; step++) {
      seconds[step] = nanos[step] / 1e9 / images;
    }
    long start = System.nanoTime();
    model.run(runs, batch, outs);
    seconds[count] = (System.nanoTime() - start) / 1e9 / images;
    return seconds;
  }

  /** The median of whole passes. */
  private double total() {
    return StatUtils.percentile(passes.stream().mapToDouble(StatUtils::sum).toArray(), 50);
  }

  private double median(int column) {
    return StatUtils.percentile(passes.stream().mapToDouble(p -> p[column]).toArray(), 50);
  }
}
