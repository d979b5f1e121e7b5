package dev.ninc.runtime;

/**
 * The steps of one generated network, with its weights packed for one backend.
 *
 * <p>A step's work is cut into pieces, such as rows or panels of outputs. They may be done in any
 * order, by several threads at once, and each number comes out the same to the bit.
 */
public abstract class Kernels {

  /** For generated classes. */
  protected Kernels() {}

  /** The pieces of a step's work: at least 1, which means that it can't be divided. */
  public abstract int units(int step);

  /**
   * Pieces of a step that are worth a thread's attention: fewer take less time than to hand them
   * over.
   */
  public abstract int grain(int step);

  /**
   * Whether several images of a batch should do each piece of a step one after the other, before
   * the next piece: its weights, which would have to come from memory for each image, are still in
   * a cache then.
   */
  public boolean isInLockstep(int step) {
    return false;
  }

  /**
   * Does pieces of a step for one image.
   *
   * @param from the first piece
   * @param to behind the last piece: at most {@code units(step)}
   */
  public abstract void step(int step, Workspace w, int from, int to);

  /**
   * The innermost loops, in which all the time goes: the runtime has them compiled before vector
   * kernels serve. Scalar kernels, which serve from the first call on, name none.
   */
  public int hotKernels() {
    return 0;
  }

  /** How often a hot kernel goes round its outermost loop when it does its work. */
  public int hotTerms(int kernel) {
    throw new IndexOutOfBoundsException(kernel);
  }

  /** How many iterations of its innermost loop that is each time. */
  public int hotLength(int kernel) {
    throw new IndexOutOfBoundsException(kernel);
  }

  /**
   * Runs a hot kernel once, somewhere in the arena, to have it compiled.
   *
   * @param terms times that it goes round its outermost loop, at most {@link #hotTerms}
   */
  public void hot(int kernel, Workspace w, int terms) {
    throw new IndexOutOfBoundsException(kernel);
  }

  /** Whether they use the Vector API. */
  public abstract boolean isVector();

  /** What is special about these kernels on this machine, for {@link Backend#reason()}. */
  public abstract String describe();
}
