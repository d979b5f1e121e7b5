package dev.ninc.compiler.ir;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What makes the network's input of a picture, as the network was trained with. In this order:
 *
 * <ol>
 *   <li>transparent pixels are laid over {@code background};
 *   <li>the picture is resized: Pillow's bilinear, 8 bits after each of the two passes;
 *   <li>the centre is cut out, from floor((size - crop) / 2) on;
 *   <li>channels are put in {@code order}; grey is (19595 R + 38470 G + 7471 B + 32768) >> 16;
 *   <li>value = (v · scale - mean[c]) / std[c], v in 0..255, in double precision, rounded to float.
 * </ol>
 *
 * @param mean one number for each channel in {@code order}'s order
 * @param std likewise, each above 0
 */
public record Preprocessing(
    Optional<Resize> resize,
    Optional<Crop> crop,
    Background background,
    Order order,
    double scale,
    List<Double> mean,
    List<Double> std) {

  public Preprocessing {
    mean = List.copyOf(mean);
    std = List.copyOf(std);
    boolean finite =
        Double.isFinite(scale)
            && mean.stream().allMatch(Double::isFinite)
            && std.stream().allMatch(Double::isFinite);
    if (!finite || scale == 0 || std.stream().anyMatch(s -> s <= 0)) {
      throw new IllegalArgumentException("scale " + scale + ", mean " + mean + ", std " + std);
    }
    if (mean.size() != order.channels() || std.size() != order.channels()) {
      throw new IllegalArgumentException(order + " with mean " + mean + ", std " + std);
    }
  }

  /** What {@code preprocess { }} says: the picture's numbers as they are, 0 to 255. */
  public static Preprocessing plain(Order order) {
    return new Preprocessing(
        Optional.empty(),
        Optional.empty(),
        Background.WHITE,
        order,
        1,
        order.each(0),
        order.each(1));
  }

  /** How a picture is resized. */
  public sealed interface Resize {

    /** To exactly this size. */
    record Exact(int height, int width) implements Resize {
      public Exact {
        requireSide(height);
        requireSide(width);
      }

      @Override
      public <R> R match(Cases<R> cases) {
        return cases.exact(this);
      }

      @Override
      public Optional<Crop> size() {
        return Optional.of(new Crop(height, width));
      }

      @Override
      public String toString() {
        return height + "x" + width;
      }
    }

    /** The shorter side becomes this long, the other long · side / short, rounded half up. */
    record Shorter(int side) implements Resize {
      public Shorter {
        requireSide(side);
      }

      @Override
      public <R> R match(Cases<R> cases) {
        return cases.shorter(this);
      }

      @Override
      public Optional<Crop> size() {
        return Optional.empty();
      }

      @Override
      public String toString() {
        return "shorter " + side;
      }
    }

    <R> R match(Cases<R> cases);

    /** The size of what comes out, where it does not depend on the picture. */
    Optional<Crop> size();

    /** What to do for each way. */
    interface Cases<R> {
      R exact(Exact resize);

      R shorter(Shorter resize);
    }
  }

  /** The centre of this size. */
  public record Crop(int height, int width) {
    public Crop {
      requireSide(height);
      requireSide(width);
    }

    @Override
    public String toString() {
      return height + "x" + width;
    }
  }

  /** The colour that shows through transparent pixels, 0 to 255. */
  public record Background(int red, int green, int blue) {
    public static final Background WHITE = new Background(255, 255, 255);

    public Background {
      if (((red | green | blue) & ~255) != 0) {
        throw new IllegalArgumentException(red + ", " + green + ", " + blue);
      }
    }

    @Override
    public String toString() {
      return "[" + red + ", " + green + ", " + blue + "]";
    }
  }

  /** The channels of the network's input. */
  public enum Order {
    RGB(3),
    BGR(3),
    GREY(1);

    private final int channels;

    Order(int channels) {
      this.channels = channels;
    }

    public int channels() {
      return channels;
    }

    /** One number for every channel. */
    public List<Double> each(double value) {
      return Collections.nCopies(channels, value);
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The size of what comes out, where it does not depend on the picture. */
  public Optional<Crop> size() {
    return crop.or(() -> resize.flatMap(Resize::size));
  }

  /** The statements of the language, on one line: what does nothing is left out. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    resize.ifPresent(r -> text.append("resize ").append(r).append(", "));
    crop.ifPresent(c -> text.append("crop ").append(c).append(", "));
    if (!background.equals(Background.WHITE)) {
      text.append("background ").append(background).append(", ");
    }
    text.append("order ").append(order);
    if (scale != 1) {
      text.append(", scale ").append(number(scale));
    }
    if (!mean.equals(order.each(0))) {
      text.append(", mean ").append(numbers(mean));
    }
    if (!std.equals(order.each(1))) {
      text.append(", std ").append(numbers(std));
    }
    return text.toString();
  }

  /**
   * A number as the language and Java write it, and as people read it: {@code 1/255}, not its
   * digits.
   */
  public static String number(double value) {
    double inverse = Math.rint(1 / value);
    if (Math.abs(inverse) > 1 && Math.abs(inverse) < 1e6 && 1 / inverse == value) {
      String plain = plain(value);
      String fraction = "1/" + plain(inverse);
      return plain.length() <= fraction.length() + 2 ? plain : fraction;
    }
    return plain(value);
  }

  /** All digits that are needed to tell it from other doubles; whole numbers without a point. */
  private static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  private static String numbers(List<Double> values) {
    if (values.stream().distinct().count() == 1) {
      return number(values.get(0));
    }
    return values.stream().map(Preprocessing::number).collect(Collectors.joining(", ", "[", "]"));
  }

  private static void requireSide(int side) {
    if (side < 1) {
      throw new IllegalArgumentException("a side of " + side);
    }
  }
}
