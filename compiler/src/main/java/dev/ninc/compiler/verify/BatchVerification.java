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
   * The number of all outputs that is furthest off; none may be.
   *
   * @param image of which those of the batch are made
   */
  public static Finding of(Model model, float[] image) {
    Workspace workspace = model.newWorkspace();
    float[] batch = batch(image);
    float[][] together = outputs(model, IMAGES);
    model.run(workspace, batch, together);
    float[][] alone = outputs(model, IMAGES);
    float[][] results = outputs(model, 1);
    for (int i = 0; i < IMAGES; i++) {
      int from = i * image.length;
      model.run(workspace, Arrays.copyOfRange(batch, from, from + image.length), results);
      for (int output = 0; output < results.length; output++) {
        int size = results[output].length;
        System.arraycopy(results[output], 0, alone[output], i * size, size);
      }
    }
    return new Finding(STEP, Numbers.exact(joined(alone)).worst(Floats.widen(joined(together))));
  }

  private static float[][] outputs(Model model, int images) {
    return model.outputs().stream()
        .map(output -> new float[images * output.shape().size()])
        .toArray(float[][]::new);
  }

  private static float[] joined(float[][] parts) {
    float[] all = new float[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
    int at = 0;
    for (float[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
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
}
