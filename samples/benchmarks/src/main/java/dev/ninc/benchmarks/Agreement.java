package dev.ninc.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Whether all engines compute one function: what is compared must be the same first. */
final class Agreement {

  /**
   * The largest difference, as a part of the output's largest number. Both sides add thousands of
   * floats in different orders; a wrong border or divisor is off by far more.
   */
  static final double TOLERANCE = 1e-4;

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

  /** Compares all outputs of a network and what goes into its softmax. */
  static List<Finding> of(Subject plain) {
    Subject subject = plain.withLogits();
    List<String> names = List.copyOf(subject.outputs().keySet());
    float[][][] expected = results(subject, EngineKind.ONNXRUNTIME);
    List<Finding> findings = new ArrayList<>();
    for (EngineKind kind : List.of(EngineKind.VECTOR, EngineKind.SCALAR)) {
      float[][][] found = results(subject, kind);
      for (int output = 0; output < names.size(); output++) {
        double worst = 0;
        for (int image = 0; image < IMAGES; image++) {
          worst = Math.max(worst, difference(expected[image][output], found[image][output]));
        }
        findings.add(new Finding(kind, names.get(output), worst));
      }
    }
    return findings;
  }

  private static float[][][] results(Subject subject, EngineKind kind) {
    float[][][] results = new float[IMAGES][][];
    try (Engine engine = kind.open(subject)) {
      for (int i = 0; i < IMAGES; i++) {
        engine.image(subject.image(i));
        engine.run();
        float[][] outputs = engine.outputs();
        results[i] = new float[outputs.length][];
        for (int o = 0; o < outputs.length; o++) {
          results[i][o] = outputs[o].clone();
        }
      }
    }
    return results;
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
