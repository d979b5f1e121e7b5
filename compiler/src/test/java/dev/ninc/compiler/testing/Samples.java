package dev.ninc.compiler.testing;

import dev.ninc.compiler.Ninc;
import dev.ninc.compiler.Options;
import dev.ninc.compiler.Sources;
import dev.ninc.compiler.ir.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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

  /** One of them, with the blocks that it imports. */
  public static Network network(Path file) throws IOException {
    Sources folder =
        path -> {
          Path source = file.resolveSibling(path);
          return Files.exists(source) ? Optional.of(Files.readString(source)) : Optional.empty();
        };
    return Ninc.check(folder, file.getFileName().toString(), Options.DEFAULT).orThrow();
  }
}
