package dev.ninc.compiler.plan.java;

/**
 * A run of pixels cut into tiles that differ by one pixel at most: first {@code larger} tiles of
 * {@code size + 1}, then {@code smaller} tiles of {@code size}.
 */
public record Split(int size, int larger, int smaller) {

  public Split {
    if (size < 1 || larger < 0 || smaller < 1) {
      throw new IllegalArgumentException(larger + " and " + smaller + " tiles of " + size);
    }
  }

  /** How many tiles there are. */
  public int tiles() {
    return larger + smaller;
  }

  /** Pixels of the largest tile. */
  public int largest() {
    return larger > 0 ? size + 1 : size;
  }

  /** The fewest tiles of at most {@code largest} pixels. */
  public static Split of(int pixels, int largest) {
    int tiles = (pixels + largest - 1) / largest;
    int size = pixels / tiles;
    int larger = pixels - size * tiles;
    return new Split(size, larger, tiles - larger);
  }
}
