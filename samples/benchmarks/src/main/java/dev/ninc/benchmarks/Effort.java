package dev.ninc.benchmarks;

import java.util.Arrays;
import java.util.Locale;

/** How much time goes into each figure. */
enum Effort {
  /** Figures of record. */
  RECORD(2, 4, 2, 6, 20, 3, 3),
  /** For a look: figures that mean little. */
  QUICK(1, 3, 1, 2, 3, 1, 1);

  private final int forks;
  private final int javaWarmUp;
  private final int nativeWarmUp;
  private final int iterations;
  private final int starts;
  private final int servings;
  private final int compilations;

  Effort(
      int forks,
      int javaWarmUp,
      int nativeWarmUp,
      int iterations,
      int starts,
      int servings,
      int compilations) {
    this.forks = forks;
    this.javaWarmUp = javaWarmUp;
    this.nativeWarmUp = nativeWarmUp;
    this.iterations = iterations;
    this.starts = starts;
    this.servings = servings;
    this.compilations = compilations;
  }

  /** Processes for each engine, where the two networks of the paper are measured. */
  int forks() {
    return forks;
  }

  /**
   * Seconds until all that matters is compiled.
   *
   * @param convolutions each has kernels of its own
   */
  int warmUp(EngineKind engine, long convolutions) {
    return engine.isJava()
        ? Math.max(javaWarmUp, (int) Math.min(3 * javaWarmUp, convolutions * javaWarmUp / 22))
        : nativeWarmUp;
  }

  /** Measurements in a process, each of half a second. */
  int iterations() {
    return iterations;
  }

  /** Processes that end with their first result. */
  int starts() {
    return starts;
  }

  /** Processes that answer requests for some seconds. */
  int servings() {
    return servings;
  }

  /** Processes that compile a network. */
  int compilations() {
    return compilations;
  }

  /**
   * @throws IllegalArgumentException if there is none of that name
   */
  static Effort of(String name) {
    return Arrays.stream(values())
        .filter(e -> e.toString().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("There is no effort " + name + "."));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
