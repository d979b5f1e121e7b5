package dev.ninc.runtime.opencl;

import dev.ninc.runtime.Packing;

/**
 * All packed weights of a network, one after another. Each method writes one tensor in the form
 * that kernels read, beginning at {@code at}; what nobody writes is zero.
 */
public final class WeightBuffer {

  private final float[] floats;

  WeightBuffer(int size) {
    floats = new float[size];
  }

  float[] floats() {
    return floats;
  }

  /**
   * The filters of a convolution: {@code [group][panel][row][column][input][32]}, the outputs of
   * each group padded with zeros to whole panels of 32.
   *
   * @param weight [outputs, inputs, height, width]
   * @param inputs channels of one group
   */
  public void filters(
      int at, float[] weight, int outputs, int inputs, int height, int width, int groups) {
    int each = outputs / groups;
    int terms = inputs * height * width;
    float[] whole = padded(weight, groups, each * terms, panels(each) * terms);
    put(at, Packing.panels(whole, groups * panels(each), inputs, height, width, groups));
  }

  /**
   * The filters of a Winograd convolution, transformed: {@code [panel][point][input][32]}, outputs
   * padded with zeros to whole panels of 32.
   *
   * @param weight [outputs, inputs, side, side]
   * @param g the filter transform: a row for each point of a tile's side
   */
  public void winograd(int at, float[] weight, int outputs, int inputs, double[][] g) {
    int terms = weight.length / outputs;
    float[] whole = padded(weight, 1, weight.length, panels(outputs) * terms);
    put(at, Packing.winogradPanels(whole, panels(outputs), inputs, g));
  }

  /** One number for each output, the outputs of each group padded with zeros to whole panels. */
  public void channels(int at, float[] values, int groups) {
    int each = values.length / groups;
    put(at, padded(values, groups, each, panels(each)));
  }

  /**
   * The filters of a depthwise convolution: {@code [row][column][channel]}, channels padded to a
   * multiple of 16.
   *
   * @param weight [channels, 1, height, width]
   * @param taps height · width
   */
  public void taps(int at, float[] weight, int channels, int taps) {
    put(at, Packing.taps(weight, channels, taps));
  }

  /**
   * What a batch normalization multiplies with: scale / √(variance + epsilon), padded to a multiple
   * of 16.
   */
  public void gain(int at, float[] scale, float[] variance, double epsilon) {
    put(at, Packing.normGain(scale, variance, epsilon));
  }

  /** What a batch normalization adds: shift − mean · gain, padded to a multiple of 16. */
  public void shift(
      int at, float[] scale, float[] shift, float[] mean, float[] variance, double epsilon) {
    put(at, Packing.normShift(scale, shift, mean, variance, epsilon));
  }

  private void put(int at, float[] packed) {
    System.arraycopy(packed, 0, floats, at, packed.length);
  }

  private static int panels(int outputs) {
    return (outputs + Packing.PANEL - 1) / Packing.PANEL * Packing.PANEL;
  }

  /** Each of {@code groups} runs made longer by zeros. */
  private static float[] padded(float[] values, int groups, int run, int longer) {
    if (run == longer) {
      return values;
    }
    float[] all = new float[Math.multiplyExact(groups, longer)];
    for (int group = 0; group < groups; group++) {
      System.arraycopy(values, group * run, all, group * longer, run);
    }
    return all;
  }
}
