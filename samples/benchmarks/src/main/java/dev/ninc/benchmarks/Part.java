package dev.ninc.benchmarks;

import java.util.Arrays;
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
  GROWTH;

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
