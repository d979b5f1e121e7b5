package dev.ninc.cli;

import dev.ninc.compiler.Ninc;
import dev.ninc.compiler.Options;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.plan.Plan;
import dev.ninc.compiler.plan.java.Algorithm;
import dev.ninc.compiler.plan.java.JavaTarget;
import dev.ninc.compiler.plan.java.TunableLayer;
import dev.ninc.runtime.GeneratedModel;
import dev.ninc.runtime.Weights;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Measures the algorithms of a network's layers: variants of the whole network, of which the first
 * is the one of the estimates, and each further one tries another algorithm in each layer. So a
 * layer finds the caches as the others leave them.
 */
final class Tuner {

  /** How much faster than the estimates' choice another algorithm must be to be no accident. */
  private static final double GAIN = 0.98;

  private final Network network;
  private final Options options;
  private final Weights weights;
  private final long seed;
  private final Graph graph;
  private final List<TunableLayer> layers;
  private final List<Algorithm> estimated;

  /**
   * A layer, and what was measured.
   *
   * @param estimated what the estimates chose
   * @param seconds of each algorithm
   * @param taken the fastest; {@code estimated} where it is as fast, or the whole network gained
   *     nothing
   */
  record Layer(
      TunableLayer layer, Algorithm estimated, Map<Algorithm, Double> seconds, Algorithm taken) {}

  /**
   * All that was measured.
   *
   * @param before seconds of a run with the estimates' choices
   * @param after seconds of a run with the fastest
   * @param steady whether all times were
   */
  record Measurement(List<Layer> layers, double before, double after, boolean steady) {}

  /** One variant that was run. */
  private record Variant(Plan plan, Stopwatch.Times times) {}

  Tuner(Network network, Options options, Weights weights, long seed) {
    this.network = network;
    this.options = options;
    this.weights = weights;
    this.seed = seed;
    this.graph = Ninc.optimize(network, options).graph();
    this.layers = TunableLayer.of(graph);
    this.estimated = TunableLayer.chosen(graph, options.policy());
  }

  /** The graph whose layers are measured. */
  Graph graph() {
    return graph;
  }

  /**
   * @param seconds for each variant, besides its warm-up
   * @throws Mistake where vector kernels can't run here
   */
  Measurement measure(double seconds, Progress progress) throws IOException, Mistake {
    if (layers.isEmpty()) {
      return new Measurement(List.of(), 0, 0, true);
    }
    int count = layers.stream().mapToInt(l -> l.candidates().size()).max().orElseThrow();
    List<Variant> variants = new ArrayList<>();
    for (int variant = 0; variant < count; variant++) {
      progress.at("generating and compiling", "variant", variant + 1, count);
      variants.add(run(algorithms(variant), seconds, progress));
    }
    List<Layer> found = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      found.add(layer(i, variants));
    }
    return together(found, variants, seconds, progress);
  }

  /** Whether the fastest of each layer are fast together. */
  private Measurement together(
      List<Layer> found, List<Variant> variants, double seconds, Progress progress)
      throws IOException, Mistake {
    boolean steady = variants.stream().allMatch(v -> v.times().steady());
    double before = variants.get(0).times().run();
    if (found.stream().allMatch(l -> l.taken().equals(l.estimated()))) {
      return new Measurement(found, before, before, steady);
    }
    progress.at("generating and compiling the fastest variant");
    Variant last = run(found.stream().map(Layer::taken).toList(), seconds, progress);
    double after = last.times().run();
    if (after < before) {
      return new Measurement(found, before, after, steady && last.times().steady());
    }
    List<Layer> kept =
        found.stream()
            .map(l -> new Layer(l.layer(), l.estimated(), l.seconds(), l.estimated()))
            .toList();
    return new Measurement(kept, before, before, steady);
  }

  /** The algorithms of a variant: the estimates' own, then the others of each layer in turn. */
  private List<Algorithm> algorithms(int variant) {
    List<Algorithm> all = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      Algorithm first = estimated.get(i);
      List<Algorithm> others =
          layers.get(i).candidates().stream().filter(a -> !a.equals(first)).toList();
      boolean isOther = variant > 0 && variant <= others.size();
      all.add(isOther ? others.get(variant - 1) : first);
    }
    return all;
  }

  private Variant run(List<Algorithm> algorithms, double seconds, Progress progress)
      throws IOException, Mistake {
    Map<String, String> byLayer = new LinkedHashMap<>();
    for (int i = 0; i < layers.size(); i++) {
      byLayer.put(layers.get(i).name(), algorithms.get(i).toString());
    }
    Options with = options.policy(options.policy().algorithms(byLayer));
    GeneratedModel model =
        GeneratedClasses.of(network, with).load(Runner.Kind.VECTOR.toString(), Map.of(), weights);
    Stopwatch.Times times =
        new Stopwatch(
                model,
                model.newWorkspace(),
                model.newWorkspace(),
                NormalNumbers.of(model.input().size(), seed))
            .measure(seconds, progress);
    return new Variant(Ninc.plan(Ninc.optimize(network, with), JavaTarget.VECTOR_32, with), times);
  }

  private Layer layer(int number, List<Variant> variants) {
    TunableLayer layer = layers.get(number);
    Algorithm first = estimated.get(number);
    StepGroup group = StepGroup.of(layer.name(), variants.stream().map(Variant::plan).toList());
    Map<Algorithm, Double> seconds = new LinkedHashMap<>();
    layer.candidates().forEach(a -> seconds.put(a, Double.POSITIVE_INFINITY));
    for (int v = 0; v < variants.size(); v++) {
      double time = group.seconds(variants.get(v).plan(), variants.get(v).times().steps());
      seconds.merge(algorithms(v).get(number), time, Math::min);
    }
    Optional<Algorithm> faster =
        layer.candidates().stream()
            .filter(a -> seconds.get(a) < GAIN * seconds.get(first))
            .min((a, b) -> Double.compare(seconds.get(a), seconds.get(b)));
    return new Layer(layer, first, seconds, faster.orElse(first));
  }
}
