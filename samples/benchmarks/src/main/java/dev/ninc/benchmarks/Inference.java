package dev.ninc.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The time that a call takes. {@link Forks} says how often and for how long. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Inference {

  /** The folder of the network's {@link Bundle}, as a system property. */
  static final String BUNDLE = "ninc.benchmarks.bundle";

  @Param("nin-cifar10")
  public String network;

  @Param("vector")
  public String engine;

  @Param("1")
  public int batch;

  @Param("1")
  public int threads;

  private Engine running;

  @Setup
  public void open() throws IOException {
    Bundle bundle = new Bundle(Path.of(System.getProperty(BUNDLE)));
    Subject subject = Subject.sample(network).from(bundle);
    running = EngineKind.of(engine).open(subject, new Load(batch, threads));
    running.images(subject.images(batch, 1));
  }

  @TearDown
  public void close() {
    running.close();
  }

  /** One batch; the results are in the engine's own arrays. */
  @Benchmark
  public void oneBatch() {
    running.run();
  }
}
