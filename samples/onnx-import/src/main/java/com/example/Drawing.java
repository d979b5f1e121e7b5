package com.example;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import model.Glyphs;

/** Drawings as text. */
final class Drawing {

  private Drawing() {}

  /**
   * The numbers that the network takes: 1 for {@code #}, 0 for {@code .}.
   *
   * @throws IOException if the file can't be read, or is no drawing
   */
  static float[] read(Path file) throws IOException {
    List<String> rows = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
    if (!isDrawing(rows)) {
      throw new IOException(file + " does not hold 12 lines of 12 dots and `#`.");
    }
    return pixels(rows);
  }

  private static boolean isDrawing(List<String> rows) {
    return rows.size() == Glyphs.INPUT.height()
        && rows.stream().allMatch(r -> r.matches("[.#]*") && r.length() == Glyphs.INPUT.width());
  }

  static float[] pixels(List<String> rows) {
    String all = String.join("", rows);
    float[] pixels = new float[Glyphs.INPUT.size()];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = all.charAt(i) == '#' ? 1 : 0;
    }
    return pixels;
  }
}
