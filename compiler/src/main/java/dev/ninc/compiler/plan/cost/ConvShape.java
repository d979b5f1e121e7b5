package dev.ninc.compiler.plan.cost;

/**
 * What the cost of a convolution depends on.
 *
 * @param height of the output maps
 * @param width of the output maps
 * @param windowHeight rows of the window
 * @param windowWidth columns of the window
 * @param inputs channels of a group
 * @param outputs channels of a group
 * @param groups of channels
 */
public record ConvShape(
    int height, int width, int windowHeight, int windowWidth, int inputs, int outputs, int groups) {

  /** Lanes of a vector, and what channels are rounded up to. */
  static final int LANES = 16;

  public ConvShape {
    if (Math.min(Math.min(height, width), Math.min(windowHeight, windowWidth)) < 1
        || Math.min(Math.min(inputs, outputs), groups) < 1) {
      throw new IllegalArgumentException("nothing to compute");
    }
  }

  /** Cells of the window. */
  public int taps() {
    return windowHeight * windowWidth;
  }

  boolean isPointwise() {
    return taps() == 1;
  }

  /** Vectors of outputs in a group. */
  int outputVectors() {
    return (outputs + LANES - 1) / LANES;
  }

  /** Panels of two vectors, and one of a single vector where their number is odd. */
  int panels() {
    return (outputVectors() + 1) / 2;
  }

  /** Vectors of inputs in a group. */
  int inputVectors() {
    return (inputs + LANES - 1) / LANES;
  }
}
