package dev.ninc.cli;

import dev.ninc.compiler.emit.GeneratedFile;
import dev.ninc.compiler.javac.MemoryLoader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;

/**
 * Finds out what this machine can do at most. The loops are a resource that is compiled in memory,
 * as generated classes are: javac warns whoever names the Vector API, and here a warning is an
 * error.
 */
final class Probe {

  /** Fused multiply-adds of vectors in one round of the loop. */
  private static final int SUMS = 12;

  /** Rounds in one call: some tens of microseconds. */
  private static final int ROUNDS = 10_000;

  /** The fastest of so many stretches of time counts. */
  private static final int STRETCHES = 6;

  private static final int LEAST_FLOATS = 1 << 14;
  private static final int MOST_FLOATS = 1 << 26;

  private final Object loops;
  private final long bytes;

  /**
   * @param bytes that are read: as many as a run of the network touches, so that they lie where the
   *     network's do
   */
  private Probe(Object loops, long bytes) {
    this.loops = loops;
    this.bytes = bytes;
  }

  /**
   * @param bytes that are to be read in the measurement of memory; it may be fewer
   * @throws Mistake where this Java is no JDK
   */
  static Probe of(long bytes) throws IOException, Mistake {
    try (InputStream in = Probe.class.getResourceAsStream("probe/Probe.java")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      List<GeneratedFile> source = List.of(new GeneratedFile("dev/ninc/probe/Probe.java", text));
      MemoryLoader loader = new MemoryLoader(GeneratedClasses.compile(source));
      Class<?> loops = loader.loadClass("dev.ninc.probe.Probe");
      return new Probe(loops.getConstructor().newInstance(), bytes);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Floats in the vectors that the machine does best. */
  int lanes() {
    return ((IntSupplier) loops).getAsInt();
  }

  /** Bytes that {@link #measure} reads, by all threads together. */
  long bytes() {
    long floats = Math.min(bytes, Runtime.getRuntime().maxMemory() / 4) / Float.BYTES;
    return Float.BYTES * Math.max(LEAST_FLOATS, Math.min(MOST_FLOATS, floats));
  }

  /**
   * @param seconds that it may take; a part of it is for the loops to be compiled
   */
  Limits measure(int threads, double seconds) {
    double stretch = seconds / 2 / (STRETCHES + 2);
    double calls = Race.best(threads, STRETCHES, stretch, this::multiplier);
    int floats = (int) (bytes() / Float.BYTES / threads);
    double reads = Race.best(threads, STRETCHES, stretch, () -> reader(floats));
    return new Limits(threads, calls * ROUNDS * SUMS * 2.0 * lanes(), reads * floats * Float.BYTES);
  }

  private Race.Call multiplier() {
    IntToDoubleFunction multiply = (IntToDoubleFunction) loops;
    return () -> multiply.applyAsDouble(ROUNDS);
  }

  @SuppressWarnings("unchecked")
  private Race.Call reader(int floats) {
    ToDoubleFunction<float[]> read = (ToDoubleFunction<float[]>) loops;
    float[] array = new float[floats];
    return () -> read.applyAsDouble(array);
  }
}
