package dev.ninc.benchmarks;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The time that one image takes in one thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 10, time = 1)
@Fork(
    value = 3,
    jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
public class Inference {

  @Param({"nin-cifar10", "nin-imagenet"})
  public String network;

  @Param({"vector", "onnxruntime", "scalar"})
  public String engine;

  private Engine running;

  @Setup
  public void open() throws IOException {
    Subject subject = Subject.sample(network);
    running = EngineKind.of(engine).open(subject);
    running.image(subject.image(1));
  }

  @TearDown
  public void close() {
    running.close();
  }

  /** One image; the results are in the engine's own arrays. */
  @Benchmark
  public void oneImage() {
    running.run();
  }
}
