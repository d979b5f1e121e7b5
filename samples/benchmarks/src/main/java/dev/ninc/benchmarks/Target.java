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

  /** What is asked of a network's speed, by kernels and by Java. */
  private record Speeds(double vector25, double vector17, double scalar25, double scalar17) {

    static final Speeds CIFAR10 = new Speeds(2.0, 1.9, 0.9, 0.8);
    static final Speeds IMAGENET = new Speeds(1.8, 1.75, 0.7, 0.6);
    static final Speeds IMAGENET_BATCH = new Speeds(1.65, 1.6, 0.6, 0.5);

    Target vector(int jdk) {
      return least(jdk >= 25 ? vector25 : vector17);
    }

    Target scalar(int jdk) {
      return least(jdk >= 25 ? scalar25 : scalar17);
    }
  }

  /** How much faster than ONNX Runtime an engine should be; empty where nothing is asked of it. */
  static Optional<Target> speed(String network, EngineKind engine, Load load, int jdk) {
    if (engine == EngineKind.OPENCL && network.equals(Samples.CIFAR10)) {
      return Optional.of(load).filter(l -> l.batch() > 1 && l.threads() > 1).map(l -> least(1.5));
    }
    if (!engine.isJava()) {
      return Optional.empty();
    }
    boolean vector = engine == EngineKind.VECTOR;
    if (!Samples.NINS.contains(network)) {
      return vector ? Optional.of(least(jdk >= 25 ? 1.0 : 0.95)) : Optional.empty();
    }
    Speeds speeds =
        network.equals(Samples.CIFAR10)
            ? Speeds.CIFAR10
            : load.batch() == 1 ? Speeds.IMAGENET : Speeds.IMAGENET_BATCH;
    return Optional.of(vector ? speeds.vector(jdk) : speeds.scalar(jdk));
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
