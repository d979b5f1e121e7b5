package dev.ninc.compiler.verify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UlpsTest {

  @ParameterizedTest
  @CsvSource({
    "1, 1, 0",
    "0, -0.0, 0",
    "0, 1.4e-45, 1",
    "-1.4e-45, 1.4e-45, 2",
    "1, 1.0000001, 1",
    "1, 0.99999994, 1",
    "-1, -1.0000001, 1",
    "1, 2, 8388608",
    "3.4028235e38, Infinity, 1",
    "-Infinity, Infinity, 4278190080",
    "NaN, NaN, 0",
    "NaN, 1, 9223372036854775807",
    "1, NaN, 9223372036854775807",
  })
  void floatsThatLieBetween(float left, float right, long distance) {
    assertThat(Ulps.between(left, right)).isEqualTo(distance);
    assertThat(Ulps.between(right, left)).isEqualTo(distance);
  }

  @Test
  void theMedianAndTheWorst() {
    float[] ones = {1, 1, 1, 1};
    float next = Math.nextUp(1f);
    float[] others = {1, 2, next, Math.nextUp(next)};
    assertThat(Ulps.between(ones, others)).isEqualTo(new Ulps(1, 1 << 23));
    assertThat(new Ulps(3, 4).or(new Ulps(1, 9))).isEqualTo(new Ulps(3, 9));
  }
}
