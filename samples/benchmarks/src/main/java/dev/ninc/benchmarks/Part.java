package dev.ninc.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is measured, in the order in which it is. */
enum Part {
  /** What is shipped; the same for each Java. */
  SIZE,
  /** From the start of a process to its first result, and the requests after it. */
  FIRST_RESULT,
  /** The largest resident set of a process that answers requests. */
  MEMORY,
  /** From {@code .nin} to Java. */
  COMPILE,
  /** The time of an image, for every sample. */
  SPEED,
  /** How that grows with the batch and with the image. */
  GROWTH,
  /** The class for OpenCL on a processor: only measured where it is asked for. */
  OPENCL;

  /** What is measured where nothing is said. */
  static List<Part> standard() {
    return Arrays.stream(values()).filter(p -> p != OPENCL).toList();
  }

  /**
   * @throws IllegalArgumentException if there is none of that name
   */
  static Part of(String name) {
    return Arrays.stream(values())
        .filter(p -> p.toString().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("There is no part " + name + ", only " + names()));
  }

  static String names() {
    return Arrays.stream(values()).map(Part::toString).collect(Collectors.joining(", "));
  }

  /** {@code first-result}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
