package dev.ninc.compiler.random;

import dev.ninc.compiler.ir.Padding;

/** The option {@code pad} in one of its forms. */
record Pads(Form form, Padding padding) {

  enum Form {
    NONE,
    NUMBER,
    RECTANGLE,
    SIDES,
    SAME
  }

  static final Pads NONE = new Pads(Form.NONE, Padding.NONE);

  static Pads number(int pad) {
    return new Pads(Form.NUMBER, Padding.same(pad));
  }

  static Pads rectangle(int rows, int columns) {
    return new Pads(Form.RECTANGLE, new Padding(rows, columns, rows, columns));
  }

  static Pads sides(int top, int left, int bottom, int right) {
    return new Pads(Form.SIDES, new Padding(top, left, bottom, right));
  }

  /** What gives ⌈in / stride⌉ positions; where it is odd, the larger half is at the end. */
  static Pads same(int extentY, int extentX) {
    return new Pads(
        Form.SAME, new Padding((extentY - 1) / 2, (extentX - 1) / 2, extentY / 2, extentX / 2));
  }

  String text() {
    Padding p = padding;
    return switch (form) {
      case NONE -> "";
      case NUMBER -> " pad " + p.top();
      case RECTANGLE -> " pad " + p.top() + "x" + p.left();
      case SIDES ->
          " pad [" + p.top() + ", " + p.left() + ", " + p.bottom() + ", " + p.right() + "]";
      case SAME -> " pad same";
    };
  }
}
