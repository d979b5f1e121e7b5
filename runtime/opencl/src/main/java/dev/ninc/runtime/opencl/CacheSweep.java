package dev.ninc.runtime.opencl;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;

/**
 * Deletes what nobody has used for long from a folder of compiled programs: a network that is
 * generated anew, or another driver, leaves files behind that nobody asks for again. Other
 * processes may sweep or use the folder meanwhile; a program that is missed is compiled.
 *
 * @param now milliseconds since 1970
 */
record CacheSweep(long now) {

  /** Days. */
  private static final long UNUSED = 90;

  /** Days; a process that was killed has left it. */
  private static final long UNFINISHED = 1;

  static final String PROGRAM = ".clbin";
  static final String TEMPORARY = ".tmp";

  /** Notes that a program was used. */
  void used(Path program) throws IOException {
    Files.setLastModifiedTime(program, FileTime.fromMillis(now));
  }

  /** Deletes the old files of ours; others are left alone. */
  void sweep(Path folder) throws IOException {
    sweep(folder, PROGRAM, UNUSED);
    sweep(folder, TEMPORARY, UNFINISHED);
  }

  private void sweep(Path folder, String ending, long days) throws IOException {
    FileTime oldest = FileTime.fromMillis(now - TimeUnit.DAYS.toMillis(days));
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + ending)) {
      for (Path file : files) {
        if (isOurs(file) && Files.getLastModifiedTime(file).compareTo(oldest) < 0) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  /** Ours begin with a key: 64 hexadecimal digits. */
  private static boolean isOurs(Path file) {
    return file.getFileName().toString().matches("[0-9a-f]{64}.*") && Files.isRegularFile(file);
  }
}
