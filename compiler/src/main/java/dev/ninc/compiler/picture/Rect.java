package dev.ninc.compiler.picture;

/** A rectangle in pixels; x grows to the right, y downwards. */
record Rect(int x, int y, int width, int height) {

  Rect {
    if (width < 0 || height < 0) {
      throw new IllegalArgumentException(width + "x" + height);
    }
  }

  int right() {
    return x + width;
  }

  int bottom() {
    return y + height;
  }

  /** Whether the insides have a point in common; edges may touch. */
  boolean overlaps(Rect other) {
    return x < other.right() && other.x < right() && y < other.bottom() && other.y < bottom();
  }

  boolean contains(Rect other) {
    return x <= other.x && y <= other.y && other.right() <= right() && other.bottom() <= bottom();
  }
}
