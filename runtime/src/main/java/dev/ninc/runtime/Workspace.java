package dev.ninc.runtime;

/**
 * The memory in which a model runs: activations, nothing of the weights. For one thread at a time.
 */
public final class Workspace {

  private final Model model;
  private final float[] arena;
  private final float[][] rows;
  private float[] in;
  private int inOffset;
  private float[][] outs;
  private final int[] outOffsets;
  final float[][] oneOutput;
  float[] staging;
  float[] stagingOut;

  /**
   * @param arena floats for activations
   * @param rows number of scratch rows
   * @param rowLength floats in each scratch row
   */
  Workspace(Model model, int arena, int rows, int rowLength, int outputs) {
    this.model = model;
    this.arena = new float[arena];
    this.rows = new float[rows][rowLength];
    this.outOffsets = new int[outputs];
    this.oneOutput = new float[outputs][];
  }

  /** Whether it was made by this model. */
  boolean belongsTo(Model other) {
    return model == other;
  }

  void bind(float[] in, float[][] outs) {
    this.in = in;
    this.outs = outs;
  }

  void image(int image, int inputSize, int[] outputSizes) {
    inOffset = image * inputSize;
    for (int i = 0; i < outputSizes.length; i++) {
      outOffsets[i] = image * outputSizes[i];
    }
  }

  /** Forgets the caller's arrays. */
  void release() {
    in = null;
    outs = null;
  }

  /** The activations; the generated class knows what lies where. */
  public float[] arena() {
    return arena;
  }

  /** Short arrays in which kernels add up. */
  public float[][] rows() {
    return rows;
  }

  /** The caller's images. */
  public float[] in() {
    return in;
  }

  /** Where the current image begins in {@link #in()}. */
  public int inOffset() {
    return inOffset;
  }

  /** The caller's array for an output; null where it is not wanted. */
  public float[] out(int output) {
    return outs[output];
  }

  /** Where the current image's result begins in {@link #out}. */
  public int outOffset(int output) {
    return outOffsets[output];
  }
}
