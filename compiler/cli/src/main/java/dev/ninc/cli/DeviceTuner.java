package dev.ninc.cli;

import dev.ninc.compiler.plan.Tunable;
import dev.ninc.runtime.opencl.DeviceException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Measures the algorithms of a network's layers on a device. Variants of the whole network are
 * built, the first with what the estimates chose, and each further one with another algorithm in
 * each layer. Then the variants of each layer run against each other.
 */
final class DeviceTuner {

  private final List<Tunable> layers;
  private final Map<String, String> estimated = new HashMap<>();
  private final Set<String> shared;
  private final TuningBench bench;
  private final LongSupplier nanos;
  private final Progress progress;
  private final Map<Choice, TuningBench.Variant> variants = new HashMap<>();
  private final List<String> notes = new ArrayList<>();

  private record Choice(String layer, String algorithm) {}

  /**
   * @param layers those that have a choice on this device
   * @param chosen what the planner takes where each layer runs by itself
   * @param shared layers that the planner would run in one kernel with others
   * @param nanos a clock
   */
  DeviceTuner(
      List<Tunable> layers,
      Map<String, String> chosen,
      Set<String> shared,
      TuningBench bench,
      LongSupplier nanos,
      Progress progress) {
    this.layers = List.copyOf(layers);
    this.shared = Set.copyOf(shared);
    this.bench = bench;
    this.nanos = nanos;
    this.progress = progress;
    for (Tunable layer : layers) {
      String usual = chosen.get(layer.name());
      // A device may be too small for what is usual.
      boolean isPossible = layer.candidates().contains(usual);
      estimated.put(layer.name(), isPossible ? usual : layer.candidates().get(0));
    }
  }

  /** What was left out, and why; once it was measured. */
  List<String> notes() {
    return List.copyOf(notes);
  }

