package dev.ninc.benchmarks;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A Markdown file with sections that are measured: what stands between two comments. */
final class Document {

  private Document() {}

  /**
   * Makes sure, before anything takes long, that there is something to replace.
   *
   * @throws IOException where the file can't be read or has no such section
   */
  static void requireSection(Path file, String section) throws IOException {
    replaced(read(file), section, "");
  }

  /**
   * Replaces a section.
   *
   * @param section what the comments name: {@code <!-- begin NAME -->}, {@code <!-- end NAME -->}
   * @throws IOException where the file can't be read or written, or has no such section
   */
  static void replace(Path file, String section, String content) throws IOException {
    write(file, replaced(read(file), section, content));
  }

  /** Writes a file as a whole, or not at all. */
  static void write(Path file, String text) throws IOException {
    Path target = file.toAbsolutePath();
    Path temporary = target.resolveSibling("." + target.getFileName() + ".tmp");
    try {
      Files.writeString(temporary, text);
      move(temporary, target);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  static String replaced(String text, String section, String content) throws IOException {
    String begin = "<!-- begin " + section + " -->\n";
    String end = "<!-- end " + section + " -->";
    int from = text.indexOf(begin);
    int to = text.indexOf(end, Math.max(0, from));
    if (from < 0 || to < 0) {
      throw new IOException("The document has no section " + begin.strip() + " … " + end + ".");
    }
    return text.substring(0, from + begin.length()) + content + text.substring(to);
  }

  private static String read(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new IOException("There is no file " + file + ".", e);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
