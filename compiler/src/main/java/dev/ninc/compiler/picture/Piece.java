package dev.ninc.compiler.picture;

import java.util.List;

/** A part of the picture that knows its size, and can be put anywhere. Data enter at the top. */
interface Piece {

  /** Pixels from the line on which data enter and leave to the left side. */
  int left();

  /** Pixels from that line to the right side. */
  int right();

  int height();

  /**
   * Puts it on the canvas.
   *
   * @param x of the line on which data enter and leave
   * @param y of its top
   */
  Ends place(int x, int y, Canvas canvas);

  default int width() {
    return left() + right();
  }

  /**
   * What is to be connected with other pieces.
   *
   * @param ins from the top to each box that reads what enters
   * @param out from the box that gives the result to the bottom
   */
  record Ends(List<Wire> ins, Wire out) {
    public Ends {
      ins = List.copyOf(ins);
    }
  }
}
