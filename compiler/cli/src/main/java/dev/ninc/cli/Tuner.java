package dev.ninc.cli;

import dev.ninc.compiler.Ninc;
import dev.ninc.compiler.Options;
import dev.ninc.compiler.TuningTarget;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.plan.Plan;
import dev.ninc.compiler.plan.Tunable;
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

/**
 * Measures the algorithms of a network's layers: variants of the whole network, of which the first
 * is the one of the estimates, and each further one tries another algorithm in each layer. So a
 * layer finds the caches as the others leave them.
 */
final class Tuner {

  private final Network network;
  private final Options options;
  private final Weights weights;
  private final long seed;
  private final Graph graph;
  private final List<Tunable> layers;
  private final List<String> estimated;

  /** One variant that was run. */
  private record Variant(Plan plan, Stopwatch.Times times) {}

  Tuner(Network network, Options options, Weights weights, long seed) {
    this.network = network;
    this.options = options;
    this.weights = weights;
    this.seed = seed;
    this.graph = Ninc.optimize(network, options).graph();
    this.layers = TuningTarget.JAVA.layers(graph);
    this.estimated =
        TunableLayer.chosen(graph, options.policy()).stream().map(Algorithm::toString).toList();
  }

  /** The graph whose layers are measured. */
  Graph graph() {
    return graph;
  }

  /**
   * @param seconds for each variant, besides its warm-up
   * @throws Mistake where vector kernels can't run here
   */
  TuningMeasurement measure(double seconds, Progress progress) throws IOException, Mistake {
    if (layers.isEmpty()) {
      return TuningMeasurement.nothing();
    }
    int count = layers.stream().mapToInt(l -> l.candidates().size()).max().orElseThrow();
    List<Variant> variants = new ArrayList<>();
    for (int variant = 0; variant < count; variant++) {
      progress.at("generating and compiling", "variant", variant + 1, count);
      variants.add(run(algorithms(variant), seconds, progress));
    }
    List<TuningMeasurement.Layer> found = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      found.add(layer(i, variants));
    }
    return together(found, variants, seconds, progress);
  }

  /** Whether the fastest of each layer are fast together. */
  private TuningMeasurement together(
      List<TuningMeasurement.Layer> found,
      List<Variant> variants,
      double seconds,
      Progress progress)
      throws IOException, Mistake {
    boolean steady = variants.stream().allMatch(v -> v.times().steady());
    double before = variants.get(0).times().run();
    if (found.stream().allMatch(TuningMeasurement.Layer::isAsEstimated)) {
      return new TuningMeasurement(found, before, before, steady);
    }
    progress.at("generating and compiling the fastest variant");
    List<String> fastest = found.stream().map(TuningMeasurement.Layer::taken).toList();
    Stopwatch.Times last = run(fastest, seconds, progress).times();
    return TuningMeasurement.of(found, before, last.run(), steady && last.steady());
  }

  /** The algorithms of a variant: the estimates' own, then the others of each layer in turn. */
  private List<String> algorithms(int variant) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      String first = estimated.get(i);
      List<String> others =
          layers.get(i).candidates().stream().filter(a -> !a.equals(first)).toList();
      boolean isOther = variant > 0 && variant <= others.size();
      all.add(isOther ? others.get(variant - 1) : first);
    }
    return all;
  }

  private Variant run(List<String> algorithms, double seconds, Progress progress)
      throws IOException, Mistake {
    Map<String, String> byLayer = new LinkedHashMap<>();
    for (int i = 0; i < layers.size(); i++) {
      byLayer.put(layers.get(i).name(), algorithms.get(i));
    }
    Options with = options.tuning(TuningTarget.JAVA, byLayer);
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

  private TuningMeasurement.Layer layer(int number, List<Variant> variants) {
    Tunable layer = layers.get(number);
    StepGroup group = StepGroup.of(layer.name(), variants.stream().map(Variant::plan).toList());
    Map<String, Double> seconds = new LinkedHashMap<>();
    layer.candidates().forEach(a -> seconds.put(a, Double.POSITIVE_INFINITY));
    for (int v = 0; v < variants.size(); v++) {
      double time = group.seconds(variants.get(v).plan(), variants.get(v).times().steps());
      seconds.merge(algorithms(v).get(number), time, Math::min);
    }
    return TuningMeasurement.Layer.of(layer, estimated.get(number), seconds);
  }
}
