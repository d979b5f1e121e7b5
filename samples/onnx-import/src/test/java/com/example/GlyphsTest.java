package com.example;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import model.Glyphs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The imported class gives what the model was made to give: see make_glyphs.py. */
class GlyphsTest {

  private static final List<List<String>> GLYPHS =
      List.of(
          List.of("..#..", "..#..", "#####", "..#..", "..#.."),
          List.of("#...#", ".#.#.", "..#..", ".#.#.", "#...#"),
          List.of("#####", "#...#", "#...#", "#...#", "#####"));

  private static final double THERE = Math.exp(8);
  private static final double NONE = Math.exp(4);

  @ParameterizedTest
  @CsvSource({"0, 0, 0", "0, 7, 7", "1, 3, 4", "1, 0, 7", "2, 7, 0", "2, 2, 2"})
  void aGlyphIsFoundWhereverItIs(int glyph, int y, int x) throws IOException {
    float[] out = Glyphs.load().run(Drawing.pixels(drawing(GLYPHS.get(glyph), y, x)));
    double sum = THERE + 1 + 1 + NONE;
    for (int i = 0; i < 3; i++) {
      assertEquals((i == glyph ? THERE : 1) / sum, out[i], 1e-5);
    }
    assertEquals(NONE / sum, out[3], 1e-5);
  }

  /** One wrong pixel is enough. */
  @Test
  void almostAGlyphIsNone() throws IOException {
    List<String> box = new ArrayList<>(GLYPHS.get(2));
    box.set(2, "#.#.#");
    float[] out = Glyphs.load().run(Drawing.pixels(drawing(box, 1, 5)));
    float other = (float) (1 / (3 + NONE));
    assertArrayEquals(new float[] {other, other, other, (float) (NONE * other)}, out, 1e-5f);
  }

  @Test
  void theClassesAreThoseOfTheModel() {
    assertEquals(Glyphs.OUTPUT.size(), Main.CLASSES.size());
  }

  /** A glyph at a place of an empty picture. */
  private static List<String> drawing(List<String> glyph, int top, int left) {
    List<String> rows = new ArrayList<>();
    for (int y = 0; y < Glyphs.INPUT.height(); y++) {
      boolean within = y >= top && y < top + glyph.size();
      String row = within ? ".".repeat(left) + glyph.get(y - top) : "";
      rows.add(row + ".".repeat(Glyphs.INPUT.width() - row.length()));
    }
    return rows;
  }
}
