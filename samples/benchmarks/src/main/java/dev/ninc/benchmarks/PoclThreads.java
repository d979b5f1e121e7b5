package dev.ninc.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * How many threads PoCL computes in, which the environment of a process says: as many as there are
 * cores, or as many as it is told.
 */
final class PoclThreads {

  /** The second is the name since PoCL 4. */
  private static final List<String> VARIABLES =
      List.of("POCL_MAX_PTHREAD_COUNT", "POCL_CPU_MAX_CU_COUNT");

  private PoclThreads() {}

  /**
   * A program that starts this Java with so many threads for PoCL: JMH gives its processes no
   * environment of their own.
   *
   * @param folder where it is written
   */
  static Path java(Path folder, int threads) throws IOException {
    StringBuilder script = new StringBuilder("#!/bin/sh\n");
    VARIABLES.forEach(v -> script.append("export ").append(v).append("=" + threads + "\n"));
    script.append("exec '").append(Machine.executable()).append("' \"$@\"\n");
    Path file = folder.resolve("java-" + threads);
    Files.writeString(file, script);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
