package com.example.classifier;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Pictures in folders. */
final class Pictures {

  private static final List<String> ENDINGS = List.of(".png", ".jpg", ".jpeg", ".bmp", ".gif");

  private Pictures() {}

  /**
   * The pictures in a folder and those in it, by their names; links to folders are not followed.
   *
   * @throws IOException if it is no folder, or one can't be read
   */
  static List<Path> below(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      throw new NoSuchFileException(folder.toString());
    }
    if (!Files.isDirectory(folder)) {
      throw new NotDirectoryException(folder.toString());
    }
    // A folder that is a link itself is meant.
    try (Stream<Path> files = Files.walk(folder.toRealPath())) {
      Path real = folder.toRealPath();
      return files
          .filter(f -> isPicture(f) && Files.isRegularFile(f))
          .map(f -> folder.resolve(real.relativize(f)))
          .sorted(Comparator.comparing(f -> name(folder, f)))
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static boolean isPicture(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return ENDINGS.stream().anyMatch(name::endsWith);
  }

  /** A name below the folder, the same on all systems. */
  static String name(Path folder, Path picture) {
    return folder.relativize(picture).toString().replace('\\', '/');
  }
}
