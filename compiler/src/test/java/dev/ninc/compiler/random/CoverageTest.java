package dev.ninc.compiler.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;
import org.junit.jupiter.api.Test;

/** What the random networks cover: a test that never makes something does not test it. */
class CoverageTest {

  private static final int NETWORKS = 600;
  private static final double LEAST = 0.05;

  private final List<RandomNetwork> networks =
      IntStream.range(0, NETWORKS).mapToObj(RandomNetwork::of).toList();

  @Test
  void everythingOccurs() {
    Map<String, Integer> counts = new TreeMap<>();
    Features.REQUIRED.forEach(f -> counts.put(f, 0));
    networks.forEach(n -> n.features().forEach(f -> counts.merge(f, 1, Integer::sum)));
    StringBuilder table = new StringBuilder("Random networks, share of " + NETWORKS + ":\n");
    List<String> rare = new ArrayList<>();
    counts.forEach(
        (feature, count) -> {
          double share = (double) count / NETWORKS;
          table.append("%6.1f %%  %s%n".formatted(100 * share, feature));
          if (share < LEAST && Features.REQUIRED.contains(feature)) {
            rare.add(feature);
          }
        });
    System.out.println(table);
    assertThat(rare).as("features in fewer than 5 %% of the networks").isEmpty();
  }

  @Test
  void networksAreOfAUsefulSize() {
    double[] sizes = networks.stream().mapToDouble(RandomNetwork::size).toArray();
    double[] macs = networks.stream().mapToDouble(RandomNetwork::macs).toArray();
    System.out.printf(
        Locale.ROOT,
        "Layers: median %.0f, most %.0f. Millions of MACs: median %.2f, most %.2f.%n",
        StatUtils.percentile(sizes, 50),
        StatUtils.max(sizes),
        StatUtils.percentile(macs, 50) / 1e6,
        StatUtils.max(macs) / 1e6);
    assertThat(StatUtils.percentile(sizes, 50)).isGreaterThanOrEqualTo(8);
    assertThat(StatUtils.max(macs)).isLessThanOrEqualTo(3e6);
  }

  @Test
  void theSameSeedGivesTheSameText() {
    assertThat(RandomNetwork.of(17).text()).isEqualTo(RandomNetwork.of(17).text());
    assertThat(RandomNetwork.of(17).text()).isNotEqualTo(RandomNetwork.of(18).text());
  }

  @Test
  void allAreValid() {
    assertThat(networks).allMatch(RandomNetwork::isValid);
  }
}
