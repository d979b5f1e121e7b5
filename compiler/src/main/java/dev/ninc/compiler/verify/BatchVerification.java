package dev.ninc.compiler.verify;

import dev.ninc.compiler.interp.Numbers;
import dev.ninc.runtime.Model;
import dev.ninc.runtime.Workspace;
import java.util.Arrays;

/**
 * Holds a batch against its images: kernels whose work goes through all images at once must give
 * each of them what it gets alone, to the bit.
 */
public final class BatchVerification {

  /** What the finding is called: no step is, having a blank in its name. */
  public static final String STEP = "batch of 5";

  /** Images of the batch: no multiple of what a work-group takes. */
  private static final int IMAGES = 5;

  private BatchVerification() {}

  /**
   * The number of the first output that is furthest off; none may be.
   *
   * @param image of which those of the batch are made
   */
  public static Finding of(Model model, float[] image) {
    Workspace workspace = model.newWorkspace();
    int size = model.output().size();
    float[] batch = batch(image);
    float[] together = new float[IMAGES * size];
    model.run(workspace, batch, together);
    float[] alone = new float[IMAGES * size];
    float[] result = new float[size];
    for (int i = 0; i < IMAGES; i++) {
      int from = i * image.length;
      model.run(workspace, Arrays.copyOfRange(batch, from, from + image.length), result);
      System.arraycopy(result, 0, alone, i * size, size);
    }
    return new Finding(STEP, Numbers.exact(alone).worst(widen(together)));
  }

  /** Images that differ: each begins elsewhere in the given one. */
  private static float[] batch(float[] image) {
    float[] batch = new float[Math.multiplyExact(IMAGES, image.length)];
    for (int i = 0; i < batch.length; i++) {
      int shift = i / image.length * (image.length / IMAGES + 1);
      batch[i] = image[(i + shift) % image.length];
    }
    return batch;
  }

  private static double[] widen(float[] floats) {
    double[] wide = new double[floats.length];
    for (int i = 0; i < floats.length; i++) {
      wide[i] = floats[i];
    }
    return wide;
  }
}
