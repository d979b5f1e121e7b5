package dev.ninc.compiler.random;

import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Padding;
import dev.ninc.compiler.ir.Window;
import java.util.ArrayList;
import java.util.List;

/**
 * A window, its steps and its padding, as a layer writes them.
 *
 * @param form how the window's size is written
 */
record Slide(
    int height,
    int width,
    int strideY,
    int strideX,
    int dilateY,
    int dilateX,
    Pads pads,
    Form form) {

  enum Form {
    /** {@code 3x3}. */
    EXTENT,
    /** {@code 3 x 3}. */
    LOOSE,
    /** {@code 3} for {@code 3x3}. */
    LONE
  }

  static final Slide POINT = new Slide(1, 1, 1, 1, 1, 1, Pads.NONE, Form.EXTENT);

  /** The window over maps. */
  Window window(Maps in) {
    Window bare = new Window(height, width, strideY, strideX, dilateY, dilateX, pads.padding());
    if (pads.form() != Pads.Form.SAME) {
      return bare;
    }
    int y = Pads.total(in.height(), bare.extentY(), strideY);
    int x = Pads.total(in.width(), bare.extentX(), strideX);
    Padding same = new Padding(y / 2, x / 2, y - y / 2, x - x / 2);
    return new Window(height, width, strideY, strideX, dilateY, dilateX, same);
  }

  String size() {
    return switch (form) {
      case EXTENT -> height + "x" + width;
      case LOOSE -> height + " x " + width;
      case LONE -> "" + height;
    };
  }

  String options() {
    return pads.text() + pair(" stride ", strideY, strideX) + pair(" dilate ", dilateY, dilateX);
  }

  private static String pair(String option, int y, int x) {
    if (y == 1 && x == 1) {
      return "";
    }
    return option + (y == x ? "" + y : y + "x" + x);
  }

  /** The same with one thing less. */
  List<Slide> simpler() {
    List<Slide> all = new ArrayList<>();
    all.add(new Slide(1, 1, strideY, strideX, 1, 1, Pads.NONE, Form.EXTENT));
    all.add(new Slide(height, width, strideY, strideX, dilateY, dilateX, Pads.NONE, form));
    all.add(new Slide(height, width, 1, 1, dilateY, dilateX, pads, form));
    all.add(new Slide(height, width, strideY, strideX, 1, 1, pads, form));
    all.add(new Slide(height, width, strideY, strideX, dilateY, dilateX, pads, Form.EXTENT));
    all.add(new Slide(height, 1, strideY, strideX, dilateY, 1, pads, Form.EXTENT));
    all.add(new Slide(1, width, strideY, strideX, 1, dilateX, pads, Form.EXTENT));
    if (pads.form() != Pads.Form.NONE) {
      int pad = pads.padding().top();
      all.add(new Slide(height, width, strideY, strideX, dilateY, dilateX, Pads.number(pad), form));
    }
    all.removeIf(this::equals);
    return all;
  }
}
