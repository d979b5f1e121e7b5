package dev.ninc.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
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
    Map<Path, Path> parts = new LinkedHashMap<>();
    try {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        Path target = folder.resolve(file.getKey());
        Files.createDirectories(target.getParent());
        Path part =
            target.resolveSibling(
                "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        parts.put(target, part);
        Files.write(part, file.getValue(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      }
      for (Map.Entry<Path, Path> part : parts.entrySet()) {
        Files.move(
            part.getValue(),
            part.getKey(),
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      for (Path part : parts.values()) {
        Files.deleteIfExists(part);
      }
    }
    return List.copyOf(parts.keySet());
  }
}
