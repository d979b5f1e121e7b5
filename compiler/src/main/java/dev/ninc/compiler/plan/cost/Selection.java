package dev.ninc.compiler.plan.cost;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The best candidate of each layer. The layers depend on each other in one thing: whether the
 * weights of all of them stay in the cache from one image to the next.
 *
 * @param chosen the number of the candidate taken, for each layer
 * @param weights where the weights are for that
 */
public record Selection(List<Integer> chosen, Residence weights) {

  public Selection {
    chosen = List.copyOf(chosen);
  }

  /**
   * Chooses for weights in the cache, and for weights in memory; of the two, what is estimated to
   * be faster where its weights then really are.
   *
   * @param layers the candidates of each layer; of equal ones the first is taken
   */
  public static Selection of(List<List<Work>> layers) {
    return IntStream.range(0, Residence.values().length)
        .mapToObj(i -> best(layers, Residence.values()[i]))
        .map(chosen -> new Selection(chosen, residence(layers, chosen)))
        .min(Comparator.comparingDouble(s -> s.nanoseconds(layers)))
        .orElseThrow();
  }

  private static List<Integer> best(List<List<Work>> layers, Residence weights) {
    return layers.stream().map(candidates -> best(weights, candidates)).toList();
  }

  private static int best(Residence weights, List<Work> candidates) {
    return IntStream.range(0, candidates.size())
        .boxed()
        .min(Comparator.comparingDouble(i -> candidates.get(i).nanoseconds(weights)))
        .orElseThrow();
  }

  private static Residence residence(List<List<Work>> layers, List<Integer> chosen) {
    long bytes =
        IntStream.range(0, layers.size())
            .mapToLong(i -> layers.get(i).get(chosen.get(i)).weightBytes())
            .sum();
    return Residence.of(bytes);
  }

  private double nanoseconds(List<List<Work>> layers) {
    return IntStream.range(0, layers.size())
        .mapToDouble(i -> layers.get(i).get(chosen.get(i)).nanoseconds(weights))
        .sum();
  }
}
