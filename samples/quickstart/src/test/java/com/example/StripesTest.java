package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ninc.runtime.Picture;
import dev.ninc.runtime.Prediction;
import java.io.IOException;
import java.util.List;
import java.util.function.IntBinaryOperator;
import model.Stripes;
import org.junit.jupiter.api.Test;

/** What the network must say of pictures that are drawn here, as its weights give it. */
class StripesTest {

  private static final int SIDE = 32;

  /**
   * A score is 15 times the share of pixels with an edge of that direction. Lines of 4 pixels have
   * 7 edges; each lies within the windows around 2 of the 30 pixels that a window fits around.
   */
  private static final double LINES = Math.exp(15 * 7 * 2 / 30.0);

  private static final double NONE = Math.exp(2);

  @Test
  void linesAcross() throws IOException {
    Prediction best = best((y, x) -> y / 4 % 2);
    assertEquals("across", best.label());
    assertEquals(LINES / (LINES + 1 + NONE), best.score(), 1e-5);
  }

  @Test
  void uprightLines() throws IOException {
    Prediction best = best((y, x) -> x / 4 % 2);
    assertEquals("upright", best.label());
    assertEquals(LINES / (1 + LINES + NONE), best.score(), 1e-5);
  }

  @Test
  void noLines() throws IOException {
    Prediction best = best((y, x) -> 1);
    assertEquals("none", best.label());
    assertEquals(NONE / (1 + 1 + NONE), best.score(), 1e-5);
  }

  @Test
  void probabilitiesOfEachImageInABatch() throws IOException {
    float[] out = Stripes.load().run(new float[2 * Stripes.INPUT.size()]);
    assertEquals(2 * Stripes.OUTPUT.size(), out.length);
    assertEquals(List.of("across", "upright", "none"), Stripes.LABELS);
    for (int image = 0; image < 2; image++) {
      assertEquals(1, out[3 * image] + out[3 * image + 1] + out[3 * image + 2], 1e-6);
    }
  }

  /** Of a picture in black (0) and white (1). */
  private static Prediction best(IntBinaryOperator pixel) throws IOException {
    byte[] grey = new byte[SIDE * SIDE];
    for (int i = 0; i < grey.length; i++) {
      grey[i] = (byte) (255 * pixel.applyAsInt(i / SIDE, i % SIDE));
    }
    return Stripes.load().classify(Picture.grey(SIDE, SIDE, grey), 1).get(0);
  }
}
