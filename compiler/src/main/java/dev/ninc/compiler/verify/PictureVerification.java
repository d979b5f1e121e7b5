package dev.ninc.compiler.verify;

import dev.ninc.compiler.interp.Numbers;
import dev.ninc.compiler.interp.PictureInput;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Preprocessing;
import dev.ninc.runtime.Model;
import dev.ninc.runtime.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Holds the preprocessing of a generated class against the oracle: on random pictures, transparent
 * ones, larger and smaller than the input, each number must be the oracle's, rounded to float.
 */
public final class PictureVerification {

  /** What the finding is called: no step is, having a brace in its name. */
  public static final String STEP = "preprocess { }";

  private PictureVerification() {}

  /** The number that is furthest off over all pictures; nothing may be. */
  public static Finding of(Model model, Preprocessing expected, Maps input, long seed) {
    Random random = new Random(seed);
    PictureInput oracle = new PictureInput(expected, input);
    Numbers.Deviation worst = new Numbers.Deviation(0, 0, 0, 0);
    for (int[] size : sizes(expected, input)) {
      int[] argb = random.ints((long) size[0] * size[1]).toArray();
      float[] actual =
          model.preprocessing().orElseThrow().apply(new Picture(size[0], size[1], argb));
      double[] exact = oracle.of(size[0], size[1], argb);
      for (int i = 0; i < exact.length; i++) {
        var here = new Numbers.Deviation(i, (float) exact[i], actual[i], 0);
        worst = further(here, worst) ? here : worst;
      }
    }
    return new Finding(STEP, worst);
  }

  private static boolean further(Numbers.Deviation here, Numbers.Deviation worst) {
    double distance = Math.abs(here.actual() - here.expected());
    return !here.isAllowed() && !(distance <= Math.abs(worst.actual() - worst.expected()));
  }

  /** Heights and widths that become the input. */
  private static List<int[]> sizes(Preprocessing preprocessing, Maps input) {
    int height = input.height();
    int width = input.width();
    List<int[]> sizes = new ArrayList<>();
    sizes.add(new int[] {height, width});
    boolean resized = preprocessing.resize().isPresent();
    if (resized) {
      sizes.add(new int[] {2 * height, 2 * width});
    }
    if (preprocessing.crop().isPresent()) {
      sizes.add(new int[] {height + 3, width + 4});
    }
    if (resized && preprocessing.size().isPresent()) {
      sizes.add(new int[] {height / 2 + 1, 3 * width + 1});
    }
    return sizes;
  }
}
