package dev.ninc.compiler.interp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Preprocessing;
import dev.ninc.compiler.ir.Preprocessing.Background;
import dev.ninc.compiler.ir.Preprocessing.Crop;
import dev.ninc.compiler.ir.Preprocessing.Order;
import dev.ninc.compiler.ir.Preprocessing.Resize;
import dev.ninc.compiler.verify.RuntimePreprocessing;
import dev.ninc.runtime.Picture;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.math3.fraction.BigFraction;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.Well19937c;
import org.junit.jupiter.api.Test;

/** The oracle against the equations in exact fractions, and the runtime against the oracle. */
class PictureInputTest {

  private static final BigFraction HALF = new BigFraction(1, 2);

  /**
   * Each level of a single pass is the exact weighted mean, rounded: weights are off by half of
   * 2^-22 at most, so that only where the mean is that close to a tie may it be rounded the other
   * way.
   */
  @Test
  void aPassIsTheTriangleFilterInExactFractions() {
    RandomGenerator random = new Well19937c(1);
    for (int round = 0; round < 300; round++) {
      int from = 1 + random.nextInt(round % 3 == 0 ? 400 : 20);
      int to = 1 + random.nextInt(round % 3 == 1 ? 400 : 20);
      int[] grey = grey(random, from);
      double[] row = resized(1, from, grey, 1, to);
      double[] column = resized(from, 1, grey, to, 1);
      for (int i = 0; i < to; i++) {
        double slack = 255.0 * taps(from, to) / (1 << 23) + 1e-9;
        double exact = mean(grey, to, i).doubleValue();
        assertThat(row[i]).as("%d to %d, %d", from, to, i).isCloseTo(exact, within(0.5 + slack));
        assertThat(column[i]).isEqualTo(row[i]);
      }
    }
  }

  private static int[] ints(RandomGenerator random, int count) {
    return IntStream.generate(random::nextInt).limit(count).toArray();
  }

  private static int[] grey(RandomGenerator random, int count) {
    return IntStream.generate(() -> 0xff000000 | random.nextInt(256) * 0x010101)
        .limit(count)
        .toArray();
  }

  private static int taps(int from, int to) {
    return 2 * Math.max(1, from / to + 1) + 1;
  }

  /**
   * Σ w·v / Σ w with w = max(0, 1 - |x + 1/2 - c| / f), c = (i + 1/2)·from/to, over all samples.
   */
  private static BigFraction mean(int[] levels, int to, int i) {
    BigFraction scale = new BigFraction(levels.length, to);
    BigFraction centre = new BigFraction(2 * i + 1, 2).multiply(scale);
    BigFraction f = scale.compareTo(BigFraction.ONE) > 0 ? scale : BigFraction.ONE;
    BigFraction sum = BigFraction.ZERO;
    BigFraction weights = BigFraction.ZERO;
    for (int x = 0; x < levels.length; x++) {
      BigFraction distance = new BigFraction(x).add(HALF).subtract(centre).abs();
      BigFraction weight = BigFraction.ONE.subtract(distance.divide(f));
      if (weight.compareTo(BigFraction.ZERO) > 0) {
        sum = sum.add(weight.multiply(levels[x] & 255));
        weights = weights.add(weight);
      }
    }
    return sum.divide(weights);
  }

  private static double[] resized(int height, int width, int[] grey, int toHeight, int toWidth) {
    Preprocessing p =
        new Preprocessing(
            Optional.of(new Resize.Exact(toHeight, toWidth)),
            Optional.empty(),
            Background.WHITE,
            Order.GREY,
            1,
            List.of(0.0),
            List.of(1.0));
    return new PictureInput(p, new Maps(1, toHeight, toWidth)).of(height, width, grey);
  }

  /** Grey, the channels and the arithmetic by other means than the oracle's. */
  @Test
  void levelsBecomeNumbers() {
    RandomGenerator random = new Well19937c(2);
    int[] argb = ints(random, 1_000);
    for (Order order : Order.values()) {
      List<Double> mean = List.of(0.1, -2.0, 30.0).subList(0, order.channels());
      List<Double> std = List.of(0.3, 7.0, 1e-3).subList(0, order.channels());
      Preprocessing p =
          new Preprocessing(
              Optional.empty(),
              Optional.empty(),
              new Background(1, 200, 31),
              order,
              -0.125,
              mean,
              std);
      double[] values = new PictureInput(p, new Maps(order.channels(), 20, 50)).of(20, 50, argb);
      for (int i = 0; i < values.length; i++) {
        int c = i / 1_000;
        double level = values[i] * std.get(c) + mean.get(c);
        assertThat(level / -0.125).isCloseTo(level(argb[i % 1_000], order, c), within(0.501));
      }
    }
  }

