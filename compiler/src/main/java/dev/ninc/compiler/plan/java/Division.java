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
    WHOLE,
    /** 32 outputs, all pixels; the last one may be narrower. */
    PANELS,
    /** A row of output pixels. */
    ROWS,
    /** Some neighbouring pixels. */
    TILES,
    /** Some rows, through all stages of a chain. */
    BANDS
  }

  /** Floats of transformed tiles that are worth a thread's attention. */
  private static final int TRANSFORMED = 1 << 15;

  /** A step that one thread does. */
  public static final Division WHOLE = new Division(Unit.WHOLE, 1, 1);

  public Division {
    if (pieces < 1 || grain < 1) {
      throw new IllegalArgumentException(pieces + " pieces, " + grain + " at once");
    }
  }

  /** Whether there is more than one piece. */
  public boolean isDivided() {
    return pieces > 1;
  }

  /** The division of a step of a plan for {@code target}. */
  public static Division of(Step step, JavaTarget target) {
    if (step.kernel() instanceof JavaKernel.WinogradTiles tiles) {
      return tiles(tiles.grid());
    }
    if (step.kernel() instanceof JavaKernel.Winograd winograd) {
      if (target == JavaTarget.SCALAR) {
        return new Division(Unit.TILES, new ScalarBlock(winograd).blocks(), 1);
      }
      return winograd.form() == JavaKernel.Winograd.Form.BLOCKS
          ? new Division(Unit.TILES, winograd.blocks(), 1)
          : new Division(Unit.PANELS, panels(winograd.conv()), 1);
    }
    if (step.kernel() instanceof JavaKernel.FusedWinograd fused) {
      return new Division(Unit.TILES, fused.grid().rows(), 1);
    }
    return WHOLE;
  }

  private static Division tiles(WinogradGrid grid) {
    int floats = grid.points() * Conv2d.padded(grid.in().channels());
    return new Division(Unit.TILES, grid.tiles(), Math.max(1, TRANSFORMED / floats));
  }

  private static int panels(Conv2d conv) {
    return (Conv2d.padded(conv.channels()) + Conv2d.PANEL - 1) / Conv2d.PANEL;
  }
}
