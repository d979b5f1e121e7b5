package dev.ninc.compiler.diag;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what a misspelt word may have meant. */
public final class Spelling {

  private static final int LONGEST = 200;

  private Spelling() {}

  /**
   * The candidate that is nearest to {@code word}, if one is near: at most a third of its
   * characters differ. Among equally near ones the first.
   */
  public static Optional<String> nearest(String word, Collection<String> candidates) {
    if (word.length() > LONGEST) {
      return Optional.empty();
    }
    return candidates.stream()
        .filter(c -> c.length() <= LONGEST && !c.equals(word) && isNear(word, c))
        .min(Comparator.comparingInt(c -> distance(word, c)));
  }

  /** Words of one or two letters are near to everything: one of their letters must be right. */
  private static boolean isNear(String word, String candidate) {
    int longer = Math.max(word.length(), candidate.length());
    int distance = distance(word, candidate);
    return distance <= Math.max(1, longer / 3) && distance < longer;
  }

  /** Levenshtein's distance with transpositions of neighbours (Damerau, 1964), ignoring case. */
  static int distance(String left, String right) {
    String a = left.toLowerCase(Locale.ROOT);
    String b = right.toLowerCase(Locale.ROOT);
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        d[i][j] = i == 0 || j == 0 ? i + j : step(a, b, d, i, j);
      }
    }
    return d[a.length()][b.length()];
  }

  private static int step(String a, String b, int[][] d, int i, int j) {
    int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
    int best = Math.min(d[i - 1][j - 1] + change, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, d[i - 2][j - 2] + 1) : best;
  }
}
