package dev.ninc.runtime;

/**
 * Brings weights into the forms that generated kernels read.
 *
 * <p>Outputs are padded with zeros, group by group, to a multiple of {@value #NARROW}, and cut into
 * panels of {@value #PANEL} outputs; the last panel of a group may be {@value #NARROW} wide. In all
 * forms the terms of one output's sum stand in the order row of the window, column of the window,
 * input channel.
 */
public final class Packing {

  /** Outputs in a panel. */
  public static final int PANEL = 32;

  /** Outputs in a narrow panel; activations have channel strides that are a multiple of it. */
  public static final int NARROW = 16;

  private Packing() {}

  /** Rows shorter than this are not padded: their loops hardly get to whole vectors. */
  private static final int SHORT_ROW = 64;

  /** Floats in a cache line. */
  private static final int LINE = 16;

  /** Floats that an array's header takes the place of. */
  private static final int HEADER = 4;

  /**
   * Floats that an array for a row of {@code numbers} has: with its header whole cache lines. So
   * rows that were made one after another all begin at the same place of a line, and a loop over
   * several of them that is aligned for one is aligned for all, which makes long ones up to a third
   * faster.
   */
  static int rowFloats(int numbers) {
    return numbers < SHORT_ROW ? numbers : (numbers + HEADER + LINE - 1) / LINE * LINE - HEADER;
  }

  /** {@code outputs} rounded up to whole narrow panels. */
  public static int padded(int outputs) {
    return (outputs + NARROW - 1) / NARROW * NARROW;
  }

  /**
   * Panels for the vector kernels.
   *
   * @param weight [outputs, inputs, height, width]
   * @param inputs channels of one group
   * @return [group][panel][height][width][inputs][outputs of the panel]
   */
  public static float[] panels(
      float[] weight, int outputs, int inputs, int height, int width, int groups) {
    int each = outputs / groups;
    int padded = padded(each);
    int taps = height * width;
    int terms = taps * inputs;
    float[] packed = new float[Math.multiplyExact(groups * padded, terms)];
    for (int o = 0; o < outputs; o++) {
      int inGroup = o % each;
      int first = inGroup / PANEL * PANEL;
      int wide = Math.min(PANEL, padded - first);
      int at = (o / each * padded + first) * terms + inGroup - first;
      for (int c = 0; c < inputs; c++) {
        int from = (o * inputs + c) * taps;
        for (int t = 0; t < taps; t++) {
          packed[at + (t * inputs + c) * wide] = weight[from + t];
        }
      }
    }
    return packed;
  }

  /**
   * Rows for the scalar kernels.
   *
   * @param weight [outputs, inputs, height, width]
   * @param inputs channels of one group
   * @return for each group and term a row with one number for each output of the group; padded, see
   *     {@link #rowFloats}
   */
  public static float[][] rows(
      float[] weight, int outputs, int inputs, int height, int width, int groups) {
    int each = outputs / groups;
    int taps = height * width;
    int terms = taps * inputs;
    float[][] rows = new float[groups * terms][rowFloats(each)];
    for (int group = 0; group < groups; group++) {
      for (int t = 0; t < taps; t++) {
        for (int c = 0; c < inputs; c++) {
          float[] row = rows[group * terms + t * inputs + c];
          spread(weight, group * each * terms + c * taps + t, terms, row, each);
        }
      }
    }
    return rows;
  }

  /** Every so manieth weight. A short loop in a method that is called often is compiled soon. */
  private static void spread(float[] weight, int from, int step, float[] row, int count) {
    for (int o = 0; o < count; o++) {
      row[o] = weight[from + o * step];
    }
  }

