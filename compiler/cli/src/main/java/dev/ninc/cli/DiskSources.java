package dev.ninc.cli;

import dev.ninc.compiler.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A network's file and those that it names. They stay inside the folder of the network's file,
 * symbolic links included.
 *
 * @param entry the network's file
 */
record DiskSources(Path entry) implements Sources {

  /** Larger than any text that the compiler accepts. */
  private static final long LARGEST = 64L << 20;

  /** The name under which the compiler and its messages know the entry: what the user typed. */
  String name() {
    return entry.toString().replace('\\', '/');
  }

  @Override
  public Optional<String> load(String path) throws IOException {
    if (path.equals(name())) {
      return Optional.of(UserFiles.text(entry, LARGEST));
    }
    Path root = entry.toAbsolutePath().getParent().toRealPath();
    try {
      Path file = Path.of(path);
      if (!Files.isRegularFile(file)) {
        return Optional.empty();
      }
      if (!file.toRealPath().startsWith(root)) {
        throw new IOException(
            "`" + path + "` lies outside of the network's folder `" + root + "`.");
      }
      return Optional.of(UserFiles.text(file, LARGEST));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
