package dev.ninc.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Processes in which JMH measures one engine, one process at a time. */
final class Forks {

  private static final long ITERATION_MILLIS = 500;

  private Forks() {}

  /**
   * One process.
   *
   * @param network a sample's name
   * @param warmUp seconds that are not counted
   * @param iterations of half a second that are
   * @return microseconds an image, one number for each iteration
   * @throws IOException where the process fails
   */
  static List<Double> run(
      String network, Bundle bundle, EngineKind engine, Load load, int warmUp, int iterations)
      throws IOException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(Inference.class.getName())
            .param("network", network)
            .param("engine", engine.toString())
            .param("batch", Integer.toString(load.batch()))
            .param("threads", Integer.toString(load.threads()))
            .forks(1)
            .warmupIterations(1)
            .warmupTime(TimeValue.seconds(warmUp))
            .measurementIterations(iterations)
            .measurementTime(TimeValue.milliseconds(ITERATION_MILLIS))
            .verbosity(VerboseMode.SILENT)
            .shouldFailOnError(true)
            .jvmArgs(arguments(bundle));
    if (engine == EngineKind.OPENCL) {
      options.jvm(PoclThreads.java(bundle.folder(), load.threads()).toString());
    }
    try {
      return times(new Runner(options.build()).run(), load.batch());
    } catch (RunnerException e) {
      throw new IOException(network + ", " + engine.title() + ", " + load + ": " + e, e);
    }
  }

  private static String[] arguments(Bundle bundle) {
    List<String> arguments = new ArrayList<>();
    arguments.add("--add-modules=jdk.incubator.vector");
    arguments.addAll(Machine.nativeAccess());
    arguments.add("-D" + Inference.BUNDLE + "=" + bundle.folder());
    return arguments.toArray(String[]::new);
  }

  private static List<Double> times(Iterable<RunResult> results, int batch) throws IOException {
    List<Double> times = new ArrayList<>();
    for (RunResult result : results) {
      for (BenchmarkResult fork : result.getBenchmarkResults()) {
        for (IterationResult iteration : fork.getIterationResults()) {
          times.add(iteration.getPrimaryResult().getScore() / batch);
        }
      }
    }
    if (times.isEmpty()) {
      throw new IOException("A measured process gave no result.");
    }
    return times;
  }
}
