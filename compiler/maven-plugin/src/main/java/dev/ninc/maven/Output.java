package dev.ninc.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file to write.
 *
 * @param path below the root of its kind, with forward slashes
 */
record Output(Kind kind, String path, Content content) {

  /** Which root a file belongs to. */
  enum Kind {
    /** Java that the user's build compiles. */
    SOURCE,
    /** A class, weights, a program: what the user's build packs as it is. */
    RESOURCE,
    /** Java that was compiled already. */
    VECTOR_SOURCE
  }

  /** What is in a file; weights are large, and stay on the disk. */
  @FunctionalInterface
  interface Content {
    void write(Path file) throws IOException;
  }

  static Output of(Kind kind, String path, byte[] bytes) {
    return new Output(kind, path, file -> Files.write(file, bytes));
  }
}
