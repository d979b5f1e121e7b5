package dev.ninc.runtime;

/**
 * The shape of maps of one image: channels x height x width, the order of the numbers in an array.
 */
public record Shape(int channels, int height, int width) {

  public Shape {
    if (channels < 1 || height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "a shape has no side below 1: " + channels + "x" + height + "x" + width);
    }
  }

  /** Floats in one image. */
  public int size() {
    return Math.multiplyExact(Math.multiplyExact(channels, height), width);
  }

  @Override
  public String toString() {
    return channels + "x" + height + "x" + width;
  }
}
