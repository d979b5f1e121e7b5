package dev.ninc.runtime;

import java.util.Arrays;

/**
 * A picture in memory: what {@link Preprocessing} makes a network's input of. {@link Images} reads
 * it from files; this class needs nothing of {@code java.desktop}. Immutable, as long as nobody
 * writes to the array.
 *
 * @param argb a pixel in each number, row by row from the top left: alpha (255 is opaque), red,
 *     green and blue, 8 bits each, alpha the highest, colours not multiplied by it
 */
public record Picture(int height, int width, int[] argb) {

  /**
   * @throws IllegalArgumentException if a side is below 1, or the array is not height x width long
   */
  public Picture {
    if (height < 1 || width < 1 || (long) height * width != argb.length) {
      throw new IllegalArgumentException(
          argb.length + " pixels for a picture of " + sides(height, width));
    }
  }

  /**
   * A picture of three bytes for each pixel: red, green, blue.
   *
   * @throws IllegalArgumentException if the array is not 3 x height x width long
   */
  public static Picture rgb(int height, int width, byte[] rgb) {
    requireBytes(3, height, width, rgb);
    int[] argb = new int[rgb.length / 3];
    for (int i = 0; i < argb.length; i++) {
      argb[i] =
          opaque(
              Byte.toUnsignedInt(rgb[3 * i]),
              Byte.toUnsignedInt(rgb[3 * i + 1]),
              Byte.toUnsignedInt(rgb[3 * i + 2]));
    }
    return new Picture(height, width, argb);
  }

  /**
   * A picture of one byte for each pixel: 0 is black, 255 white.
   *
   * @throws IllegalArgumentException if the array is not height x width long
   */
  public static Picture grey(int height, int width, byte[] grey) {
    requireBytes(1, height, width, grey);
    int[] argb = new int[grey.length];
    Arrays.setAll(argb, i -> opaque(grey[i] & 255, grey[i] & 255, grey[i] & 255));
    return new Picture(height, width, argb);
  }

  /** Whether nothing behind the picture shows through. */
  public boolean isOpaque() {
    return Arrays.stream(argb).allMatch(p -> p >>> 24 == 255);
  }

  /** Whether red, green and blue are the same in all pixels. */
  public boolean isGrey() {
    return Arrays.stream(argb).allMatch(p -> (p >> 8 & 0xffff) == (p & 0xffff));
  }

  /** {@code picture 30 pixels high and 40 wide}. */
  @Override
  public String toString() {
    return "picture " + sides(height, width);
  }

  static String sides(long height, long width) {
    return height + " pixels high and " + width + " wide";
  }

  private static int opaque(int red, int green, int blue) {
    return 255 << 24 | red << 16 | green << 8 | blue;
  }

  private static void requireBytes(int channels, int height, int width, byte[] bytes) {
    if (height < 1 || width < 1 || bytes.length != (long) channels * height * width) {
      throw new IllegalArgumentException(
          bytes.length + " bytes for a picture of " + channels + "x" + height + "x" + width);
    }
  }
}
