package dev.ninc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Successive halving on a clock that stands still but while something is timed. */
class HalvingTest {

  private long now;
  private final Map<String, Integer> samples = new TreeMap<>();

  /** Each candidate takes as many milliseconds as its name says; every third time it takes more. */
  private double sample(String candidate) {
    int count = samples.merge(candidate, 1, Integer::sum);
    double seconds = Integer.parseInt(candidate) * (count % 3 == 0 ? 2e-3 : 1e-3);
    now += Math.round(seconds * 1e9);
    return seconds;
  }

  private static List<String> candidates(int count) {
    List<String> all = new ArrayList<>();
    for (int i = count; i >= 1; i--) {
      all.add(Integer.toString(i));
    }
    return all;
  }

  private Map<String, Double> shortest(int count, String kept, double seconds) {
    return new Halving(() -> now).shortest(candidates(count), kept, seconds, this::sample);
  }

  @Test
  void theFastestGetMostOfTheTime() {
    Map<String, Double> shortest = shortest(16, "16", 3.2);
    shortest.forEach((name, s) -> assertThat(s).isEqualTo(Integer.parseInt(name) * 1e-3));
    assertThat(samples.get("1")).isGreaterThan(5 * samples.get("9"));
    assertThat(samples.get("16")).as("is kept").isGreaterThan(samples.get("9"));
    assertThat(now / 1e9).isBetween(3.2, 3.2 * 1.3);
  }

  @Test
  void eachIsTimedOnceWhereThereIsNoTime() {
    assertThat(shortest(5, "5", 0)).hasSize(5);
    assertThat(samples.get("4")).isEqualTo(1);
  }

  @Test
  void anyNumberOfCandidates() {
    for (int count = 1; count <= 40; count++) {
      samples.clear();
      assertThat(shortest(count, Integer.toString(count), 0.001)).hasSize(count);
      int rounds = samples.values().stream().mapToInt(n -> n).max().orElseThrow();
      assertThat(rounds).as(count + " candidates").isGreaterThanOrEqualTo(1);
    }
  }
}
