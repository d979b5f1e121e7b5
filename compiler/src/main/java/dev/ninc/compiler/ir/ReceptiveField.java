package dev.ninc.compiler.ir;

/**
 * What one position of maps sees of the network's input, borders included: it may be larger than
 * the image.
 *
 * @param height rows of the input
 * @param width columns of the input
 * @param strideY input rows from one position to the next
 * @param strideX input columns from one position to the next
 */
public record ReceptiveField(long height, long width, long strideY, long strideX) {

  /** A position of the input sees itself. */
  public static final ReceptiveField INPUT = new ReceptiveField(1, 1, 1, 1);

  /** The field after a window has slid over maps that have this one. */
  public ReceptiveField through(Window window) {
    return new ReceptiveField(
        height + (window.extentY() - 1) * strideY,
        width + (window.extentX() - 1) * strideX,
        strideY * window.strideY(),
        strideX * window.strideX());
  }

  /** The larger of each: the field of maps that are made from two. */
  public ReceptiveField union(ReceptiveField other) {
    return new ReceptiveField(
        Math.max(height, other.height),
        Math.max(width, other.width),
        Math.max(strideY, other.strideY),
        Math.max(strideX, other.strideX));
  }

  /** {@code 11x11}. */
  @Override
  public String toString() {
    return height + "x" + width;
  }
}
