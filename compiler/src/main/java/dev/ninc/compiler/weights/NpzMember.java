package dev.ninc.compiler.weights;

import dev.ninc.runtime.WeightsException;
import java.util.Arrays;
import java.util.zip.ZipEntry;

/** A member of a {@code .npz} file, as the file's directory describes it. */
record NpzMember(ZipEntry entry) {

  private static final String ENDING = ".npy";

  /**
   * Bytes for a byte of the file: trained weights hardly shrink, what unpacks to more is a bomb.
   */
  private static final int MOST_RATIO = 200;

  /** Bytes of which nobody dies, whatever the ratio: a bias that is zero is one. */
  private static final long HARMLESS = 4 << 20;

  /** The array's name. */
  String name() {
    String name = entry.getName();
    return name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
  }

  /**
   * Checks what is known before anything is unpacked.
   *
   * @throws WeightsException where this is no array, or none that is to be unpacked
   */
  void check(String source) throws WeightsException {
    String problem = problem();
    if (!problem.isEmpty()) {
      throw new WeightsException(
          source + ": " + WeightsException.quote(entry.getName()) + " " + problem);
    }
  }

  private String problem() {
    String name = entry.getName();
    long size = entry.getSize();
    if (!name.endsWith(ENDING) || name.length() == ENDING.length()) {
      return "is no array. Write the file with numpy.savez(file, **arrays).";
    }
    if (isPath(name)) {
      return "is a path that leads out of a folder; an array has a plain name. Do not use files of"
          + " somebody whom you don't trust.";
    }
    if (size < 0 || entry.getCompressedSize() < 0 || size > Integer.MAX_VALUE - 16) {
      return "would have %s bytes; an array has less than 2 GiB."
          .formatted(Long.toUnsignedString(size));
    }
    if (isBomb(size, entry.getCompressedSize(), HARMLESS)) {
      return "would unpack to %,d bytes of %,d: that are no trained weights."
          .formatted(size, entry.getCompressedSize());
    }
    return "";
  }

  /** Whether so much comes of so little that nobody can have meant it. */
  static boolean isBomb(long unpacked, long packed, long harmless) {
    return unpacked > harmless && unpacked / MOST_RATIO > packed;
  }

  private static boolean isPath(String name) {
    return name.startsWith("/")
        || name.indexOf('\\') >= 0
        || name.matches("(?s)[A-Za-z]:/.*")
        || Arrays.asList(name.split("/", -1)).contains("..");
  }
}
