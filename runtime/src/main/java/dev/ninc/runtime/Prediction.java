package dev.ninc.runtime;

import java.util.ArrayList;
import java.util.List;

/**
 * One of the best classes.
 *
 * @param index of the class
 * @param label its name; the index as a word where the model has no labels
 * @param score what the network gave it: a probability after a softmax
 */
public record Prediction(int index, String label, float score) {

  /**
   * The {@code count} classes with the highest scores, best first; of equal scores the lower index
   * comes first, and NaN comes last.
   *
   * @param scores the results of one or more images
   * @param offset where the image's scores begin
   * @param classes how many there are
   * @throws IllegalArgumentException if the scores do not reach that far or {@code count} is below
   *     1
   */
  public static List<Prediction> top(
      float[] scores, int offset, int classes, List<String> labels, int count) {
    if (count < 1 || offset < 0 || classes > scores.length - offset) {
      throw new IllegalArgumentException(
          "no " + count + " best of " + classes + " scores at " + offset + " of " + scores.length);
    }
    List<Prediction> best = new ArrayList<>();
    boolean[] taken = new boolean[classes];
    for (int i = 0; i < Math.min(count, classes); i++) {
      int winner = -1;
      for (int c = 0; c < classes; c++) {
        if (!taken[c] && (winner < 0 || better(scores[offset + c], scores[offset + winner]))) {
          winner = c;
        }
      }
      taken[winner] = true;
      String label = labels.isEmpty() ? Integer.toString(winner) : labels.get(winner);
      best.add(new Prediction(winner, label, scores[offset + winner]));
    }
    return best;
  }

  private static boolean better(float a, float b) {
    return a > b || (Float.isNaN(b) && !Float.isNaN(a));
  }
}
