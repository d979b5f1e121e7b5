package dev.ninc.compiler.plan.opencl;

/**
 * From a pixel to the next: channels rounded up to 4 where there are at most 4, else to 16. What
 * lies between the last channel and the next pixel are padding lanes.
 */
final class PixelStride {

  private static final int FEW = 4;

  private PixelStride() {}

  static int of(int channels) {
    return channels <= FEW ? FEW : Align.up(channels, Align.LINE);
  }
}
