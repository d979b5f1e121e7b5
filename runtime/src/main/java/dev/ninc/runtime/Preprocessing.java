package dev.ninc.runtime;

import java.util.Arrays;
import java.util.Locale;

/**
 * What makes the input of a network of a picture: what the {@code preprocess} of its {@code .nin}
 * file says, in this order.
 *
 * <ol>
 *   <li>Transparent pixels are laid over the background: (a · colour + (255 - a) · background) /
 *       255, rounded.
 *   <li>The picture is resized: Pillow's bilinear in its own integer arithmetic, that is 8 bits for
 *       each channel, a triangle filter that widens with the reduction, half-pixel centres, along
 *       the rows first, rounded to 8 bits after each of the two passes.
 *   <li>The centre is cut out, from floor((size - crop) / 2) on.
 *   <li>Channels are put in order; grey is (19595 R + 38470 G + 7471 B + 32768) >> 16 (ITU-R 601).
 *   <li>Value = (v · scale - mean[c]) / std[c], v in 0..255, in double precision, rounded to float.
 * </ol>
 *
 * <p>Immutable: each method gives another one. It works on {@link Picture}, and needs nothing of
 * {@code java.desktop}.
 */
public final class Preprocessing {

  private static final int WHITE = 0xffffff;

  /** The channels of the input. */
  private enum Order {
    RGB,
    BGR,
    GREY
  }

  private final Shape input;
  private final Order order;
  private final PictureSize size;
  private final int background;
  private final double scale;
  private final double[] mean;
  private final double[] std;

  /** For each channel the value of each of the 256 levels. */
  private final float[] values;

  private Preprocessing(
      Shape input,
      Order order,
      PictureSize size,
      int background,
      double scale,
      double[] mean,
      double[] std) {
    this.input = input;
    this.order = order;
    this.size = size;
    this.background = background;
    this.scale = scale;
    this.mean = mean;
    this.std = std;
    this.values = new float[256 * input.channels()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (((i & 255) * scale - mean[i >> 8]) / std[i >> 8]);
    }
  }

  /**
   * Levels 0 to 255 of red, green and blue, for pictures that are as large as the input.
   *
   * @throws IllegalArgumentException unless the input has three channels
   */
  public static Preprocessing rgb(Shape input) {
    return plain(input, Order.RGB, 3);
  }

  /**
   * Levels 0 to 255 of blue, green and red, for pictures that are as large as the input.
   *
   * @throws IllegalArgumentException unless the input has three channels
   */
  public static Preprocessing bgr(Shape input) {
    return plain(input, Order.BGR, 3);
  }

  /**
   * Levels 0 to 255 of grey, for pictures that are as large as the input.
   *
   * @throws IllegalArgumentException unless the input has one channel
   */
  public static Preprocessing grey(Shape input) {
    return plain(input, Order.GREY, 1);
  }

  private static Preprocessing plain(Shape input, Order order, int channels) {
    if (input.channels() != channels) {
      throw new IllegalArgumentException(order.name().toLowerCase(Locale.ROOT) + " for " + input);
    }
    double[] std = new double[channels];
    Arrays.fill(std, 1);
    return new Preprocessing(
        input, order, PictureSize.as(input), WHITE, 1, new double[channels], std);
  }

  /** Pictures are resized to exactly this size. */
  public Preprocessing resize(int height, int width) {
    return with(size.resize(height, width));
  }

  /**
   * Pictures are resized so that their shorter side has this length, and the other long · side /
   * short, rounded half up.
   */
  public Preprocessing resizeShorter(int side) {
    return with(size.resizeShorter(side));
  }

  /**
   * The centre is cut out.
   *
   * @throws IllegalArgumentException unless it is as large as the input
   */
  public Preprocessing crop(int height, int width) {
    return with(size.crop(height, width));
  }

  private Preprocessing with(PictureSize other) {
    return new Preprocessing(input, order, other, background, scale, mean, std);
  }

