package dev.ninc.compiler.ir;

/** Rows and columns added on the four sides of an image. */
public record Padding(int top, int left, int bottom, int right) {

  public static final Padding NONE = new Padding(0, 0, 0, 0);

  public Padding {
    if (top < 0 || left < 0 || bottom < 0 || right < 0) {
      throw new IllegalArgumentException("negative padding");
    }
  }

  public static Padding same(int onEachSide) {
    return new Padding(onEachSide, onEachSide, onEachSide, onEachSide);
  }

  /** {@code 2}, or {@code [top, left, bottom, right]} where the sides differ. */
  @Override
  public String toString() {
    return equals(same(top))
        ? "" + top
        : "[" + top + ", " + left + ", " + bottom + ", " + right + "]";
  }
}
