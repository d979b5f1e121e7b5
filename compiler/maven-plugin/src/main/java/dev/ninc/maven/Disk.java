package dev.ninc.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** Writes files so that none is ever half there, and leaves alone what is right already. */
final class Disk {

  private Disk() {}

  /**
   * Writes a file, or finds that it holds these bytes.
   *
   * @return the hash of the content
   */
  static String write(Path file, Output.Content content) throws IOException {
    Files.createDirectories(file.getParent());
    Path part = file.resolveSibling(".ninc-" + UUID.randomUUID() + ".part");
    try {
      content.write(part);
      String hash = Hash.of(part);
      if (!hash.equals(Hash.of(file))) { // a newer file would make others compile again
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      }
      return hash;
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /**
   * Deletes a file, where it is there, and the folders that it leaves empty.
   *
   * @param root stays, and nothing beyond it is touched, whatever the path says
   */
  static void delete(Path root, String path) throws IOException {
    Path file = root.resolve(path).normalize();
    if (!file.startsWith(root) || file.equals(root)) {
      return;
    }
    Files.deleteIfExists(file);
    for (Path folder = file.getParent(); !folder.equals(root); folder = folder.getParent()) {
      if (!Files.isDirectory(folder) || !isEmpty(folder)) {
        return;
      }
      Files.delete(folder);
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }
}