  /**
   * The colour that shows through transparent pixels; white where it is not given.
   *
   * @throws IllegalArgumentException if a number is not in 0..255
   */
  public Preprocessing background(int red, int green, int blue) {
    if (((red | green | blue) & ~255) != 0) {
      throw new IllegalArgumentException("a colour of " + red + ", " + green + ", " + blue);
    }
    return new Preprocessing(input, order, size, red << 16 | green << 8 | blue, scale, mean, std);
  }

  /** What levels are multiplied by; 1 where it is not given. */
  public Preprocessing scale(double factor) {
    return new Preprocessing(input, order, size, background, factor, mean, std);
  }

  /**
   * What is subtracted after scaling, one number for each channel of the input; 0 where it is not
   * given.
   */
  public Preprocessing mean(double... each) {
    return new Preprocessing(input, order, size, background, scale, channels(each), std);
  }

  /**
   * What is divided by at last, one number for each channel of the input; 1 where it is not given.
   */
  public Preprocessing std(double... each) {
    return new Preprocessing(input, order, size, background, scale, mean, channels(each));
  }

  private double[] channels(double[] each) {
    if (each.length != input.channels()) {
      throw new IllegalArgumentException(each.length + " numbers for the channels of " + input);
    }
    return each.clone();
  }

  /** The shape of what comes out. */
  public Shape input() {
    return input;
  }

  /**
   * One input of the network: channel, row, column.
   *
   * @throws IllegalArgumentException if the picture's size does not suit; the message says what to
   *     do
   */
  public float[] apply(Picture picture) {
    float[] out = new float[input.size()];
    apply(picture, out, 0);
    return out;
  }

  /**
   * Writes one input of the network into an array, which may hold several.
   *
   * @param offset where it begins: image number x {@code input().size()}
   * @throws IllegalArgumentException if the picture's size does not suit, or the array ends before
   *     the input does; nothing is written then
   */
  public void apply(Picture picture, float[] out, int offset) {
    if (offset < 0 || offset > out.length - input.size()) {
      throw new IllegalArgumentException(
          "an input of " + input.size() + " floats at " + offset + " of " + out.length);
    }
    int[] colours = size.of(picture, background);
    int pixels = colours.length / 3;
    for (int i = 0; i < pixels; i++) {
      int red = colours[3 * i];
      int green = colours[3 * i + 1];
      int blue = colours[3 * i + 2];
      int at = offset + i;
      switch (order) {
        case GREY -> out[at] = values[19595 * red + 38470 * green + 7471 * blue + 32768 >> 16];
        case RGB -> put(red, green, blue, out, at, pixels);
        case BGR -> put(blue, green, red, out, at, pixels);
      }
    }
  }

  private void put(int first, int second, int third, float[] out, int at, int plane) {
    out[at] = values[first];
    out[at + plane] = values[256 + second];
    out[at + 2 * plane] = values[512 + third];
  }

  /** A pixel with alpha over an opaque one: ties can't occur, 255 being odd. */
  static int over(int argb, int background) {
    int alpha = argb >>> 24;
    if (alpha == 255) {
      return argb;
    }
    return blend(argb, background, alpha, 16)
        | blend(argb, background, alpha, 8)
        | blend(argb, background, alpha, 0);
  }

  private static int blend(int front, int back, int alpha, int shift) {
    int sum = alpha * (front >> shift & 255) + (255 - alpha) * (back >> shift & 255);
    return (sum + 127) / 255 << shift;
  }

  /** {@code resize shorter 256, crop 224x224, order rgb, scale 0.5, …}. */
  @Override
  public String toString() {
    return size
        + ("order " + order.name().toLowerCase(Locale.ROOT))
        + (background == WHITE ? "" : String.format(Locale.ROOT, ", background #%06x", background))
        + (", scale " + scale)
        + (", mean " + Arrays.toString(mean))
        + (", std " + Arrays.toString(std));
  }
}
