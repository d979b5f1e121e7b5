package dev.ninc.compiler.verify;

import dev.ninc.compiler.Ninc;
import dev.ninc.compiler.Options;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.plan.java.JavaTarget;
import dev.ninc.compiler.random.LayerFacts;
import dev.ninc.compiler.random.LayerNetworks;
import dev.ninc.compiler.random.RandomNetwork;
import dev.ninc.compiler.testing.Harness;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.commons.math3.random.MersenneTwister;

/**
 * A small network made for one kind of kernel and one property, with all else at random.
 *
 * @param wish what it was made for
 * @param options that force the kernel
 */
record ForcedNetwork(long seed, Wish wish, RandomNetwork network, Options options) {

  /** Multiply-accumulates of the layer: the next number where nothing was found with the last. */
  private static final List<Long> BUDGETS = List.of(100_000L, 400_000L, 3_000_000L, 24_000_000L);

  /** Networks to plan with each of them. */
  private static final int ATTEMPTS = 12;

  /** A kernel, and what it is to be tried with: nothing special where that is empty. */
  record Wish(KernelKind kind, Optional<LayerProperty> property) {

    /** All that can be, so that a few neighbours are of many kinds. */
    static final List<Wish> ALL = all();

    private static List<Wish> all() {
      List<Wish> all = new ArrayList<>();
      for (int round = 0; round < LayerProperty.values().length; round++) {
        for (int i = 0; i < KernelKind.ALL.size(); i++) {
          KernelKind kind = KernelKind.ALL.get(i);
          List<LayerProperty> properties = kind.properties();
          if (round < properties.size()) {
            all.add(new Wish(kind, Optional.of(properties.get((round + i) % properties.size()))));
          } else if (round == 0) {
            all.add(new Wish(kind, Optional.empty()));
          }
        }
      }
      return List.copyOf(all);
    }

    /** Each has its turn. */
    static Wish of(long seed) {
      return ALL.get((int) (seed % ALL.size()));
    }

    private boolean holds(LayerFacts facts) {
      return property.isEmpty() || property.get().of(facts);
    }

    @Override
    public String toString() {
      return kind + property.map(p -> ", " + p).orElse("");
    }
  }

  /** The network of a seed; empty where none was found that fulfils its wish. */
  static Optional<ForcedNetwork> of(long seed) {
    Wish wish = Wish.of(seed);
    LayerNetworks networks = new LayerNetworks(new MersenneTwister(seed));
    Options options = wish.kind().options();
    Predicate<LayerFacts> wanted = f -> wish.holds(f) && wish.kind().likely().test(f);
    for (long budget : BUDGETS) {
      Optional<RandomNetwork> made = networks.make(wish.kind().sort(), wanted, budget);
      for (int i = 0; i < ATTEMPTS && made.isPresent(); i++) {
        if (fulfils(made.get(), options, wish)) {
          return Optional.of(new ForcedNetwork(seed, wish, made.get(), options));
        }
        made = networks.make(wish.kind().sort(), wanted, budget);
      }
    }
    return Optional.empty();
  }

  private static boolean fulfils(RandomNetwork made, Options options, Wish wish) {
    return kernels(made, options).stream()
        .anyMatch(k -> k.form().equals(wish.kind().form()) && wish.holds(k.facts()));
  }

  /** The kernels that run it on machines of either number of registers. */
  List<PlannedKernel> kernels() {
    return kernels(network, options);
  }

  private static List<PlannedKernel> kernels(RandomNetwork made, Options options) {
    Network optimized = Ninc.optimize(Harness.check(made.text(), options), options);
    List<PlannedKernel> all = new ArrayList<>();
    for (JavaTarget target : JavaTarget.values()) {
      all.addAll(PlannedKernel.of(Ninc.plan(optimized, target, options), target));
    }
    return all;
  }
}
