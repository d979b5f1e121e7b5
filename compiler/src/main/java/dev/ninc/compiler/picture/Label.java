package dev.ninc.compiler.picture;

/**
 * A text in one line.
 *
 * @param x where it begins, or for {@link Align#RIGHT} where it ends
 * @param baseline what its letters stand on
 * @param style the class that gives its colour
 */
record Label(String text, Face face, Align align, int x, int baseline, String style) {

  /** On which side of x it stands. */
  enum Align {
    LEFT,
    RIGHT
  }

  static Label left(String text, Face face, int x, int baseline, String style) {
    return new Label(text, face, Align.LEFT, x, baseline, style);
  }

  static Label right(String text, Face face, int x, int baseline, String style) {
    return new Label(text, face, Align.RIGHT, x, baseline, style);
  }

  /** The room it takes at most. */
  Rect bounds() {
    int width = face.width(text);
    int left = align == Align.LEFT ? x : x - width;
    return new Rect(left, baseline - face.ascent(), width, face.ascent() + face.descent());
  }
}
