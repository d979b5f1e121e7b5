package dev.ninc.cli;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes files so that none is ever half there. */
final class OutputFolder {

  private OutputFolder() {}

  /**
   * Writes all files to temporary ones first, and gives them their names when all are complete.
   *
   * @param files contents by path relative to the folder
   * @return the files written, in the order given
   */
  static List<Path> write(Path folder, Map<String, byte[]> files) throws IOException {
    return write(folder, files, List.of());
  }

  /**
   * As {@link #write(Path, Map)}; in between, when the new files are complete and before they have
   * their names, files that would not belong to them are deleted.
   */
  static List<Path> write(Path folder, Map<String, byte[]> files, List<Path> obsolete)
      throws IOException {
    Map<Path, Path> parts = new LinkedHashMap<>();
    try {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        Path target = folder.resolve(file.getKey());
        if (Files.isDirectory(target)) { // found now, before any file has its name
          throw new FileSystemException(target.toString(), null, "it is a folder");
        }
        Files.createDirectories(target.getParent());
        Path part = TemporaryFiles.beside(target);
        parts.put(target, part);
        Files.write(part, file.getValue());
      }
      TemporaryFiles.finish(() -> rename(parts, obsolete));
    } finally {
      TemporaryFiles.delete(List.copyOf(parts.values()));
    }
    return List.copyOf(parts.keySet());
  }

  private static void rename(Map<Path, Path> parts, List<Path> obsolete) throws IOException {
    for (Path file : obsolete) {
      Files.delete(file);
    }
    for (Map.Entry<Path, Path> part : parts.entrySet()) {
      Files.move(
          part.getValue(),
          part.getKey(),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
