package dev.ninc.compiler.interp;

import dev.ninc.compiler.ir.Op;
import org.apache.commons.math3.random.MersenneTwister;
import org.apache.commons.math3.random.RandomGenerator;

/**
 * Weights that nobody trained, the same on every machine: of a size that keeps a deep network's
 * maps in range, and nowhere zero or one, so that a weight left out or used twice shows.
 */
public final class SeededWeights {

  private SeededWeights() {}

  /**
   * The numbers of one weight. They depend on its name, its initialisation, its dimensions and the
   * seed, not on what other weights there are.
   *
   * <ul>
   *   <li>{@code HE}: gaussian with variance 2 / fan-in (He et al., 2015);
   *   <li>{@code ZERO}: gaussian with a standard deviation of 0.05;
   *   <li>{@code ONE}: uniform between 0.75 and 1.25, so that a variance is positive.
   * </ul>
   */
  public static float[] of(Op.Param param, long seed) {
    RandomGenerator random = new MersenneTwister(seed ^ hash(param.name()));
    int size = Math.toIntExact(param.type().size());
    float[] numbers = new float[size];
    double he = Math.sqrt(2.0 * param.type().dims().stream().findFirst().orElse(1) / size);
    for (int i = 0; i < size; i++) {
      numbers[i] =
          (float)
              switch (param.init()) {
                case HE -> he * random.nextGaussian();
                case ZERO -> 0.05 * random.nextGaussian();
                case ONE -> 0.75 + 0.5 * random.nextDouble();
              };
    }
    return numbers;
  }

  /** FNV-1a of the name's characters: stable, and different for names that differ a little. */
  private static long hash(String name) {
    long hash = 0xcbf29ce484222325L;
    for (char c : name.toCharArray()) {
      hash = (hash ^ c) * 0x100000001b3L;
    }
    return hash;
  }
}