  /** Before it is rounded. */
  private static double level(int argb, Order order, int channel) {
    double red = blended(argb, 16, 1);
    double green = blended(argb, 8, 200);
    double blue = blended(argb, 0, 31);
    return switch (order) {
      case GREY -> Math.rint(0.299 * red + 0.587 * green + 0.114 * blue);
      case RGB -> new double[] {red, green, blue}[channel];
      case BGR -> new double[] {blue, green, red}[channel];
    };
  }

  private static double blended(int argb, int shift, int background) {
    double alpha = (argb >>> 24) / 255.0;
    return Math.rint(alpha * (argb >> shift & 255) + (1 - alpha) * background);
  }

  @Test
  void theRuntimeGivesTheSameBits() {
    RandomGenerator random = new Well19937c(3);
    for (int round = 0; round < 400; round++) {
      int height = side(random);
      int width = side(random);
      int[] argb = ints(random, height * width);
      Preprocessing p = preprocessing(random, height, width);
      Crop size = p.size().orElse(new Crop(height, width));
      int channels = p.order().channels();
      double[] expected =
          new PictureInput(p, new Maps(channels, size.height(), size.width()))
              .of(height, width, argb);
      float[] actual =
          RuntimePreprocessing.of(p, new Maps(channels, size.height(), size.width()))
              .apply(new Picture(height, width, argb));
      for (int i = 0; i < expected.length; i++) {
        assertThat(actual[i])
            .as("round %d: %s of %dx%d, number %d", round, p, height, width, i)
            .isEqualTo((float) expected[i]);
      }
    }
  }

  /** Mostly small, sometimes long: a median of about ten pixels. */
  private static int side(RandomGenerator random) {
    return 1 + random.nextInt(random.nextInt(4) == 0 ? 300 : 20);
  }

  private static Preprocessing preprocessing(RandomGenerator random, int height, int width) {
    Optional<Resize> resize = Optional.empty();
    int cropHeight = height;
    int cropWidth = width;
    int way = random.nextInt(3);
    if (way == 1) {
      cropHeight = side(random);
      cropWidth = side(random);
      resize = Optional.of(new Resize.Exact(cropHeight, cropWidth));
    } else if (way == 2) {
      int shorter = 1 + random.nextInt(30);
      resize = Optional.of(new Resize.Shorter(shorter));
      cropHeight = shorter;
      cropWidth = shorter;
    }
    boolean crop = way == 2 || random.nextBoolean();
    Order order = Order.values()[random.nextInt(3)];
    return new Preprocessing(
        resize,
        crop
            ? Optional.of(new Crop(1 + random.nextInt(cropHeight), 1 + random.nextInt(cropWidth)))
            : Optional.empty(),
        new Background(random.nextInt(256), random.nextInt(256), random.nextInt(256)),
        order,
        random.nextGaussian(),
        order.each(random.nextGaussian()),
        order.each(0.1 + random.nextDouble()));
  }

  /** Neither computes the 2,000,000 x 4,000,000 pixels around it. */
  @Test
  void theCentreOfAHugePictureIsComputedAlone() {
    Preprocessing p =
        new Preprocessing(
            Optional.of(new Resize.Shorter(2_000_000)),
            Optional.of(new Crop(2, 3)),
            Background.WHITE,
            Order.GREY,
            1,
            List.of(0.0),
            List.of(1.0));
    int[] argb = {0xff000000, 0xff646464};
    Maps input = new Maps(1, 2, 3);
    double[] values = new PictureInput(p, input).of(1, 2, argb);
    assertThat(values).containsExactly(50, 50, 50, 50, 50, 50);
    float[] floats = RuntimePreprocessing.of(p, input).apply(new Picture(1, 2, argb));
    assertThat(floats).containsExactly(50, 50, 50, 50, 50, 50);
  }

  @Test
  void aPictureThatDoesNotBecomeTheInputIsRefused() {
    PictureInput plain = new PictureInput(Preprocessing.plain(Order.RGB), new Maps(3, 2, 2));
    assertThatThrownBy(() -> plain.of(2, 3, new int[6]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
