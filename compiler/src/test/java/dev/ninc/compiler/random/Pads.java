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

  /** As many positions as steps fit: the numbers depend on the input. */
  static Pads same() {
    return new Pads(Form.SAME, Padding.NONE);
  }

  /** Rows or columns before and after an axis, for {@code same}: the larger half comes last. */
  static int total(int in, int extent, int stride) {
    int positions = (in + stride - 1) / stride;
    return Math.max(0, (positions - 1) * stride + extent - in);
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
