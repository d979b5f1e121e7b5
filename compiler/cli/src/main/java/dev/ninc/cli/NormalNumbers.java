package dev.ninc.cli;

import org.apache.commons.math3.random.MersenneTwister;
import org.apache.commons.math3.random.RandomGenerator;

/** Inputs where nobody gave any. */
final class NormalNumbers {

  private NormalNumbers() {}

  /** Standard normal numbers, the same for each seed everywhere. */
  static float[] of(int count, long seed) {
    RandomGenerator random = new MersenneTwister(seed);
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }
}
