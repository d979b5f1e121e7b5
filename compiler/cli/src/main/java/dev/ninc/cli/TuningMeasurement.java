package dev.ninc.cli;

import dev.ninc.compiler.plan.Tunable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that a tuner measured.
 *
 * @param before seconds of an image with the estimates' choices
 * @param after seconds of an image with what was taken
 * @param steady whether all times were
 */
record TuningMeasurement(List<Layer> layers, double before, double after, boolean steady) {

  /** How much faster than the estimates' choice another algorithm must be to be no accident. */
  private static final double GAIN = 0.98;

  TuningMeasurement {
    layers = List.copyOf(layers);
  }

  /**
   * A layer, and what was measured.
   *
   * @param estimated what the estimates chose
   * @param seconds of each algorithm that was measured, for one image
   * @param taken the fastest; {@code estimated} where it is as fast, or the whole network gained
   *     nothing
   */
  record Layer(Tunable layer, String estimated, Map<String, Double> seconds, String taken) {

    /** A layer that takes its fastest algorithm. */
    static Layer of(Tunable layer, String estimated, Map<String, Double> seconds) {
      String taken =
          seconds.keySet().stream()
              .filter(a -> seconds.get(a) < GAIN * seconds.get(estimated))
              .min((a, b) -> Double.compare(seconds.get(a), seconds.get(b)))
              .orElse(estimated);
      return new Layer(layer, estimated, new LinkedHashMap<>(seconds), taken);
    }

    boolean isAsEstimated() {
      return taken.equals(estimated);
    }

    /** What the estimates chose, whatever is faster. */
    Layer asEstimated() {
      return new Layer(layer, estimated, seconds, estimated);
    }
  }

  /** Where no layer has a choice. */
  static TuningMeasurement nothing() {
    return new TuningMeasurement(List.of(), 0, 0, true);
  }

  /**
   * What is taken, knowing how fast all of it is together.
   *
   * @param fastest with the fastest algorithm of each layer
   */
  static TuningMeasurement of(List<Layer> fastest, double before, double after, boolean steady) {
    return after < before
        ? new TuningMeasurement(fastest, before, after, steady)
        : new TuningMeasurement(
            fastest.stream().map(Layer::asEstimated).toList(), before, before, steady);
  }
}
