package dev.ninc.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Transformed filters are the exact ones, rounded once, and the same in both forms. */
class WinogradPackingTest {

  /** F(2, 3), F(4, 3), a made-up one for 5 taps, and one for 7. */
  static Stream<double[][]> transforms() {
    return Stream.of(
        new double[][] {{-1, 0, 0}, {0.5, 0.5, 0.5}, {0.5, -0.5, 0.5}, {0, 0, 1}},
        new double[][] {
          {1, 0, 0},
          {-1.0 / 3, -1.0 / 3, -1.0 / 3},
          {1.0 / 3, -1.0 / 3, 1.0 / 3},
          {1.0 / 15, 2.0 / 15, 4.0 / 15},
          {-16.0 / 15, 8.0 / 15, -4.0 / 15},
          {0, 0, 1}
        },
        new double[][] {
          {1, 0, 0, 0, 0},
          {-2.0 / 9, -2.0 / 9, -2.0 / 9, -2.0 / 9, -2.0 / 9},
          {-2.0 / 9, 2.0 / 9, -2.0 / 9, 2.0 / 9, -2.0 / 9},
          {1.0 / 90, 1.0 / 45, 2.0 / 45, 4.0 / 45, 8.0 / 45},
          {0, 0, 0, 0, 1}
        },
        new double[][] {
          {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7},
          {0.1, -0.2, 0.3, -0.4, 0.5, -0.6, 0.7},
          {0, 0, 0, 0, 0, 0, 1}
        });
  }

  @ParameterizedTest
  @MethodSource("transforms")
  void isExactButForOneRounding(double[][] g) {
    int outputs = 50; // a panel of 32, and 18 in another
    int inputs = 3;
    int side = g[0].length;
    float[] weight = new float[outputs * inputs * side * side];
    Random random = new Random(side);
    for (int i = 0; i < weight.length; i++) {
      weight[i] = (float) random.nextGaussian();
    }
    float[] panels = Packing.winogradPanels(weight, outputs, inputs, g);
    float[][] rows = Packing.winogradRows(weight, outputs, inputs, g);
    int points = g.length * g.length;
    assertThat(panels).hasSize(64 * points * inputs);
    assertThat(rows).hasDimensions(points * inputs, outputs);
    for (int o = 0; o < 64; o++) {
      for (int point = 0; point < points; point++) {
        for (int c = 0; c < inputs; c++) {
          float packed = panels[o / 32 * 32 * points * inputs + (point * inputs + c) * 32 + o % 32];
          if (o >= outputs) {
            assertThat(packed).isZero();
          } else {
            float[] filter =
                Arrays.copyOfRange(
                    weight, (o * inputs + c) * side * side, (o * inputs + c + 1) * side * side);
            BigDecimal exact = exact(filter, g[point / g.length], g[point % g.length]);
            assertThat(packed)
                .as("output %d, point %d, channel %d", o, point, c)
                .satisfies(p -> assertNearest(p, exact))
                .isEqualTo(rows[point * inputs + c][o]);
          }
        }
      }
    }
  }

  /** No float is nearer to a number, but for the roundings of doubles where two are as near. */
  private static void assertNearest(float found, BigDecimal exact) {
    double error = new BigDecimal(found).subtract(exact).abs().doubleValue();
    assertThat(error).isLessThanOrEqualTo(Math.ulp(found) * (0.5 + 1e-7));
  }

  /** left · filter · rightT, without any rounding. */
  private static BigDecimal exact(float[] filter, double[] left, double[] right) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int y = 0; y < left.length; y++) {
      for (int x = 0; x < right.length; x++) {
        sum =
            sum.add(
                new BigDecimal(left[y])
                    .multiply(new BigDecimal(filter[y * right.length + x]))
                    .multiply(new BigDecimal(right[x])));
      }
    }
    return sum;
  }
}
