package dev.ninc.compiler.plan.java;

import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Window;
import dev.ninc.compiler.plan.winograd.WinogradGrid;

/** Zeros around maps, as many as the widest reader needs. */
record Border(int top, int left, int bottom, int right) {

  static final Border NONE = new Border(0, 0, 0, 0);

  /** What a convolution of {@code in} to {@code out} reads beyond the image. */
  static Border of(Window w, Maps in, Maps out) {
    int bottom = (out.height() - 1) * w.strideY() + w.extentY() - w.pad().top() - in.height();
    int right = (out.width() - 1) * w.strideX() + w.extentX() - w.pad().left() - in.width();
    return new Border(w.pad().top(), w.pad().left(), Math.max(0, bottom), Math.max(0, right));
  }

  /** What the patches of all tiles of a Winograd convolution read beyond the image. */
  static Border of(Window w, WinogradGrid grid) {
    int bottom = grid.inputRows() - w.pad().top() - grid.in().height();
    int right = grid.inputColumns() - w.pad().left() - grid.in().width();
    return new Border(w.pad().top(), w.pad().left(), Math.max(0, bottom), Math.max(0, right));
  }

  Border max(Border other) {
    return new Border(
        Math.max(top, other.top),
        Math.max(left, other.left),
        Math.max(bottom, other.bottom),
        Math.max(right, other.right));
  }

  boolean isNone() {
    return equals(NONE);
  }
}
