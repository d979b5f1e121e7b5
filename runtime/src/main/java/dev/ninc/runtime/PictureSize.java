package dev.ninc.runtime;

/**
 * How pictures come to the size of the input.
 *
 * @param way of resizing
 * @param resizeHeight for {@link Way#EXACT}; the shorter side for {@link Way#SHORTER}
 * @param crop whether the centre is cut out
 */
record PictureSize(Shape input, Way way, int resizeHeight, int resizeWidth, boolean crop) {

  /** Whether and how pictures are resized. */
  enum Way {
    NONE,
    EXACT,
    SHORTER
  }

  PictureSize {
    if (way != Way.NONE && (resizeHeight < 1 || resizeWidth < 1)) {
      throw new IllegalArgumentException("a size of " + resizeHeight + "x" + resizeWidth);
    }
  }

  /** Pictures must be as large as the input. */
  static PictureSize as(Shape input) {
    return new PictureSize(input, Way.NONE, 0, 0, false);
  }

  PictureSize resize(int height, int width) {
    return new PictureSize(input, Way.EXACT, height, width, crop);
  }

  PictureSize resizeShorter(int side) {
    return new PictureSize(input, Way.SHORTER, side, side, crop);
  }

  PictureSize crop(int height, int width) {
    if (height != input.height() || width != input.width()) {
      throw new IllegalArgumentException("a crop of " + height + "x" + width + " for " + input);
    }
    return new PictureSize(input, way, resizeHeight, resizeWidth, true);
  }

  /**
   * Red, green and blue of each pixel of the input, 0 to 255.
   *
   * @throws IllegalArgumentException if the picture can't become as large as the input
   */
  int[] of(Picture picture, int background) {
    long height = side(picture.height(), picture.width(), resizeHeight);
    long width = side(picture.width(), picture.height(), resizeWidth);
    boolean enough = height >= input.height() && width >= input.width();
    boolean same = height == input.height() && width == input.width();
    if (!(crop ? enough : same) || height > Integer.MAX_VALUE || width > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(complaint(picture, height, width));
    }
    return new Resampling(
            picture,
            background,
            windows(picture.height(), height, input.height()),
            windows(picture.width(), width, input.width()))
        .run();
  }

  private static ResizeWindows windows(int in, long out, int count) {
    return new ResizeWindows(in, (int) out, (int) (out - count) / 2, count);
  }

  private long side(int length, int other, int target) {
    return switch (way) {
      case NONE -> length;
      case EXACT -> target;
      case SHORTER ->
          length <= other ? target : (2L * length * target + other) / (2L * other); // half up
    };
  }

  private String complaint(Picture picture, long height, long width) {
    String found = "the picture is " + Picture.sides(picture.height(), picture.width());
    if (way != Way.NONE) {
      found += ", " + Picture.sides(height, width) + " after `resize`";
    }
    String expected = input.height() + " x " + input.width();
    if (crop) {
      return found
          + ", too small for the network's crop of "
          + expected
          + ": add `resize shorter "
          + Math.max(input.height(), input.width())
          + "` to its `preprocess`, or give it a larger picture";
    }
    return found
        + ", and the network takes "
        + expected
        + ": add `"
        + (way == Way.NONE ? "resize " : "crop ")
        + input.height()
        + "x"
        + input.width()
        + "` to its `preprocess`, or give it a picture of that size";
  }

  /** {@code resize shorter 256, crop 224x224, }. */
  @Override
  public String toString() {
    String resize =
        switch (way) {
          case NONE -> "";
          case EXACT -> "resize " + resizeHeight + "x" + resizeWidth + ", ";
          case SHORTER -> "resize shorter " + resizeHeight + ", ";
        };
    return resize + (crop ? "crop " + input.height() + "x" + input.width() + ", " : "");
  }
}
