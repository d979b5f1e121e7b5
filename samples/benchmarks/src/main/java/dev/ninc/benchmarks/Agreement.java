package dev.ninc.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Whether all engines compute one function: what is compared must be the same first. */
final class Agreement {

  /**
   * The largest difference, as a part of the output's largest number. Both sides add thousands of
   * floats in different orders; a wrong border or divisor is off by far more.
   */
  static final double TOLERANCE = 1e-4;

  /** In a batch of as many. */
  private static final int IMAGES = 2;

  /**
   * How far an engine is from ONNX Runtime.
   *
   * @param difference relative to the output's largest number; infinite for NaN
   */
  record Finding(EngineKind engine, String output, double difference) {

    boolean agrees() {
      return difference <= TOLERANCE;
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%s, output %s: %.1e of the largest number away from ONNX Runtime (%s)",
          engine.title(),
          output,
          difference,
          agrees() ? "agrees" : "differs");
    }
  }

  private Agreement() {}

  /**
   * Compares engines on samples, each with as many threads as are measured, and prints what it
   * finds: a line for a sample, and one for each output that differs.
   *
   * @return whether all agree
   */
  static boolean check(
      Collection<String> samples,
      Function<String, ? extends Collection<EngineKind>> engines,
      PrintStream out)
      throws IOException {
    boolean all = true;
    for (String sample : samples) {
      double worst = 0;
      for (int threads : threads(sample)) {
        for (Finding finding : of(Subject.sample(sample), engines.apply(sample), threads)) {
          worst = Math.max(worst, finding.difference());
          if (!finding.agrees()) {
            out.println(sample + ", " + threads + " threads: " + finding);
            all = false;
          }
        }
      }
      out.printf(
          Locale.ROOT, "%s: outputs differ by at most %.1e of the largest number%n", sample, worst);
    }
    return all;
  }

  private static List<Integer> threads(String sample) {
    return Samples.loads(sample).stream().map(Load::threads).distinct().toList();
  }

  /**
   * Compares all outputs of a network and what goes into its softmax.
   *
   * @param threads as many as are measured
   */
  static List<Finding> of(Subject plain, Collection<EngineKind> engines, int threads)
      throws IOException {
    Subject subject = plain.withLogits();
    Load load = new Load(IMAGES, threads);
    List<String> names = List.copyOf(subject.outputs().keySet());
    float[][] expected = results(subject, EngineKind.ONNXRUNTIME, load);
    List<Finding> findings = new ArrayList<>();
    for (EngineKind kind : engines) {
      if (kind != EngineKind.ONNXRUNTIME) {
        float[][] found = results(subject, kind, load);
        for (int i = 0; i < found.length; i++) {
          findings.add(new Finding(kind, names.get(i), difference(expected[i], found[i])));
        }
      }
    }
    return findings;
  }

  private static float[][] results(Subject subject, EngineKind kind, Load load) throws IOException {
    try (Engine engine = kind.open(subject, load)) {
      engine.images(subject.images(load.batch(), 1));
      engine.run();
      return engine.outputs();
    }
  }

  /** The largest difference by the largest number; infinite where a number is none. */
  static double difference(float[] expected, float[] found) {
    double largest = Float.MIN_NORMAL;
    double worst = 0;
    for (int i = 0; i < expected.length; i++) {
      double off = Math.abs((double) expected[i] - found[i]);
      largest = Math.max(largest, Math.abs(expected[i]));
      worst = Double.isNaN(off) ? Double.POSITIVE_INFINITY : Math.max(worst, off);
    }
    return worst / largest;
  }
}
