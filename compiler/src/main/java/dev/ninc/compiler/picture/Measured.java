package dev.ninc.compiler.picture;

/**
 * A piece whose size was computed once: without it each level of nesting would measure all levels
 * in it again, and time would double with each.
 */
record Measured(Piece piece, int left, int right, int height) implements Piece {

  static Measured of(Piece piece) {
    return piece instanceof Measured measured
        ? measured
        : new Measured(piece, piece.left(), piece.right(), piece.height());
  }

  @Override
  public Ends place(int x, int y, Canvas canvas) {
    return piece.place(x, y, canvas);
  }
}
