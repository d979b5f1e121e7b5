package dev.ninc.runtime;

/**
 * The memory in which a model runs: activations, nothing of the weights. For one thread at a time.
 */
public final class Workspace {

  private final Model model;
  private final float[] arena;
  private final float[][] rows;
  private final float[] scratch;
  private final int band;
  private float[] in;
  private int inOffset;
  private float[][] outs;
  private final int[] outOffsets;
  final float[][] oneOutput;
  float[] staging;
  float[] stagingOut;

  Workspace(Model model, ModelSpec spec) {
    this.model = model;
    this.arena = new float[spec.arena() + spec.scratch().band()];
    this.rows = new float[spec.scratch().rows()][spec.scratch().rowLength()];
    this.scratch = new float[spec.scratch().floats()];
    this.band = spec.arena();
    this.outOffsets = new int[spec.outputs().size()];
    this.oneOutput = new float[spec.outputs().size()][];
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

  /** Floats for the kernels' own use. */
  public float[] scratch() {
    return scratch;
  }

  /** Where the part of the arena begins that this thread has for itself. */
  public int band() {
    return band;
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
