package dev.ninc.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Files that are not complete yet. Those that are left when Java ends, by Ctrl-C for instance, are
 * deleted; only a process that is killed without a warning leaves any behind.
 */
final class TemporaryFiles {

  private static final Set<Path> LEFT = new LinkedHashSet<>();
  private static boolean hooked;
  private static boolean ending;

  private TemporaryFiles() {}

  /**
   * Makes an empty file beside the one that it will become, by a name that no run before has left
   * behind. {@link Files#createTempFile} would make a file that only its owner may read, and it
   * would stay so under its later name.
   */
  static Path beside(Path target) throws IOException {
    synchronized (LEFT) {
      if (ending) {
        throw new IOException("ninc was stopped.");
      }
      if (!hooked) {
        Runtime.getRuntime().addShutdownHook(new Thread(TemporaryFiles::end, "temporary files"));
        hooked = true;
      }
      Path part = target.resolveSibling(".ninc-" + UUID.randomUUID() + ".part");
      try {
        LEFT.add(Files.createFile(part));
      } catch (FileSystemException e) { // it names a file that the user has never heard of
        String name = target.toString();
        throw e instanceof AccessDeniedException
            ? new AccessDeniedException(name)
            : new FileSystemException(name, null, e.getReason());
      }
      return part;
    }
  }

  /** Work that gives files their final names. It is done as a whole, or not begun at all. */
  @FunctionalInterface
  interface Finish {
    void run() throws IOException;
  }

  /** Does the last work on files: whoever stops ninc waits for it. */
  static void finish(Finish finish) throws IOException {
    synchronized (LEFT) {
      if (ending) {
        throw new IOException("ninc was stopped.");
      }
      finish.run();
    }
  }

  /** Deletes those of these files that are still there. */
  static void delete(List<Path> parts) throws IOException {
    synchronized (LEFT) {
      for (Path part : parts) {
        Files.deleteIfExists(part);
        LEFT.remove(part);
      }
    }
  }

  private static void end() {
    synchronized (LEFT) {
      ending = true;
      for (Path part : LEFT) {
        try {
          Files.deleteIfExists(part);
        } catch (IOException e) {
          // Java is ending: there is nobody left to tell.
        }
      }
    }
  }
}
