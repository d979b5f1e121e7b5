package dev.ninc.runtime;

/**
 * The memory in which a model runs: activations, nothing of the weights. For one caller at a time,
 * whose work several threads may share: {@link Parallelism}. Models that compute elsewhere than in
 * Java's memory have workspaces of a kind of their own.
 */
public class Workspace {

  private final Model model;
  private final float[] own;
  private final int ownBand;
  private final float[][] rows;
  private final float[][] pixels;
  private final float[] scratch;
  private float[] arena;
  private int band;
  private float[] in;
  private int inOffset;
  private float[][] outs;
  private final int[] outOffsets;
  final float[][] oneOutput;
  float[] staging;
  float[] stagingOut;
  private Team team;

  /**
   * For models whose activations lie elsewhere: it has no arena.
   *
   * @param outputs of the model
   */
  protected Workspace(Model model, int outputs) {
    this(model, new float[0], 0, new float[0][], new float[0][], new float[0], outputs);
  }

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
    this.own = arena;
    this.ownBand = band;
    this.arena = arena;
    this.band = band;
    this.rows = rows;
    this.pixels = pixels;
    this.scratch = scratch;
    this.outOffsets = new int[outputs];
    this.oneOutput = new float[outputs][];
  }

  /** An arena for one image, with a band for each thread that works on it. */
  static float[] arena(ModelSpec spec, int threads) {
    long floats = spec.arena() + (long) threads * spec.scratch().band();
    return new float[Math.toIntExact(floats)];
  }

  /** The same arena for another thread. */
  final Workspace lane(ModelSpec spec, int number) {
    return new Workspace(model, spec, own, ownBand + number * spec.scratch().band());
  }

  /** The threads that work together in this workspace; null where there is one alone. */
  final Team team() {
    return team;
  }

  /**
   * Who runs a batch: the threads of this workspace, or one alone where images take steps together.
   *
   * @return null where images pass one after the other in one thread, which needs nobody
   */
  final Team team(ModelSpec spec, Kernels kernels, int images) {
    if (team == null && Team.isInLockstep(spec, kernels, images, 1)) {
      team = new Team(this, spec, Parallelism.of(1));
    }
    return team;
  }

  /**
   * Turns to another arena, until {@link #release}.
   *
   * @param newBand where this thread's own part of it begins
   */
  final void enter(float[] newArena, int newBand) {
    arena = newArena;
    band = newBand;
  }

  /** Whether it was made by this model. */
  final boolean belongsTo(Model other) {
    return model == other;
  }

  /** The same arrays as another workspace. */
  final void bind(Workspace other) {
    bind(other.in, other.outs);
  }

  final void bind(float[] in, float[][] outs) {
    this.in = in;
    this.outs = outs;
  }

  final void image(int image, int inputSize, int[] outputSizes) {
    inOffset = image * inputSize;
    for (int i = 0; i < outputSizes.length; i++) {
      outOffsets[i] = image * outputSizes[i];
    }
  }

  /** Forgets the caller's arrays, and turns back to its own arena. */
  final void release() {
    in = null;
    outs = null;
    enter(own, ownBand);
  }

  /** The arena that it was made with. */
  final float[] ownArena() {
    return own;
  }

  /** Where this thread's part of such an arena begins. */
  final int ownBand() {
    return ownBand;
  }

  /** The activations; the generated class knows what lies where. */
  public final float[] arena() {
    return arena;
  }

  /** Short arrays in which kernels add up. */
  public final float[][] rows() {
    return rows;
  }

  /** Arrays with a number for each pixel of a block. */
  public final float[][] pixels() {
    return pixels;
  }

  /** Floats for the kernels' own use. */
  public final float[] scratch() {
    return scratch;
  }

  /** Where the part of the arena begins that this thread has for itself. */
  public final int band() {
    return band;
  }

  /** The caller's images. */
  public final float[] in() {
    return in;
  }

  /** Where the current image begins in {@link #in()}. */
  public final int inOffset() {
    return inOffset;
  }

  /** The caller's array for an output; null where it is not wanted. */
  public final float[] out(int output) {
    return outs[output];
  }

  /** Where the current image's result begins in {@link #out}. */
  public final int outOffset(int output) {
    return outOffsets[output];
  }
}