  /**
   * Winograd's transformed filters for the vector kernels.
   *
   * @param weight [outputs, inputs, side, side], side odd
   * @param g the filter transform: n rows for the points of a tile's side, with {@code side}
   *     columns
   * @return [panel][n][n][inputs][outputs of the panel]
   */
  public static float[] winogradPanels(float[] weight, int outputs, int inputs, double[][] g) {
    FilterTransform transform = new FilterTransform(weight, outputs, inputs, g);
    int padded = padded(outputs);
    int terms = transform.points() * inputs;
    float[] packed = new float[Math.multiplyExact(padded, terms)];
    for (int c = 0; c < inputs; c++) {
      double[][] rows = transform.channel(c);
      for (int first = 0; first < outputs; first += PANEL) {
        int wide = Math.min(PANEL, padded - first);
        int count = Math.min(wide, outputs - first);
        for (int point = 0; point < rows.length; point++) {
          int at = first * terms + (point * inputs + c) * wide;
          FilterTransform.round(rows[point], first, packed, at, count);
        }
      }
    }
    return packed;
  }

  /**
   * Winograd's transformed filters for the scalar kernels: the same numbers as {@link
   * #winogradPanels}.
   *
   * @param weight [outputs, inputs, side, side], side odd
   * @param g the filter transform: n rows for the points of a tile's side, with {@code side}
   *     columns
   * @return for each of the n · n points and each input a row with one number for each output;
   *     padded, see {@link #rowFloats}
   */
  public static float[][] winogradRows(float[] weight, int outputs, int inputs, double[][] g) {
    FilterTransform transform = new FilterTransform(weight, outputs, inputs, g);
    float[][] rows = new float[transform.points() * inputs][rowFloats(outputs)];
    for (int c = 0; c < inputs; c++) {
      double[][] transformed = transform.channel(c);
      for (int point = 0; point < transformed.length; point++) {
        FilterTransform.round(transformed[point], 0, rows[point * inputs + c], 0, outputs);
      }
    }
    return rows;
  }

  /**
   * Depthwise weights for the vector kernels.
   *
   * @param weight [channels, 1, height, width]
   * @param taps height · width
   * @return [height][width][channels, padded]
   */
  public static float[] taps(float[] weight, int channels, int taps) {
    int padded = padded(channels);
    float[] packed = new float[Math.multiplyExact(padded, taps)];
    for (int i = 0; i < weight.length; i++) {
      packed[i % taps * padded + i / taps] = weight[i];
    }
    return packed;
  }

  /** Depthwise weights for the scalar kernels: for each tap a row with one number per channel. */
  public static float[][] tapRows(float[] weight, int channels, int taps) {
    return rows(weight, channels, 1, taps, 1, 1);
  }

  /** Biases padded like the outputs, group by group. Negative zeros become zeros. */
  public static float[] bias(float[] bias, int groups) {
    int each = bias.length / groups;
    int padded = padded(each);
    float[] packed = new float[groups * padded];
    for (int o = 0; o < bias.length; o++) {
      packed[o / each * padded + o % each] = bias[o] + 0f;
    }
    return packed;
  }

  /** The zeros of a convolution that has no bias. */
  public static float[] noBias(int outputs, int groups) {
    return new float[groups * padded(outputs / groups)];
  }

  /** One number for each channel, padded to whole narrow panels. */
  public static float[] channels(float[] values) {
    float[] packed = new float[padded(values.length)];
    System.arraycopy(values, 0, packed, 0, values.length);
    return packed;
  }

  /** What a batch normalization multiplies with: scale / √(variance + epsilon), padded. */
  public static float[] normGain(float[] scale, float[] variance, double epsilon) {
    float[] gain = new float[padded(scale.length)];
    for (int c = 0; c < scale.length; c++) {
      gain[c] = (float) (scale[c] / Math.sqrt(variance[c] + epsilon));
    }
    return gain;
  }

  /** What a batch normalization adds: shift − mean · gain, padded. */
  public static float[] normShift(
      float[] scale, float[] shift, float[] mean, float[] variance, double epsilon) {
    float[] added = new float[padded(scale.length)];
    for (int c = 0; c < scale.length; c++) {
      added[c] = (float) (shift[c] - mean[c] * (scale[c] / Math.sqrt(variance[c] + epsilon)));
    }
    return added;
  }
}
