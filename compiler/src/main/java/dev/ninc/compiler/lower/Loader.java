package dev.ninc.compiler.lower;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Optional;

/** Gives the text of a file that a network names. */
@FunctionalInterface
public interface Loader {

  /**
   * The text of a file.
   *
   * @return empty where there is no such file
   * @throws IOException where it is there and can't be read
   */
  Optional<String> load(String path) throws IOException;

  /** What to do about a file that can't be read, in a sentence. */
  static String advice(IOException e) {
    // Of these the message is little more than the path.
    return e instanceof FileSystemException || e.getMessage() == null
        ? "Make it a file that may be read."
        : e.getMessage();
  }
}
