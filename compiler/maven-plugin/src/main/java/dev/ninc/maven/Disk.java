package dev.ninc.maven;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Writes files so that none is ever half there, and leaves alone what is right already. */
final class Disk {

  private Disk() {}

  /**
   * Writes a file, or finds that it holds these bytes.
   *
   * @param parts the folder for what is not complete: a build that is killed leaves it there
   * @return the hash of the content
   */
  static String write(Path parts, Path file, Output.Content content) throws IOException {
    Files.createDirectories(parts);
    Files.createDirectories(file.getParent());
    Path part = parts.resolve(".ninc-" + UUID.randomUUID() + ".part");
    try {
      content.write(part);
      String hash = Hash.of(part);
      if (!hash.equals(Hash.of(file))) { // a newer file would make others compile again
        move(part, file);
      }
      return hash;
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static void move(Path part, Path file) throws IOException {
    try {
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      // The user's root is on another disk. Half a file has not its hash, and is made again.
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** All files of a folder and its subfolders, sorted; none if it is not there. */
  static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (UncheckedIOException e) {
      throw e.getCause(); // a folder below it that can't be read
    }
  }

  /** A file's path below a folder, with forward slashes. */
  static String below(Path folder, Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
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
