package com.example.classifier;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The command line.
 *
 * @param folder with the pictures
 * @param csv the file to write
 * @param count how many classes to write for each picture, the most likely first; at least 1
 * @param help whether nothing but help is wanted
 */
record Arguments(Path folder, Path csv, int count, boolean help) {

  static final String USAGE =
      """
      Usage: image-classifier FOLDER [-o FILE.csv] [-n COUNT]
        FOLDER       PNG, JPEG, BMP and GIF files, in folders below it too
        -o FILE.csv  what to write; classes.csv without it
        -n COUNT     how many classes for each picture; 1 without it
        -h, --help   this text""";

  private static final int MOST = 1000;

  /**
   * @throws UsageException if it is wrong
   */
  static Arguments parse(String[] words) throws UsageException {
    Optional<Path> folder = Optional.empty();
    Path csv = Path.of("classes.csv");
    int count = 1;
    for (int i = 0; i < words.length; i++) {
      switch (words[i]) {
        case "-h", "--help" -> {
          return new Arguments(Path.of(""), csv, count, true);
        }
        case "-o" -> csv = path(value(words, ++i));
        case "-n" -> count = count(value(words, ++i));
        default -> {
          if (words[i].startsWith("-") || folder.isPresent()) {
            throw new UsageException(words[i] + " is one word too many.");
          }
          folder = Optional.of(path(words[i]));
        }
      }
    }
    Path pictures = folder.orElseThrow(() -> new UsageException("a folder is missing."));
    return new Arguments(pictures, csv, count, false);
  }

  private static String value(String[] words, int at) throws UsageException {
    if (at == words.length) {
      throw new UsageException("something is missing behind " + words[at - 1] + ".");
    }
    return words[at];
  }

  private static Path path(String word) throws UsageException {
    try {
      return Path.of(word);
    } catch (InvalidPathException e) {
      throw new UsageException(word + " cannot be the name of a file.");
    }
  }

  private static int count(String word) throws UsageException {
    if (word.matches("[1-9][0-9]{0,3}") && Integer.parseInt(word) <= MOST) {
      return Integer.parseInt(word);
    }
    throw new UsageException(word + " is no number from 1 to " + MOST + ".");
  }
}
