package dev.ninc.compiler.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The networks in {@code samples/models}. */
public final class Samples {

  private Samples() {}

  /** All of them, by name. */
  public static List<Path> all() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("../samples/models"))) {
      return files.filter(f -> f.toString().endsWith(".nin")).sorted().toList();
    }
  }
}
