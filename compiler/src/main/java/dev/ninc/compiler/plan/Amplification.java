package dev.ninc.compiler.plan;

/**
 * How much further off than a plain sum a kernel may be that makes its outputs tile by tile: see
 * {@code interp.TiledSum} for the equation.
 *
 * @param factor measured for each variant of an algorithm
 * @param tile rows and columns of outputs that are made together, counted from the first one
 */
public record Amplification(double factor, int tile) {

  /** A plain sum. */
  public static final Amplification NONE = new Amplification(1, 1);
}
