package dev.ninc.runtime;

/** The steps of one generated network, with its weights packed for one backend. */
public abstract class Kernels {

  /** Runs one step for one image. */
  public abstract void step(int step, Workspace w);

  /** The number of scratch rows that a workspace must have. */
  public int scratchRows() {
    return 0;
  }

  /** The length of a scratch row, in floats. */
  public int scratchLength() {
    return 0;
  }

  /** Whether they use the Vector API. */
  public abstract boolean isVector();

  /** What is special about these kernels on this machine, for {@link Backend#reason()}. */
  public abstract String describe();
}
