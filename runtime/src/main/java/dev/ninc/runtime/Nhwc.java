package dev.ninc.runtime;

import java.util.Arrays;

/**
 * The parts of a network that cost little: moving maps in and out of the arena, where channels
 * stand last, and functions of single numbers. All offsets and strides are in floats.
 */
public final class Nhwc {

  private Nhwc() {}

  /**
   * Reads rows of an image, channel by channel, into pixels.
   *
   * @param firstRow the first row
   * @param endRow the row behind the last one
   */
  public static void read(
      float[] in,
      int from,
      float[] a,
      int to,
      int channels,
      int height,
      int width,
      int pixelStride,
      int rowStride,
      int firstRow,
      int endRow) {
    for (int c = 0; c < channels; c++) {
      for (int y = firstRow; y < endRow; y++) {
        int source = from + (c * height + y) * width;
        int target = to + y * rowStride + c;
        for (int x = 0; x < width; x++) {
          a[target + x * pixelStride] = in[source + x];
        }
      }
    }
  }

  /** Writes pixels, channel by channel; does nothing where {@code out} is null: not wanted. */
  public static void write(
      float[] a,
      int from,
      float[] out,
      int to,
      int channels,
      int height,
      int width,
      int pixelStride,
      int rowStride) {
    if (out == null) {
      return;
    }
    for (int c = 0; c < channels; c++) {
      for (int y = 0; y < height; y++) {
        int source = from + y * rowStride + c;
        int target = to + (c * height + y) * width;
        for (int x = 0; x < width; x++) {
          out[target + x] = a[source + x * pixelStride];
        }
      }
    }
  }

  /**
   * Copies the channels of each pixel.
   *
   * @param firstRow the first row
   * @param endRow the row behind the last one
   */
  public static void copy(
      float[] a,
      int from,
      int fromPixel,
      int fromRow,
      int to,
      int toPixel,
      int toRow,
      int channels,
      int firstRow,
      int endRow,
      int width) {
    for (int y = firstRow; y < endRow; y++) {
      for (int x = 0; x < width; x++) {
        System.arraycopy(
            a, from + y * fromRow + x * fromPixel, a, to + y * toRow + x * toPixel, channels);
      }
    }
  }

  /**
   * Zeroes what surrounds maps.
   *
   * @param at the first float of the border's upper left corner
   * @param rows of maps and border together
   * @param rowLength floats of a row of maps and border together
   * @param top floats are rows here; {@code left} and {@code right} are floats
   */
  public static void zeroBorder(
      float[] a, int at, int rows, int rowLength, int top, int left, int bottom, int right) {
    Arrays.fill(a, at, at + top * rowLength, 0f);
    Arrays.fill(a, at + (rows - bottom) * rowLength, at + rows * rowLength, 0f);
    for (int y = top; y < rows - bottom; y++) {
      int row = at + y * rowLength;
      Arrays.fill(a, row, row + left, 0f);
      Arrays.fill(a, row + rowLength - right, row + rowLength, 0f);
    }
  }

  /**
   * exp(x − m) / Σ exp(x − m) over the channels of each pixel, m the largest x.
   *
   * @param firstRow the first row
   * @param endRow the row behind the last one
   */
  public static void softmax(
      float[] a,
      int from,
      int fromPixel,
      int fromRow,
      int to,
      int toPixel,
      int toRow,
      int channels,
      int firstRow,
      int endRow,
      int width) {
    for (int y = firstRow; y < endRow; y++) {
      for (int x = 0; x < width; x++) {
        softmax(a, from + y * fromRow + x * fromPixel, to + y * toRow + x * toPixel, channels);
      }
    }
  }

  private static void softmax(float[] a, int from, int to, int channels) {
    float largest = a[from];
    for (int c = 1; c < channels; c++) {
      largest = Math.max(largest, a[from + c]);
    }
    double sum = 0;
    for (int c = 0; c < channels; c++) {
      double e = Math.exp((double) a[from + c] - largest);
      a[to + c] = (float) e;
      sum += e;
    }
    for (int c = 0; c < channels; c++) {
      a[to + c] = (float) (a[to + c] / sum);
    }
  }

  /**
   * 1 / (1 + exp(−x)) of each number.
   *
   * @param firstRow the first row
   * @param endRow the row behind the last one
   */
  public static void sigmoid(
      float[] a,
      int from,
      int fromPixel,
      int fromRow,
      int to,
      int toPixel,
      int toRow,
      int channels,
      int firstRow,
      int endRow,
      int width) {
    for (int y = firstRow; y < endRow; y++) {
      for (int x = 0; x < width; x++) {
        int source = from + y * fromRow + x * fromPixel;
        int target = to + y * toRow + x * toPixel;
        for (int c = 0; c < channels; c++) {
          a[target + c] = (float) (1 / (1 + Math.exp(-a[source + c])));
        }
      }
    }
  }

  /**
   * tanh(x) of each number.
   *
   * @param firstRow the first row
   * @param endRow the row behind the last one
   */
  public static void tanh(
      float[] a,
      int from,
      int fromPixel,
      int fromRow,
      int to,
      int toPixel,
      int toRow,
      int channels,
      int firstRow,
      int endRow,
      int width) {
    for (int y = firstRow; y < endRow; y++) {
      for (int x = 0; x < width; x++) {
        int source = from + y * fromRow + x * fromPixel;
        int target = to + y * toRow + x * toPixel;
        for (int c = 0; c < channels; c++) {
          a[target + c] = (float) Math.tanh(a[source + c]);
        }
      }
    }
  }
}
