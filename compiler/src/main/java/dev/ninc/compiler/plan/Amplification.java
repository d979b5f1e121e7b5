package dev.ninc.compiler.plan;

/**
 * How much further off than a plain sum a kernel may be: its error is at most {@code factor} times
 * the largest error that plain sums may have within the same tile of the output.
 *
 * @param tile rows and columns of outputs that are made together, counted from the first one
 */
public record Amplification(double factor, int tile) {

  /** A plain sum. */
  public static final Amplification NONE = new Amplification(1, 1);
}
