package dev.ninc.compiler.plan.opencl;

/**
 * How a work-group runs several convolutions one after the other: on {@code pixels} pixels, whose
 * channels between two of them stay in local memory as [pixel][channel]. A work-item sums up 4
 * pixels x 4 times {@link #quads} outputs; {@link #ACROSS} work-items lie across the outputs.
 * Weights come into local memory {@code terms} terms at a time.
 *
 * @param pixels of a work-group: a multiple of 4 times {@code terms} divided by whole rounds
 * @param terms of a sum that are brought at a time
 * @param between floats of a pixel that lie in local memory between two convolutions, at most; 0
 *     for a single one
 * @param quads vectors of 4 outputs of a work-item, of the convolution with the most outputs
 */
public record ChainTile(int pixels, int terms, int between, int quads) {

  /** Work-items that lie across the outputs. */
  public static final int ACROSS = 16;

  /** Pixels of a work-item, and outputs that it takes together. */
  public static final int QUAD = 4;

  /** Outputs of the widest convolution: more sums than these take too many registers. */
  static final int MOST_OUTPUTS = 3 * ACROSS * QUAD;

  /** Floats that pixels lie further apart than they need, against bank conflicts. */
  private static final int SKEW = 4;

  /** Registers of a work-item besides its sums, inputs and weights, as clang uses for gfx1030. */
  private static final int OTHER_REGISTERS = 30;

  public ChainTile {
    if (pixels % QUAD != 0 || terms % QUAD != 0 || terms % (pixels / QUAD) != 0) {
      throw new IllegalArgumentException("work-items that do not share the weights");
    }
    if (between % terms != 0 || quads < 1) {
      throw new IllegalArgumentException("channels that are no whole steps");
    }
  }

  /** Vectors of 4 outputs of each work-item, of a convolution with so many outputs. */
  public static int quads(int outputs) {
    return Align.parts(outputs, ACROSS * QUAD);
  }

  /** Work-items in the direction of pixels. */
  public int rows() {
    return pixels / QUAD;
  }

  /** Work-items of the group. */
  public int items() {
    return rows() * ACROSS;
  }

  /** Floats from a pixel's terms to the next pixel's, of what the first convolution reads. */
  public int inputRow() {
    return terms + SKEW;
  }

  /** Floats from a pixel's channels to the next pixel's, between two convolutions. */
  public int betweenRow() {
    return between + SKEW;
  }

  /**
   * Floats of local memory for pixels: first for the inputs, then for what lies between, or for a
   * single convolution, the sum of its outputs over the pixels of each row of work-items.
   */
  public int pixelFloats() {
    int later = between == 0 ? rows() * outputRow() : pixels * betweenRow();
    return Math.max(pixels * inputRow(), later);
  }

  /** Outputs that a row of work-items sums up at once. */
  public int outputRow() {
    return ACROSS * QUAD * quads;
  }

  /** Floats of local memory for weights. */
  public int weightFloats() {
    return terms * outputRow();
  }

  /** Bytes of local memory. */
  public int localBytes() {
    return (pixelFloats() + weightFloats()) * Float.BYTES;
  }

  /** Registers that a work-item needs, about. */
  public int registers() {
    int sums = QUAD * QUAD * quads;
    return sums + QUAD * quads + QUAD * QUAD + OTHER_REGISTERS;
  }

  boolean fits(DeviceProfile profile) {
    return items() <= profile.workGroup()
        && localBytes() <= profile.localBytes()
        && registers() <= profile.registers();
  }

  /** {@code 32 px x 8}. */
  @Override
  public String toString() {
    return pixels + " px x " + terms;
  }
}
