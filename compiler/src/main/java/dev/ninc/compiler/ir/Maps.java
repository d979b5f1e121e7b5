package dev.ninc.compiler.ir;

/** Feature maps of one image; the batch is implicit. */
public record Maps(int channels, int height, int width) implements Type {

  public Maps {
    if (channels < 1 || height < 1 || width < 1) {
      throw new IllegalArgumentException(channels + "x" + height + "x" + width);
    }
  }

  @Override
  public long size() {
    return (long) channels * height * width;
  }

  /** Positions in one channel. */
  public int pixels() {
    return height * width;
  }

  @Override
  public String toString() {
    return channels + "x" + height + "x" + width;
  }
}
