package dev.ninc.runtime;

import java.util.Arrays;

/**
 * Local response normalization across channels (Krizhevsky, Sutskever and Hinton, 2012): x / (bias
 * + k · Σ x²)^beta, the sum over a window of channels around each.
 *
 * <p>The squares of a window are added in the order of the channels, starting with zero: a running
 * sum would be faster, and lose small numbers behind large ones. Several pixels are laid into rows
 * of floats, zeros between them, so that each loop is long and all its arrays have one index: then
 * C2 vectorizes it.
 */
public final class Lrn {

  /** Scratch rows that {@link #acrossChannels} needs. */
  public static final int ROWS = 4;

  /** Floats in a row: four of them stay in the first-level cache. */
  private static final int BLOCK = 2048;

  private Lrn() {}

  /** Floats that each scratch row must have at least. */
  public static int rowLength(int channels, int size) {
    return Math.max(BLOCK, channels + size - 1);
  }

  /**
   * Normalizes maps in the arena, channels last. All offsets and strides are in floats.
   *
   * @param firstRow the first row
   * @param endRow the row behind the last one
   * @param size channels in a window: odd
   * @param k what the sum of squares is multiplied with
   */
  public static void acrossChannels(
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
      int width,
      int size,
      float k,
      double beta,
      float bias,
      float[][] rows) {
    int reach = size / 2;
    int segment = channels + reach;
    int most = (rows[0].length - reach) / segment;
    Arrays.fill(rows[0], 0f);
    for (int y = firstRow; y < endRow; y++) {
      for (int first = 0; first < width; first += most) {
        int pixels = Math.min(most, width - first);
        read(a, from + y * fromRow + first * fromPixel, fromPixel, pixels, channels, reach, rows);
        int length = pixels * segment;
        sums(rows, size, length);
        bases(rows[2], length, k, bias);
        divide(rows[3], rows[2], length, beta);
        write(a, to + y * toRow + first * toPixel, toPixel, pixels, channels, segment, rows[3]);
      }
    }
  }

  /** Lays pixels into the first row, each behind {@code reach} zeros. */
  private static void read(
      float[] a, int from, int fromPixel, int pixels, int channels, int reach, float[][] rows) {
    int segment = channels + reach;
    for (int p = 0; p < pixels; p++) {
      System.arraycopy(a, from + p * fromPixel, rows[0], reach + p * segment, channels);
    }
  }

  /** Third row: the sums of squares. Fourth row: the numbers in the middle of their windows. */
  private static void sums(float[][] rows, int size, int length) {
    square(rows[0], rows[1], length + size / 2);
    System.arraycopy(rows[1], 0, rows[2], 0, length);
    for (int d = 1; d < size; d++) {
      System.arraycopy(rows[1], d, rows[3], 0, Math.min(length, rows[1].length - d));
      add(rows[2], rows[3], length);
    }
    System.arraycopy(rows[0], size / 2, rows[3], 0, length);
  }

  private static void square(float[] x, float[] squares, int length) {
    for (int i = 0; i < length; i++) {
      squares[i] = x[i] * x[i];
    }
  }

  private static void add(float[] sums, float[] squares, int length) {
    for (int i = 0; i < length; i++) {
      sums[i] += squares[i];
    }
  }

  private static void bases(float[] sums, int length, float k, float bias) {
    for (int i = 0; i < length; i++) {
      sums[i] = Math.fma(k, sums[i], bias);
    }
  }

  private static void divide(float[] x, float[] bases, int length, double beta) {
    if (beta == 0.75) {
      threeQuarters(x, bases, length);
    } else if (beta == 0.5) {
      half(x, bases, length);
    } else if (beta == 1) {
      whole(x, bases, length);
    } else {
      for (int i = 0; i < length; i++) {
        x[i] = (float) (x[i] / Math.pow(bases[i], beta));
      }
    }
  }

  private static void threeQuarters(float[] x, float[] bases, int length) {
    for (int i = 0; i < length; i++) {
      float root = (float) Math.sqrt(bases[i]);
      x[i] = x[i] / (root * (float) Math.sqrt(root));
    }
  }

  private static void half(float[] x, float[] bases, int length) {
    for (int i = 0; i < length; i++) {
      x[i] = x[i] / (float) Math.sqrt(bases[i]);
    }
  }

  private static void whole(float[] x, float[] bases, int length) {
    for (int i = 0; i < length; i++) {
      x[i] = x[i] / bases[i];
    }
  }

  private static void write(
      float[] a, int to, int toPixel, int pixels, int channels, int segment, float[] row) {
    for (int p = 0; p < pixels; p++) {
      System.arraycopy(row, p * segment, a, to + p * toPixel, channels);
    }
  }
}
