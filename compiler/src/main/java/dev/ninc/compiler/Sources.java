package dev.ninc.compiler;

import java.io.IOException;
import java.util.Optional;

/** Where the compiler reads files: the only thing that it knows of the outside. */
@FunctionalInterface
public interface Sources {

  /**
   * The text of a file.
   *
   * @param path of the entry, as it was given, or of a file in its folder or below: the entry's
   *     folder, as it was given, and the path from there; with forward slashes
   * @return empty where there is no such file
   * @throws IOException where it is there and can't be read
   */
  Optional<String> load(String path) throws IOException;
}
