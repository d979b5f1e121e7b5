package dev.ninc.compiler.emit.opencl;

import java.text.Normalizer;

/** Text for comments of a program: what drivers read has no other characters than ASCII's. */
final class Ascii {

  private Ascii() {}

  /** {@code 3 -> 192} for an arrow; letters without their accents; a question mark for the rest. */
  static String of(String text) {
    return Normalizer.normalize(text.replace("→", "->").replace("×", "x"), Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "")
        .replaceAll("[^\\x20-\\x7e]", "?")
        // A trigraph: at the end of a line it would join the next one to the comment.
        .replace("??", "? ?");
  }
}
