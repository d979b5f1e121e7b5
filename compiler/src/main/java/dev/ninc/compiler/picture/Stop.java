package dev.ninc.compiler.picture;

/**
 * A piece in a series.
 *
 * @param shape of the maps that leave it, where a reader can't know it; else empty
 */
record Stop(Piece piece, String shape) {

  private static final int BESIDE = 8;
  private static final int MARGIN = 8;

  Stop {
    piece = Measured.of(piece);
  }

  /** Whether it is a single box. */
  boolean isCard() {
    return piece instanceof Measured measured && measured.piece() instanceof Card;
  }

  /** The room below it in which the shape stands. */
  int gap() {
    return shape.isEmpty() ? 20 : 34;
  }

  /** Pixels to the right of the line, the shape included. */
  int right() {
    int label = shape.isEmpty() ? 0 : BESIDE + Face.SMALL.width(shape) + MARGIN;
    return Math.max(piece.right(), label);
  }

  /** Writes the shape beside the line that leaves the piece. */
  void label(Point out, Canvas canvas) {
    if (!shape.isEmpty()) {
      canvas.labels.add(Label.left(shape, Face.SMALL, out.x() + BESIDE, out.y() + 18, "shape"));
    }
  }
}
