package dev.ninc.compiler.plan.cost;

import java.util.ArrayList;
import java.util.List;

/**
 * A convolution that multiplies each term: panels of outputs, tiles of pixels. Each panel reads the
 * maps again, which costs nothing: each number is multiplied often enough meanwhile.
 */
public final class DirectWork {

  private DirectWork() {}

  /** The work for one image. */
  public static Work of(ConvShape s) {
    int rows = s.isPointwise() ? 1 : s.height();
    int pixels = s.isPointwise() ? s.height() * s.width() : s.width();
    int terms = s.taps() * s.inputs();
    long times = (long) s.groups() * rows;
    List<Tiles> tiles = new ArrayList<>();
    if (s.outputVectors() > 1) {
      tiles.addAll(Tiles.of(times * (s.outputVectors() / 2), pixels, 2, terms, s.windowHeight()));
    }
    if (s.outputVectors() % 2 == 1) {
      tiles.addAll(Tiles.of(times, pixels, 1, terms, s.windowHeight()));
    }
    long lanes = (long) s.outputVectors() * ConvShape.LANES * s.groups();
    return new Work(
        lanes * terms * s.height() * s.width(),
        lanes * terms * Float.BYTES,
        tiles,
        (long) rows * Tiles.in(pixels),
        0,
        0,
        0,
        0);
  }
}
