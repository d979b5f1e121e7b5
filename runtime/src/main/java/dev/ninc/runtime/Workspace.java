package dev.ninc.runtime;

/**
 * The memory in which a model runs: activations, nothing of the weights. For one caller at a time,
 * whose work several threads may share: {@link Parallelism}.
 */
public final class Workspace {

  private final Model model;
  private final float[] arena;
  private final float[][] rows;
  private final float[][] pixels;
  private final float[] scratch;
  private final int band;
  private float[] in;
  private int inOffset;
  private float[][] outs;
  private final int[] outOffsets;
  final float[][] oneOutput;
  float[] staging;
  float[] stagingOut;
  private Team team;

  /** For one thread or several. */
  Workspace(Model model, ModelSpec spec, Parallelism parallelism) {
    this(model, spec, arena(spec, parallelism.threads()), spec.arena());
    if (parallelism.threads() > 1) {
      team = new Team(this, spec, parallelism);
    }
  }

  private Workspace(Model model, ModelSpec spec, float[] arena, int band) {
    this(
        model,
        arena,
        band,
        new float[spec.scratch().rows()][Packing.rowFloats(spec.scratch().rowLength())],
        new float[spec.scratch().pixelRows()][Packing.rowFloats(spec.scratch().pixels())],
        new float[spec.scratch().floats()],
        spec.outputs().size());
  }

  private Workspace(
      Model model,
      float[] arena,
      int band,
      float[][] rows,
      float[][] pixels,
      float[] scratch,
      int outputs) {
    this.model = model;
    this.arena = arena;
    this.band = band;
    this.rows = rows;
    this.pixels = pixels;
    this.scratch = scratch;
    this.outOffsets = new int[outputs];
    this.oneOutput = new float[outputs][];
  }

  private static float[] arena(ModelSpec spec, int threads) {
    long floats = spec.arena() + (long) threads * spec.scratch().band();
    return new float[Math.toIntExact(floats)];
  }

  /** The same arena for another thread. */
  Workspace lane(ModelSpec spec, int number) {
    return new Workspace(model, spec, arena, band + number * spec.scratch().band());
  }

  /** An arena of its own for the same thread. */
  Workspace withArena(ModelSpec spec) {
    return new Workspace(
        model, arena(spec, 1), spec.arena(), rows, pixels, scratch, outOffsets.length);
  }

  /** The threads that work together in this workspace; null where there is one alone. */
  Team team() {
    return team;
  }

  /** Whether it was made by this model. */
  boolean belongsTo(Model other) {
    return model == other;
  }

  /** The same arrays as another workspace. */
  void bind(Workspace other) {
    bind(other.in, other.outs);
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

  /** Arrays with a number for each pixel of a block. */
  public float[][] pixels() {
    return pixels;
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
