package dev.ninc.benchmarks;

import dev.ninc.compiler.Ninc;
import dev.ninc.compiler.Options;
import dev.ninc.compiler.ir.Costs;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.plan.Step;
import dev.ninc.compiler.plan.java.JavaTarget;
import dev.ninc.runtime.GeneratedModel;
import dev.ninc.runtime.Workspace;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The shortest time that each step of a generated class was seen to take: where to look for a slow
 * kernel. Quick, and no benchmark: the steps of a whole network are timed one by one.
 */
public final class StepTimes {

  private static final int PASSES = 1000;

  private StepTimes() {}

  /**
   * @param args a sample, {@code nin-cifar10}; a backend, {@code vector} or {@code scalar}; and how
   *     often the network runs, {@value #PASSES} times if it is left out
   */
  public static void main(String[] args) {
    boolean known =
        (args.length == 2 || args.length == 3 && args[2].matches("[1-9][0-9]{0,6}"))
            && args[1].matches("vector|scalar");
    if (!known) {
      System.err.println("Usage: StepTimes SAMPLE vector|scalar [PASSES]");
      System.exit(2);
    }
    try {
      run(args, args.length > 2 ? Integer.parseInt(args[2]) : PASSES);
    } catch (IOException | IllegalStateException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private static void run(String[] args, int passes) throws IOException {
    Subject subject = Subject.sample(args[0]);
    GeneratedModel model = subject.model(args[1]);
    System.out.println(model.name() + ", " + model.backend() + ", Java " + Machine.java());
    print(model, macs(subject.network()), shortest(model, subject.image(1), passes));
  }

  /** Nanoseconds of each step. */
  private static long[] shortest(GeneratedModel model, float[] image, int passes) {
    Workspace workspace = model.newWorkspace();
    float[][] outs =
        model.outputs().stream().map(o -> new float[o.shape().size()]).toArray(float[][]::new);
    long[] shortest = new long[model.steps().size()];
    Arrays.fill(shortest, Long.MAX_VALUE);
    for (int pass = 0; pass < passes; pass++) {
      for (int step = 0; step < shortest.length; step++) {
        long start = System.nanoTime();
        model.runStep(workspace, step, image, outs);
        shortest[step] = Math.min(shortest[step], System.nanoTime() - start);
      }
    }
    return shortest;
  }

  /** The multiply-accumulates of each step of the plan. */
  private static Map<String, Long> macs(Network network) {
    Network optimized = Ninc.optimize(network, Options.DEFAULT);
    Map<Value, Long> ofNodes = new HashMap<>();
    Costs.of(optimized.graph()).forEach(c -> ofNodes.put(c.node().out(), c.macs()));
    Map<String, Long> ofSteps = new HashMap<>();
    for (Step step : Ninc.plan(optimized, JavaTarget.SCALAR, Options.DEFAULT).run()) {
      ofSteps.put(step.id(), step.covers().stream().mapToLong(ofNodes::get).sum());
    }
    return ofSteps;
  }

  private static void print(GeneratedModel model, Map<String, Long> macs, long[] nanos) {
    long total = Arrays.stream(nanos).sum();
    List<String> steps = model.steps();
    System.out.printf("%-24s %10s %7s %9s%n", "step", "µs", "share", "GFLOP/s");
    for (int i = 0; i < nanos.length; i++) {
      long count = macs.getOrDefault(steps.get(i), 0L);
      String speed = count == 0 ? "" : String.format(Locale.ROOT, "%.1f", 2.0 * count / nanos[i]);
      System.out.printf(
          Locale.ROOT,
          "%-24s %10.1f %6.1f%% %9s%n",
          steps.get(i),
          nanos[i] / 1e3,
          100.0 * nanos[i] / total,
          speed);
    }
    System.out.printf(Locale.ROOT, "%-24s %10.1f%n", "all", total / 1e3);
  }
}
