package dev.ninc.benchmarks;

import java.util.Optional;

/**
 * What a figure should be. Within 5 % of it counts as met.
 *
 * @param value the least or the most
 */
record Target(double value, boolean atLeast) {

  private static final double TOLERANCE = 0.05;

  static Target least(double value) {
    return new Target(value, true);
  }

  static Target most(double value) {
    return new Target(value, false);
  }

  /** How much faster than ONNX Runtime an engine should be; empty where nothing is asked of it. */
  static Optional<Target> speed(String network, EngineKind engine, Load load, int jdk) {
    boolean new25 = jdk >= 25;
    boolean single = load.batch() == 1;
    boolean vector = engine == EngineKind.VECTOR;
    if (!engine.isJava()) {
      return Optional.empty();
    }
    if (network.equals(Samples.CIFAR10)) {
      return pick(vector, new25, 2.0, 1.9, 0.9, 0.8);
    }
    if (network.equals(Samples.IMAGENET)) {
      return single
          ? pick(vector, new25, 1.8, 1.75, 0.7, 0.6)
          : pick(vector, new25, 1.65, 1.6, 0.6, 0.5);
    }
    return vector ? Optional.of(least(new25 ? 1.0 : 0.95)) : Optional.empty();
  }

  private static Optional<Target> pick(
      boolean vector,
      boolean new25,
      double vector25,
      double vector17,
      double scalar25,
      double scalar17) {
    double value = vector ? new25 ? vector25 : vector17 : new25 ? scalar25 : scalar17;
    return Optional.of(least(value));
  }

  boolean met(double found) {
    return atLeast ? found >= value * (1 - TOLERANCE) : found <= value * (1 + TOLERANCE);
  }

  /** {@code 2.0, met}. */
  String text(double found) {
    String number = value < 10 ? String.valueOf(value) : String.valueOf(Math.round(value));
    return number + (met(found) ? ", met" : ", **missed**");
  }
}
