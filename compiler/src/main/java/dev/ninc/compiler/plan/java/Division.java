package dev.ninc.compiler.plan.java;

import dev.ninc.compiler.plan.Step;

/**
 * How the work of a step is cut into pieces for several threads. Any pieces may be done at once and
 * in any order: no two of them write the same number, and none reads what another one writes.
 *
 * @param unit what a piece is
 * @param pieces at least 1
 * @param grain pieces that are worth a thread's attention: fewer take less time than to hand them
 *     over
 */
public record Division(Unit unit, int pieces, int grain) {

  /** What a piece is. */
  public enum Unit {
    /** All of the step. */
    WHOLE("whole"),
    /** 32 outputs, all pixels; the last one may be narrower. */
    PANELS("panels of outputs"),
    /** A row of output pixels. */
    ROWS("rows"),
    /** Some neighbouring rows, or pixels where all are one run; all outputs. */
    BLOCKS("blocks of pixels"),
    /** Some neighbouring pixels, all outputs. */
    TILES("tiles of pixels"),
    /** A tile of a Winograd convolution, all channels. */
    WINOGRAD_TILES("tiles"),
    /** A row of such tiles, all outputs. */
    WINOGRAD_ROWS("rows of tiles"),
    /** Some such tiles, all outputs. */
    WINOGRAD_BLOCKS("blocks of tiles"),
    /** Four such tiles, all outputs. */
    WINOGRAD_FOURS("groups of 4 tiles"),
    /** Some rows, through all stages of a chain. */
    BANDS("bands of rows");

    private final String plural;

    Unit(String plural) {
      this.plural = plural;
    }
  }

  /** A step that one thread does. */
  public static final Division WHOLE = new Division(Unit.WHOLE, 1, 1);

  public Division {
    if (pieces < 1 || grain < 1) {
      throw new IllegalArgumentException(pieces + " pieces, " + grain + " at once");
    }
  }

  /** The same pieces, at least so many at once. */
  Division grain(int atLeast) {
    return isDivided() ? new Division(unit, pieces, Math.max(grain, atLeast)) : this;
  }

  /** Whether there is more than one piece. */
  public boolean isDivided() {
    return pieces > 1;
  }

  /** The division of a step of a plan for {@code target}. */
  public static Division of(Step step, JavaTarget target) {
    return ((JavaKernel) step.kernel()).match(new Divisions(step, target));
  }

  /** {@code 6 panels of outputs}. */
  @Override
  public String toString() {
    return pieces + " " + unit.plural;
  }
}
