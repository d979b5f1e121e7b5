package dev.ninc.compiler.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What random networks cover: a test that never makes something does not test it.
 *
 * @param table the share of each feature, for people
 * @param rare what must occur in 5 % of networks and does not
 */
public record Coverage(String table, List<String> rare) {

  private static final double LEAST = 0.05;

  /** The coverage of some networks. */
  public static Coverage of(List<RandomNetwork> networks) {
    Map<String, Integer> counts = new TreeMap<>();
    Features.REQUIRED.forEach(f -> counts.put(f, 0));
    networks.forEach(n -> n.features().forEach(f -> counts.merge(f, 1, Integer::sum)));
    StringBuilder table = new StringBuilder();
    table.append("Random networks, share of ").append(networks.size()).append(":\n");
    List<String> rare = new ArrayList<>();
    counts.forEach(
        (feature, count) -> {
          double share = (double) count / networks.size();
          table.append("%6.1f %%  %s%n".formatted(100 * share, feature));
          if (share < LEAST && Features.REQUIRED.contains(feature)) {
            rare.add(feature);
          }
        });
    return new Coverage(table.toString(), rare);
  }
}
