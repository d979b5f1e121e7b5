package dev.ninc.runtime;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * What is the same for all models, wherever they compute: arguments are checked and workspaces
 * pooled here.
 */
public abstract class BaseModel implements Model {

  private final String name;
  private final Shape input;
  private final List<NamedOutput> outputs;
  private final List<String> labels;
  private final Optional<Preprocessing> preprocessing;
  private final int inputSize;
  private final int[] outputSizes;
  private final AtomicReferenceArray<Workspace> pool;

  protected BaseModel(
      String name,
      Shape input,
      List<NamedOutput> outputs,
      List<String> labels,
      Optional<Preprocessing> preprocessing) {
    this.name = name;
    this.input = input;
    this.outputs = outputs;
    this.labels = labels;
    this.preprocessing = preprocessing;
    this.inputSize = input.size();
    this.outputSizes = new int[outputs.size()];
    for (int i = 0; i < outputSizes.length; i++) {
      outputSizes[i] = outputs.get(i).shape().size();
    }
    this.pool = new AtomicReferenceArray<>(Runtime.getRuntime().availableProcessors());
  }

  /**
   * Runs the network on arguments that were checked.
   *
   * @param images at least one
   */
  protected abstract void compute(Workspace w, float[] in, float[][] outs, int images);

  /** So many of the images of a buffer are copied and run at once, at least one. */
  protected int imagesAtOnce(Workspace w, int images) {
    return 1;
  }

  /** A workspace of the pool is no longer needed. */
  protected void discard(Workspace w) {}

  /** Floats of one image. */
  protected final int inputSize() {
    return inputSize;
  }

  /** Floats of each output for one image. Not to be changed. */
  protected final int[] outputSizes() {
    return outputSizes;
  }

  /** One list of several: generated classes put long ones together of parts. */
  @SafeVarargs
  @SuppressWarnings("varargs")
  protected static <T> List<T> joined(List<T>... parts) {
    List<T> all = new ArrayList<>();
    for (List<T> part : parts) {
      all.addAll(part);
    }
    return List.copyOf(all);
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final Shape input() {
    return input;
  }

  @Override
  public final List<NamedOutput> outputs() {
    return outputs;
  }

  @Override
  public final List<String> labels() {
    return labels;
  }

  @Override
  public final Optional<Preprocessing> preprocessing() {
    return preprocessing;
  }

  @Override
  public final Backend backend() {
    return report().backend();
  }

  @Override
  public final void run(Workspace w, float[] in, float[] out) {
    if (out == null) {
      throw new IllegalArgumentException("no array for the output of " + name);
    }
    checkWorkspace(w);
    w.oneOutput[0] = out;
    try {
      run(w, in, w.oneOutput);
    } finally {
      w.oneOutput[0] = null;
    }
  }

  @Override
  public final void run(Workspace w, float[] in, float[][] outs) {
    int images = checkImages(w, in, outs);
    compute(w, in, outs, images);
  }

  @Override
  public final void run(Workspace w, FloatBuffer in, FloatBuffer out) {
    int images = images(in.remaining());
    if (out.remaining() < (long) images * outputSizes[0]) {
      throw new IllegalArgumentException(
          "room for " + out.remaining() + " floats, needed " + (long) images * outputSizes[0]);
    }
    checkWorkspace(w);
    int atOnce = imagesAtOnce(w, images);
    for (int image = 0; image < images; image += atOnce) {
      runStaged(w, in, out, Math.min(atOnce, images - image));
    }
  }

  private void runStaged(Workspace w, FloatBuffer in, FloatBuffer out, int images) {
    if (w.staging == null || w.staging.length != images * inputSize) {
      w.staging = new float[images * inputSize];
      w.stagingOut = new float[images * outputSizes[0]];
    }
    in.get(w.staging);
    run(w, w.staging, w.stagingOut);
    out.put(w.stagingOut);
  }

  @Override
  public final void run(float[] in, float[] out) {
    Workspace w = borrow();
    try {
      run(w, in, out);
    } finally {
      giveBack(w);
    }
  }

  /**
   * Checks arguments of a tool that runs one image.
   *
   * @throws IllegalArgumentException if a length does not fit or the workspace is another model's
   */
  protected final void checkOneImage(Workspace w, float[] in, float[][] outs) {
    checkWorkspace(w);
    if (in.length != inputSize) {
      throw new IllegalArgumentException(in.length + " floats instead of one image's " + inputSize);
    }
    checkOutputs(outs, 1);
  }

  /** {@code Cifar10: 3x32x32 → 10x1x1, vector (512 bits, 32 registers)}. */
  @Override
  public final String toString() {
    return name + ": " + input + " → " + output() + ", " + backend();
  }

  private int images(int floats) {
    if (floats == 0) {
      throw new IllegalArgumentException("no image: " + name + " takes at least one " + input);
    }
    if (floats % inputSize != 0) {
      throw new IllegalArgumentException(
          floats
              + " floats are no whole number of images: "
              + name
              + " takes "
              + input
              + ", "
              + inputSize
              + " floats each");
    }
    return floats / inputSize;
  }

  /**
   * Checks whose workspace it is.
   *
   * @throws IllegalArgumentException if it is another model's
   */
  protected final void checkWorkspace(Workspace w) {
    if (!w.belongsTo(this)) {
      throw new IllegalArgumentException("the workspace was made by another model");
    }
  }

  /**
   * Checks the arguments of a run.
   *
   * @return how many images there are
   * @throws IllegalArgumentException if a length does not fit or the workspace is another model's
   */
  protected final int checkImages(Workspace w, float[] in, float[][] outs) {
    int images = images(in.length);
    checkWorkspace(w);
    checkOutputs(outs, images);
    return images;
  }

  private void checkOutputs(float[][] outs, int images) {
    if (outs.length != outputSizes.length) {
      throw new IllegalArgumentException(
          outs.length + " arrays for the " + outputSizes.length + " outputs of " + name);
    }
    for (int i = 0; i < outs.length; i++) {
      if (outs[i] != null && outs[i].length < (long) images * outputSizes[i]) {
        throw new IllegalArgumentException(
            "output "
                + outputs.get(i).name()
                + " needs "
                + (long) images * outputSizes[i]
                + " floats for "
                + images
                + " images, the array has "
                + outs[i].length);
      }
    }
  }

  private Workspace borrow() {
    for (int i = 0; i < pool.length(); i++) {
      Workspace w = pool.getAndSet(i, null);
      if (w != null) {
        return w;
      }
    }
    return newWorkspace();
  }

  private void giveBack(Workspace w) {
    for (int i = 0; i < pool.length(); i++) {
      if (pool.compareAndSet(i, null, w)) {
        return;
      }
    }
    discard(w);
  }
}
