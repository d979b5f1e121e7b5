package dev.ninc.cli;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;

/**
 * Successive halving (Karnin, Koren &amp; Somekh, "Almost optimal exploration in multi-armed
 * bandits", ICML 2013): all candidates are timed, the slower half is dropped, and so on. Each round
 * takes as long as the others, so that most of the time goes to those that are hard to tell apart.
 *
 * @param nanos a clock
 */
record Halving(LongSupplier nanos) {

  /**
   * The shortest time of each candidate: what disturbs a measurement makes it longer.
   *
   * @param candidates at least one
   * @param kept a candidate that stays to the end, because the others are compared with it
   * @param seconds for all of it; each candidate is timed once even where there is no time
   * @param sample times a candidate once, in seconds
   */
  Map<String, Double> shortest(
      List<String> candidates, String kept, double seconds, ToDoubleFunction<String> sample) {
    int rounds = Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(candidates.size() - 1));
    Map<String, Double> shortest = new LinkedHashMap<>();
    for (int round = 0; round < rounds; round++) {
      Set<String> left = left(candidates, kept, shortest, round);
      double each = seconds / rounds / left.size();
      for (String candidate : left) {
        time(candidate, each, sample, shortest);
      }
    }
    return shortest;
  }

  private static Set<String> left(
      List<String> candidates, String kept, Map<String, Double> shortest, int round) {
    if (round == 0) {
      return new LinkedHashSet<>(candidates);
    }
    Set<String> left = new LinkedHashSet<>();
    candidates.stream()
        .sorted(Comparator.comparingDouble(shortest::get))
        .limit(((candidates.size() - 1) >> round) + 1)
        .forEach(left::add);
    left.add(kept);
    return left;
  }

  private void time(
      String candidate,
      double seconds,
      ToDoubleFunction<String> sample,
      Map<String, Double> shortest) {
    long start = nanos.getAsLong();
    do {
      shortest.merge(candidate, sample.applyAsDouble(candidate), Math::min);
    } while (nanos.getAsLong() - start < seconds * 1e9);
  }
}
