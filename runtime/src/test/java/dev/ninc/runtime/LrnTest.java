package dev.ninc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Local response normalization against its equation in double precision. */
class LrnTest {

  private static final float ALPHA = 0.3f;
  private static final float BIAS = 1.5f;

  @Test
  void anySizeAndPower() {
    for (int channels : new int[] {1, 2, 5, 16, 33}) {
      for (int size : new int[] {1, 3, 5, 9, 41}) {
        for (double beta : new double[] {0.75, 0.5, 1, 0, 0.6, 2.25}) {
          check(channels, 3, 7, size, beta);
        }
      }
    }
  }

  /** More than fit into the rows at once: blocks of different sizes, and one pixel at a time. */
  @Test
  void manyPixelsAndManyChannels() {
    check(192, 2, 56, 5, 0.75);
    check(3000, 1, 3, 5, 0.75);
    check(2047, 1, 2, 3, 0.5);
  }

  /** A running sum would keep the rounding errors of the large number. */
  @Test
  void whatStandsBehindALargeNumberIsExact() {
    float[] a = {1e9f, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0};
    float[][] rows = new float[Lrn.ROWS][Lrn.rowLength(6, 3)];
    Lrn.acrossChannels(a, 0, 6, 6, 6, 6, 6, 6, 0, 1, 1, 3, 1f, 1, 1f, rows);
    assertThat(a[9]).isEqualTo(1 / 3f);
    assertThat(a[10]).isEqualTo(1 / 4f);
  }

  private static void check(int channels, int height, int width, int size, double beta) {
    int pixel = channels + 3;
    int row = (width + 2) * pixel;
    int to = height * row;
    float[] a = new float[2 * to];
    Random random = new Random(channels * 31L + size);
    for (int i = 0; i < to; i++) {
      a[i] = (float) random.nextGaussian();
    }
    Arrays.fill(a, to, 2 * to, 77);
    float[][] rows = new float[Lrn.ROWS][Lrn.rowLength(channels, size) + 100];
    for (float[] scratch : rows) {
      Arrays.fill(scratch, Float.NaN);
    }
    float k = ALPHA / size;
    Lrn.acrossChannels(
        a, 0, pixel, row, to, pixel, row, channels, 0, height, width, size, k, beta, BIAS, rows);
    for (int i = 0; i < to; i++) {
      int c = i % row % pixel;
      boolean inside = i % row / pixel < width && c < channels;
      double expected = inside ? expected(a, i, c, channels, size, beta) : 77;
      assertThat((double) a[to + i])
          .as("%s channels, size %s, beta %s, at %s", channels, size, beta, i)
          .isCloseTo(expected, within(1e-6 * Math.abs(expected)));
    }
  }

  private static double expected(float[] a, int at, int c, int channels, int size, double beta) {
    double sum = 0;
    for (int other = Math.max(0, c - size / 2);
        other <= c + size / 2 && other < channels;
        other++) {
      double x = a[at - c + other];
      sum += x * x;
    }
    return a[at] / Math.pow(BIAS + ALPHA / size * sum, beta);
  }
}