  /**
   * @param seconds for each variant, besides building and checking it
   * @throws DeviceException where the device can't run what the estimates chose
   * @throws Mistake where that is wrong on this device
   */
  TuningMeasurement measure(double seconds) throws IOException, Mistake {
    if (layers.isEmpty()) {
      return TuningMeasurement.nothing();
    }
    List<Map<String, String>> all = variants();
    for (int variant = 0; variant < all.size(); variant++) {
      progress.at("building and checking", "variant", variant + 1, all.size());
      if (variant == 0) {
        first(all.get(0));
      } else {
        build(all.get(variant));
      }
    }
    List<TuningMeasurement.Layer> found = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      progress.at("measuring", "layer", i + 1, layers.size());
      found.add(layer(layers.get(i), seconds));
    }
    boolean mayShare = layers.stream().anyMatch(layer -> shared.contains(layer.name()));
    return mayShare ? besideShared(found, seconds) : together(found, seconds);
  }

  /** What each variant tries, by layer; layers that have tried everything are missing. */
  List<Map<String, String>> variants() {
    int count = layers.stream().mapToInt(l -> l.candidates().size()).max().orElse(0);
    List<Map<String, String>> all = new ArrayList<>();
    for (int variant = 0; variant < count; variant++) {
      Map<String, String> tried = new LinkedHashMap<>();
      for (Tunable layer : layers) {
        List<String> order = order(layer);
        if (variant < order.size()) {
          tried.put(layer.name(), order.get(variant));
        }
      }
      all.add(tried);
    }
    return all;
  }

  /** All that a variant runs with. */
  Map<String, String> complete(Map<String, String> tried) {
    Map<String, String> all = new LinkedHashMap<>();
    layers.forEach(l -> all.put(l.name(), tried.getOrDefault(l.name(), estimated.get(l.name()))));
    return all;
  }

  /** What the estimates chose, then the others. */
  private List<String> order(Tunable layer) {
    String first = estimated.get(layer.name());
    List<String> order = new ArrayList<>(List.of(first));
    layer.candidates().stream().filter(a -> !a.equals(first)).forEach(order::add);
    return order;
  }

  /** All else is compared with it, so it has to be right. */
  private void first(Map<String, String> tried) throws IOException, Mistake {
    TuningBench.Variant variant = bench.variant(complete(tried));
    for (Tunable layer : layers) {
      if (!variant.isRight(layer.name())) {
        throw new Mistake(
            "`" + layer.name() + "` gives wrong results on this device.",
            "see `ninc verify --backend opencl`; another driver may do better.");
      }
      variants.put(new Choice(layer.name(), tried.get(layer.name())), variant);
    }
  }

  /** Where a device can't run a variant, it may run halves of it. */
  private void build(Map<String, String> tried) throws IOException, Mistake {
    TuningBench.Variant variant;
    try {
      variant = bench.variant(complete(tried));
    } catch (DeviceException e) {
      if (tried.size() == 1) {
        tried.forEach((layer, algorithm) -> leftOut(layer, algorithm, e.getMessage()));
      } else {
        build(part(tried, 0, tried.size() / 2));
        build(part(tried, tried.size() / 2, tried.size()));
      }
      return;
    }
    tried.forEach(
        (layer, algorithm) -> {
          if (variant.isRight(layer)) {
            variants.put(new Choice(layer, algorithm), variant);
          } else {
            leftOut(layer, algorithm, "it gives wrong results on this device");
          }
        });
  }

  private void leftOut(String layer, String algorithm, String why) {
    notes.add("`" + algorithm + "` is left out for `" + layer + "`: " + why);
  }

  private static Map<String, String> part(Map<String, String> all, int from, int to) {
    Map<String, String> part = new LinkedHashMap<>();
    List.copyOf(all.entrySet()).subList(from, to).forEach(e -> part.put(e.getKey(), e.getValue()));
    return part;
  }

  private TuningMeasurement.Layer layer(Tunable layer, double seconds) {
    String name = layer.name();
    String first = estimated.get(name);
    List<String> left =
        order(layer).stream().filter(a -> variants.containsKey(new Choice(name, a))).toList();
    Map<String, Double> shortest =
        new Halving(nanos)
            .shortest(
                left,
                first,
                seconds * left.size() / layers.size(),
                algorithm -> variants.get(new Choice(name, algorithm)).layer(name));
    return TuningMeasurement.Layer.of(layer, first, shortest);
  }

  /** Whether the fastest of each layer are fast together. */
  private TuningMeasurement together(List<TuningMeasurement.Layer> found, double seconds)
      throws IOException, Mistake {
    Tunable any = layers.get(0);
    TuningBench.Variant before = variants.get(new Choice(any.name(), estimated.get(any.name())));
    if (found.stream().allMatch(TuningMeasurement.Layer::isAsEstimated)) {
      double run = runs(Map.of("before", before), seconds).get("before");
      return new TuningMeasurement(found, run, run, true);
    }
    progress.at("building and checking the fastest variant");
    Map<String, Double> runs =
        runs(Map.of("before", before, "after", bench.variant(taken(found))), seconds);
    return TuningMeasurement.of(found, runs.get("before"), runs.get("after"), true);
  }

  /**
   * The same where layers share kernels, unless something else is asked for: either each runs by
   * itself, or those that share one are left alone.
   */
  private TuningMeasurement besideShared(List<TuningMeasurement.Layer> found, double seconds)
      throws IOException, Mistake {
    List<TuningMeasurement.Layer> others =
        found.stream().filter(l -> !shared.contains(l.layer().name())).toList();
    progress.at("building and checking the fastest variants");
    Map<String, Double> runs =
        runs(
            Map.of(
                "before", bench.whole(Map.of()),
                "others", bench.whole(taken(others)),
                "each", bench.whole(taken(found))),
            seconds);
    double before = runs.get("before");
    if (runs.get("each") < Math.min(before, runs.get("others"))) {
      return TuningMeasurement.of(found, before, runs.get("each"), true);
    }
    layers.stream()
        .map(Tunable::name)
        .filter(shared::contains)
        .forEach(
            name ->
                notes.add(
                    "`"
                        + name
                        + "` is left out: it shares a kernel with its neighbours, and all of the"
                        + " network is no faster without"));
    return TuningMeasurement.of(others, before, runs.get("others"), true);
  }

  private static Map<String, String> taken(List<TuningMeasurement.Layer> found) {
    Map<String, String> taken = new LinkedHashMap<>();
    found.forEach(l -> taken.put(l.layer().name(), l.taken()));
    return taken;
  }

  private Map<String, Double> runs(Map<String, TuningBench.Variant> variants, double seconds) {
    progress.at("measuring whole runs");
    List<String> names = variants.keySet().stream().sorted().toList();
    return new Halving(nanos)
        .shortest(names, names.get(0), seconds, name -> variants.get(name).run());
  }
}
