package dev.ninc.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
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
    List<Path> temporary = new ArrayList<>();
    List<Path> written = new ArrayList<>();
    try {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        Path target = folder.resolve(file.getKey());
        Files.createDirectories(target.getParent());
        Path part = Files.createTempFile(target.getParent(), ".ninc", ".part");
        temporary.add(part);
        Files.write(part, file.getValue());
        written.add(target);
      }
      for (int i = 0; i < written.size(); i++) {
        publish(temporary.get(i), written.get(i));
      }
    } finally {
      for (Path part : temporary) {
        Files.deleteIfExists(part);
      }
    }
    return written;
  }

  /** Temporary files are private; what the user gets is as readable as any new file of theirs. */
  private static void publish(Path part, Path target) throws IOException {
    Path probe = Files.createFile(part.resolveSibling(part.getFileName() + ".mode"));
    try {
      if (Files.getFileStore(part).supportsFileAttributeView("posix")) {
        Files.setPosixFilePermissions(part, Files.getPosixFilePermissions(probe));
      }
    } finally {
      Files.delete(probe);
    }
    Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
