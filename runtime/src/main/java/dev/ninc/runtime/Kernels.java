package dev.ninc.runtime;

/**
 * The steps of one generated network, with its weights packed for one backend.
 *
 * <p>A step's work is cut into pieces, such as rows or panels of outputs. They may be done in any
 * order, by several threads at once, and each number comes out the same to the bit.
 */
public abstract class Kernels {

  /** The pieces of a step's work: at least 1, which means that it can't be divided. */
  public abstract int units(int step);

  /**
   * Pieces of a step that are worth a thread's attention: fewer take less time than to hand them
   * over.
   */
  public abstract int grain(int step);

  /**
   * Does pieces of a step for one image.
   *
   * @param from the first piece
   * @param to behind the last piece: at most {@code units(step)}
   */
  public abstract void step(int step, Workspace w, int from, int to);

  /** Whether they use the Vector API. */
  public abstract boolean isVector();

  /** What is special about these kernels on this machine, for {@link Backend#reason()}. */
  public abstract String describe();
}
