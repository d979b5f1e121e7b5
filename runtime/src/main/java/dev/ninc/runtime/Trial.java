package dev.ninc.runtime;

import java.util.Arrays;

/** Both kinds of kernels on the same made-up images: do they give the same bits, how fast? */
final class Trial {

  private static final int IMAGES = 2;
  private static final long MULTIPLIER = 6364136223846793005L;

  private final ModelSpec spec;
  private final Workspace workspace;
  private final float[][] images = new float[IMAGES][];
  private final float[][][] expected = new float[IMAGES][][];
  private final int[] sizes;

  Trial(ModelSpec spec, Workspace workspace) {
    this.spec = spec;
    this.workspace = workspace;
    this.sizes = new int[spec.outputs().size()];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = spec.outputs().get(i).shape().size();
    }
    for (int i = 0; i < IMAGES; i++) {
      images[i] = image(i + 1, spec.input().size());
    }
  }

  /** Numbers between -2 and 2 that are the same each time (Knuth's MMIX generator). */
  private static float[] image(long seed, int size) {
    float[] image = new float[size];
    long random = seed * MULTIPLIER;
    for (int i = 0; i < size; i++) {
      random = random * MULTIPLIER + 1442695040888963407L;
      image[i] = (random >> 40) * 0x1p-22f;
    }
    return image;
  }

  /** Keeps what these kernels give for each image. */
  void expect(Kernels kernels) {
    for (int i = 0; i < IMAGES; i++) {
      expected[i] = outputs();
      run(kernels, images[i], expected[i]);
    }
  }

  /** Whether these kernels give the bits of those before, in all outputs. */
  boolean givesTheSame(Kernels kernels) {
    for (int i = 0; i < IMAGES; i++) {
      float[][] given = outputs();
      run(kernels, images[i], given);
      for (int o = 0; o < given.length; o++) {
        if (!Arrays.equals(given[o], expected[i][o])) {
          return false;
        }
      }
    }
    return true;
  }

  /** Nanoseconds of one image. */
  long time(Kernels kernels) {
    float[][] outs = expected[0];
    long start = System.nanoTime();
    run(kernels, images[0], outs);
    return System.nanoTime() - start;
  }

  private void run(Kernels kernels, float[] image, float[][] outs) {
    workspace.bind(image, outs);
    workspace.image(0, image.length, sizes);
    for (int step = 0; step < spec.steps().size(); step++) {
      kernels.step(step, workspace, 0, kernels.units(step));
    }
    workspace.release();
  }

  private float[][] outputs() {
    float[][] outs = new float[sizes.length][];
    for (int i = 0; i < sizes.length; i++) {
      outs[i] = new float[sizes[i]];
    }
    return outs;
  }
}
