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
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The networks in {@code samples/models}. */
public final class Samples {

  private static final Pattern INPUT = Pattern.compile("(?m)^(  input \\d+x)(\\d+)x(\\d+)");

  private Samples() {}

  /** All of them, by name. */
  public static List<Path> all() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("../samples/models"))) {
      return files.filter(f -> f.toString().endsWith(".nin")).sorted().toList();
    }
  }

  /** One of them, with the blocks that it imports. */
  public static Network network(Path file) throws IOException {
    return network(file, text -> text);
  }

  /** One of them, for images of at most so many rows and columns. */
  public static Network network(Path file, int side) throws IOException {
    return network(
        file,
        text ->
            INPUT
                .matcher(text)
                .replaceFirst(
                    m ->
                        m.group(1)
                            + Math.min(side, Integer.parseInt(m.group(2)))
                            + "x"
                            + Math.min(side, Integer.parseInt(m.group(3)))));
  }

  private static Network network(Path file, UnaryOperator<String> edit) throws IOException {
    Sources folder =
        path -> {
          Path source = file.resolveSibling(path);
          return Files.exists(source)
              ? Optional.of(edit.apply(Files.readString(source)))
              : Optional.empty();
        };
    return Ninc.check(folder, file.getFileName().toString(), Options.DEFAULT).orThrow();
  }
}
