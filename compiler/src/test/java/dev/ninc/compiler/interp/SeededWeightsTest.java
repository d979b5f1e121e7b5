package dev.ninc.compiler.interp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.ir.Init;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Tensor;
import org.apache.commons.math3.stat.StatUtils;
import org.junit.jupiter.api.Test;

class SeededWeightsTest {

  @Test
  void areTheSameForTheSameNameAndSeed() {
    assertThat(weights("a", Init.HE, 1)).isEqualTo(weights("a", Init.HE, 1));
    assertThat(weights("a", Init.HE, 1)).isNotEqualTo(weights("b", Init.HE, 1));
    assertThat(weights("a", Init.HE, 1)).isNotEqualTo(weights("a", Init.HE, 2));
  }

  /** So that figures that were written down stay comparable. */
  @Test
  void areTheSameForEver() {
    assertThat(weights("conv1.weight", Init.HE, 1)[0]).isEqualTo(0.08536407f);
  }

  @Test
  void havePlausibleSizes() {
    double[] he = Numbers.exact(weights("w", Init.HE, 1)).values();
    assertThat(StatUtils.variance(he)).isBetween(0.9 * 2 / 75, 1.1 * 2 / 75);
    double[] zero = Numbers.exact(weights("w", Init.ZERO, 1)).values();
    assertThat(StatUtils.variance(zero)).isBetween(0.9 * 0.0025, 1.1 * 0.0025);
    double[] one = Numbers.exact(weights("w", Init.ONE, 1)).values();
    assertThat(StatUtils.min(one)).isBetween(0.75, 0.76);
    assertThat(StatUtils.max(one)).isBetween(1.24, 1.25);
  }

  private static float[] weights(String name, Init init, long seed) {
    return SeededWeights.of(new Op.Param(name, Tensor.of(64, 3, 5, 5), init), seed);
  }
}
