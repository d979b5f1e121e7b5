package dev.ninc.compiler.verify;

import dev.ninc.runtime.GeneratedModel;
import dev.ninc.runtime.Workspace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Ways to divide the work of each step, in one thread: the order is any. */
enum Pieces {
  SINGLE_ONES,
  RANDOM_RUNS;

  /** All outputs for one image. What the steps leave behind of another image must not matter. */
  float[][] run(GeneratedModel model, float[] image, long seed) {
    Random random = new Random(seed);
    float[][] outs =
        model.outputs().stream().map(o -> new float[o.shape().size()]).toArray(float[][]::new);
    Workspace w = model.newWorkspace();
    for (float[] next : List.of(backwards(image), image)) {
      for (int step = 0; step < model.steps().size(); step++) {
        for (int[] run : runs(model.units(step), random)) {
          model.runStep(w, step, run[0], run[1], next, outs);
        }
      }
    }
    return outs;
  }

  private List<int[]> runs(int units, Random random) {
    List<int[]> runs = new ArrayList<>();
    for (int from = 0; from < units; ) {
      int to = from + 1 + (this == SINGLE_ONES ? 0 : random.nextInt(units - from));
      runs.add(new int[] {from, to});
      from = to;
    }
    Collections.shuffle(runs, random);
    return runs;
  }

  private static float[] backwards(float[] image) {
    float[] other = Arrays.copyOf(image, image.length);
    for (int i = 0; i < image.length; i++) {
      other[i] = image[image.length - 1 - i];
    }
    return other;
  }
}
