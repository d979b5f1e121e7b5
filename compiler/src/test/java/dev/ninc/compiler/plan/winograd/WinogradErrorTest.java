package dev.ninc.compiler.plan.winograd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.math3.fraction.BigFraction;
import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * How far Winograd convolutions in floats are from exact ones. {@code -Dninc.seed} chooses other
 * numbers.
 */
class WinogradErrorTest {

  private static final int[] CHANNELS = {1, 3, 16, 96, 384, 1024};
  private static final int OUTPUTS = 16;

  static List<WinogradMatrices> variants() {
    List<WinogradMatrices> all = new ArrayList<>();
    for (int r = 3; r <= 7; r += 2) {
      for (int m = 2; m + r - 1 <= WinogradMatrices.MOST_INPUTS; m++) {
        all.add(WinogradMatrices.of(m, r));
      }
    }
    return all;
  }

  /**
   * The errors of some tiles.
   *
   * @param max the largest, in units of the outputs' root mean square
   * @param rms the root mean square, in the same units
   * @param ratio the largest in units of {@link #unit}
   */
  private record Errors(double max, double rms, double ratio) {}

  @ParameterizedTest
  @MethodSource("variants")
  void noErrorExceedsItsFactorAndNoFactorIsLoose(WinogradMatrices f) {
    double factor = WinogradError.of(f.m(), f.r()).factor();
    double worst = 0;
    for (int channels : CHANNELS) {
      for (boolean relu : new boolean[] {true, false}) {
        int tiles = Math.max(1, 64 / channels);
        worst = Math.max(worst, errors(f, channels, tiles, relu, seed()).ratio());
      }
    }
    assertThat(worst).isBetween(factor / 8, factor);
  }

  /** What {@code --explain} tells users, and what stands in ARCHITECTURE.md. */
  @ParameterizedTest
  @MethodSource("variants")
  void theErrorsThatUsersAreToldAreTrue(WinogradMatrices f) {
    WinogradError told = WinogradError.of(f.m(), f.r());
    Errors found = errors(f, 96, 8, true, seed());
    assertThat(found.max()).isBetween(told.most() / 3, told.most() * 1.5);
    assertThat(found.rms()).isBetween(told.rms() / 3, told.rms() * 1.5);
  }

  /** The table of ARCHITECTURE.md, and what other points would give. */
  @Test
  @Tag("campaign")
  void table() {
    for (WinogradMatrices f : variants()) {
      print(f, "**");
      for (List<BigFraction> points : others(f.inputs() - 1)) {
        print(WinogradMatrices.of(f.m(), f.r(), points), "");
      }
    }
  }

  private static void print(WinogradMatrices f, String mark) {
    double max = 0;
    double rms = 0;
    double ratio = 0;
    for (int seed = 0; seed < 8; seed++) {
      for (boolean relu : new boolean[] {true, false}) {
        Errors middle = errors(f, 96, 8, relu, seed);
        max = Math.max(max, middle.max());
        rms = Math.max(rms, middle.rms());
        for (int channels : CHANNELS) {
          int tiles = Math.max(1, 256 / channels);
          ratio = Math.max(ratio, errors(f, channels, tiles, relu, seed).ratio());
        }
      }
    }
    System.out.printf(
        Locale.ROOT,
        "| %sF(%d, %d)%s | %s | %.1e | %.1e | %.2f |%n",
        mark,
        f.m(),
        f.r(),
        mark,
        f.points(),
        max,
        rms,
        ratio);
  }

  private static List<List<BigFraction>> others(int count) {
    return switch (count) {
      case 4 -> List.of(points(0, 2, -2, 1), points(0, 2, -2, 4));
      case 5 ->
          List.of(
              points(0, 2, -2, 4, -4),
              points(0, 2, -2, 1, -1),
              points(0, 2, -2, 4, -1),
              points(0, 2, -2, 1, -4));
      case 6 ->
          List.of(
              points(0, 2, -2, 4, -4, 1),
              points(0, 2, -2, 1, -1, 4),
              points(0, 2, -2, 4, -1, 1),
              points(0, 2, -2, 1, -1, -4));
      case 7 -> List.of(points(0, 2, -2, 4, -4, 8, -8), points(0, 2, -2, 4, -1, 8, -8));
      default -> List.of();
    };
  }

  /** Halves. */
  private static List<BigFraction> points(int... halves) {
    List<BigFraction> points = new ArrayList<>();
    for (int half : halves) {
      points.add(new BigFraction(half, 2));
    }
    return points;
  }

  private static long seed() {
    String text = System.getProperty("ninc.seed", "");
    return text.isBlank() ? 4 : Long.parseLong(text);
  }

  private static Errors errors(
      WinogradMatrices f, int channels, int tiles, boolean relu, long seed) {
    MersenneTwister random = new MersenneTwister(seed * 31 + channels);
    int n = f.inputs();
    int taps = f.r() * f.r();
    float[] weight = new float[OUTPUTS * channels * taps];
    for (int i = 0; i < weight.length; i++) {
      weight[i] = (float) (random.nextGaussian() * Math.sqrt(2.0 / (channels * taps)));
    }
    FloatWinograd winograd = new FloatWinograd(f, weight, OUTPUTS, channels);
    double squares = 0;
    double values = 0;
    double max = 0;
    double ratio = 0;
    for (int tile = 0; tile < tiles; tile++) {
      float[][] d = new float[n * n][channels];
      for (float[] pixel : d) {
        for (int c = 0; c < channels; c++) {
          float x = (float) random.nextGaussian();
          pixel[c] = relu ? Math.max(x, 0) : x;
        }
      }
      float[][] found = winograd.run(d);
      for (int o = 0; o < OUTPUTS; o++) {
        double unit = unit(weight, o, d, channels, taps);
        for (int p = 0; p < found.length; p++) {
          double exact = exact(f, weight, o, d, channels, p);
          double error = Math.abs(found[p][o] - exact);
          squares += error * error;
          values += exact * exact;
          max = Math.max(max, error);
          ratio = Math.max(ratio, unit == 0 ? 0 : error / unit);
        }
      }
    }
    int count = tiles * OUTPUTS * f.m() * f.m();
    double size = Math.sqrt(values / count);
    return new Errors(max / size, Math.sqrt(squares / count) / size, ratio);
  }

  private static double exact(
      WinogradMatrices f, float[] weight, int o, float[][] d, int channels, int p) {
    int r = f.r();
    double sum = 0;
    for (int c = 0; c < channels; c++) {
      for (int i = 0; i < r; i++) {
        for (int k = 0; k < r; k++) {
          double w = weight[((o * channels + c) * r + i) * r + k];
          sum += w * d[(p / f.m() + i) * f.inputs() + p % f.m() + k][c];
        }
      }
    }
    return sum;
  }

  /** What a factor of one would allow: 4 · √channels · 2⁻²⁴ · Σ max|w| · max|x|. */
  private static double unit(float[] weight, int o, float[][] d, int channels, int taps) {
    double sum = 0;
    for (int c = 0; c < channels; c++) {
      double w = 0;
      double x = 0;
      for (int t = 0; t < taps; t++) {
        w = Math.max(w, Math.abs(weight[(o * channels + c) * taps + t]));
      }
      for (float[] pixel : d) {
        x = Math.max(x, Math.abs(pixel[c]));
      }
      sum += w * x;
    }
    return 4 * Math.sqrt(channels) * 0x1p-24 * sum;
  }
}
