package dev.ninc.compiler.plan.opencl;

/**
 * The channels of a pixel as vectors. The last vector may reach into the padding lanes of the
 * pixel: they may be read and written, and hold nothing that anybody uses.
 *
 * @param width floats of a vector: 1, 4 or 16
 * @param count vectors of a pixel
 */
public record Vectors(int width, int count) {

  /** Single channels. */
  static Vectors scalars(int channels) {
    return new Vectors(1, channels);
  }

  /**
   * Vectors as wide as the device likes them, but no wider than a pixel's stride ({@link
   * PixelStride}).
   */
  static Vectors of(int channels, DeviceProfile profile) {
    int width = Math.min(PixelStride.of(channels), profile.vectorWidth());
    return new Vectors(width, Align.parts(channels, width));
  }
}
