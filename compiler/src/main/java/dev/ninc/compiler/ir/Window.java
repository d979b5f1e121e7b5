package dev.ninc.compiler.ir;

/**
 * A window that slides over maps.
 *
 * @param height rows of the window
 * @param width columns of the window
 * @param strideY rows from one window to the next
 * @param strideX columns from one window to the next
 * @param dilationY rows between two taps of the window; 1 is a dense window
 * @param dilationX columns between two taps of the window
 * @param pad what is added around the image
 */
public record Window(
    int height, int width, int strideY, int strideX, int dilationY, int dilationX, Padding pad) {

  public Window {
    if (height < 1 || width < 1 || strideY < 1 || strideX < 1 || dilationY < 1 || dilationX < 1) {
      throw new IllegalArgumentException("window " + height + "x" + width);
    }
  }

  /** A 1x1 window that visits every position. */
  public static Window pointwise() {
    return new Window(1, 1, 1, 1, 1, 1, Padding.NONE);
  }

  public boolean isPointwise() {
    return equals(pointwise());
  }

  /** Rows from the first tap to the last, inclusive. */
  public int extentY() {
    return (height - 1) * dilationY + 1;
  }

  /** Columns from the first tap to the last, inclusive. */
  public int extentX() {
    return (width - 1) * dilationX + 1;
  }

  /** Taps of the window. */
  public int taps() {
    return height * width;
  }

  /** {@code 5x5}, {@code 11x11 stride 4}, {@code 3x3 stride 2 pad 1}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder().append(height).append('x').append(width);
    if (strideY != 1 || strideX != 1) {
      text.append(" stride ").append(strideY == strideX ? "" + strideY : strideY + "x" + strideX);
    }
    if (!pad.equals(Padding.NONE)) {
      text.append(" pad ").append(pad);
    }
    if (dilationY != 1 || dilationX != 1) {
      text.append(" dilate ")
          .append(dilationY == dilationX ? "" + dilationY : dilationY + "x" + dilationX);
    }
    return text.toString();
  }
}
