package dev.ninc.cli;

import dev.ninc.compiler.Ninc;
import dev.ninc.compiler.Options;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.plan.Plan;
import dev.ninc.runtime.GeneratedModel;
import dev.ninc.runtime.Parallelism;
import dev.ninc.runtime.VectorWidth;
import dev.ninc.runtime.Weights;
import java.io.IOException;
import java.util.Map;

/**
 * Measures a network and the machine it runs on.
 *
 * @param network as the user wrote it
 * @param seed of the images
 * @param seconds that steps are measured for, once they are steady
 */
record Profiler(
    Network network,
    Options options,
    Weights weights,
    Profile.Setting setting,
    long seed,
    double seconds,
    Progress progress) {

  private static final String VECTOR_MODULE = "jdk.incubator.vector";

  /** Seconds of a measurement of the machine, at most; two loops are measured eight times. */
  private static final double OF_MACHINE = 1.2;

  /**
   * A profile.
   *
   * @param vector whether the vector kernels run, else the scalar ones
   * @throws Mistake where this Java is no JDK or lacks the Vector API
   */
  Profile profile(boolean vector) throws IOException, Mistake {
    requireVectors();
    progress.at("generating and compiling the classes");
    Network optimized = Ninc.optimize(network, options);
    GeneratedClasses classes = GeneratedClasses.of(network, options);
    Probe probe = Probe.of(touched(Ninc.plan(optimized, Tier.SCALAR.target(), options)));
    Tier tier = vector ? vectorTier(probe.lanes()) : Tier.SCALAR;
    GeneratedModel model = classes.load(tier.backend(), Map.of(), weights);
    Limits before = limits(probe, setting.threads());
    Stopwatch.Times times =
        new Stopwatch(
                model,
                model.newWorkspace(Parallelism.of(setting.threadsOfStep())),
                model.newWorkspace(Parallelism.of(setting.threads())),
                NormalNumbers.of(Math.multiplyExact(setting.batch(), model.input().size()), seed))
            .measure(seconds, progress);
    Limits peak = before.max(limits(probe, setting.threads()));
    Limits ofStep =
        setting.threadsOfStep() == setting.threads()
            ? peak
            : limits(probe, setting.threadsOfStep());
    Plan plan = Ninc.plan(optimized, tier.target(), options);
    return new Profile(
        network,
        model.backend().toString(),
        setting,
        Profile.layers(plan, times.steps(), ofStep),
        times,
        peak,
        probe.bytes());
  }

  private Limits limits(Probe probe, int threads) {
    progress.at("measuring what the machine can do");
    return probe.measure(threads, Math.min(OF_MACHINE, 2 * seconds));
  }

  /** Without the Vector API the machine's peak can't be reached, and so not be measured. */
  private static void requireVectors() throws Mistake {
    if (ModuleLayer.boot().findModule(VECTOR_MODULE).isEmpty()) {
      throw new Mistake(
          "What this machine can do is measured by Java's Vector API, which is not there.",
          "start Java with --add-modules " + VECTOR_MODULE + "; `compiler/cli/ninc` does.");
    }
  }

  private static Tier vectorTier(int lanes) {
    return VectorWidth.registers(lanes) == 32 ? Tier.VECTOR_32 : Tier.VECTOR_16;
  }

  /** Bytes of weights and activations. */
  private static long touched(Plan plan) {
    long weights =
        plan.load().stream().mapToLong(l -> plan.graph().node(l.value()).type().size()).sum();
    return Float.BYTES * (plan.arenaSize() + weights);
  }
}
