package com.example.classifier;

import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file of comma-separated values (RFC 4180) in UTF-8. It is there once it is complete: rows go to
 * a temporary file beside it, which takes its place at the end.
 */
final class CsvFile implements Closeable {

  private final Path file;
  private final Path temporary;
  private final Writer writer;

  private CsvFile(Path file, Path temporary) throws IOException {
    this.file = file;
    this.temporary = temporary;
    this.writer = Files.newBufferedWriter(temporary, StandardOpenOption.CREATE_NEW);
  }

  static CsvFile beside(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException(file + " is a folder: the name of a file is needed.");
    }
    Path folder = file.toAbsolutePath().getParent();
    if (!Files.isDirectory(folder)) {
      throw new IOException("there is no folder " + folder + ".");
    }
    String unique = "." + file.getFileName() + "." + Long.toHexString(System.nanoTime()) + ".tmp";
    return new CsvFile(file, folder.resolve(unique));
  }

  void row(String... values) throws IOException {
    for (int i = 0; i < values.length; i++) {
      writer.write(i == 0 ? "" : ",");
      writer.write(quoted(values[i]));
    }
    writer.write("\r\n");
  }

  private static String quoted(String value) {
    return value.matches("[^\",\r\n]*") ? value : '"' + value.replace("\"", "\"\"") + '"';
  }

  /** Puts the file in its place. */
  void done() throws IOException {
    writer.close();
    try {
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Leaves nothing behind where it was not {@link #done}. */
  @Override
  public void close() throws IOException {
    writer.close();
    Files.deleteIfExists(temporary);
  }
}
