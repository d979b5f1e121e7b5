package dev.ninc.runtime;

import java.util.Collection;

/** The name that a mistyped one was probably meant to be. */
final class NearestName {

  private static final int LONGEST = 200;
  private static final int MOST = 2_000;

  private NearestName() {}

  /**
   * The candidate with the fewest edits, the first of equals; empty where none is within a third of
   * the name's length. Long names and long lists are not searched: the cost is a product.
   */
  static String of(String name, Collection<String> candidates) {
    if (name.length() > LONGEST || candidates.size() > MOST) {
      return "";
    }
    String best = "";
    int fewest = Math.max(2, name.length() / 3) + 1;
    for (String candidate : candidates) {
      if (Math.abs(candidate.length() - name.length()) < fewest) {
        int edits = edits(name, candidate);
        if (edits < fewest) {
          fewest = edits;
          best = candidate;
        }
      }
    }
    return best;
  }

  /**
   * Insertions, deletions, replacements and swaps of neighbours that turn {@code a} into {@code b}
   * (optimal string alignment).
   */
  static int edits(String a, String b) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int edits = Math.min(last[j - 1] + (same ? 0 : 1), 1 + Math.min(last[j], row[j - 1]));
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        row[j] = swapped ? Math.min(edits, beforeLast[j - 2] + 1) : edits;
      }
      int[] free = beforeLast;
      beforeLast = last;
      last = row;
      row = free;
    }
    return last[b.length()];
  }
}
