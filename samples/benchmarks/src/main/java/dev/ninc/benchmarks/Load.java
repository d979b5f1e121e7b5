package dev.ninc.benchmarks;

/**
 * How an engine is used.
 *
 * @param batch images in a call
 * @param threads threads that a call may use
 */
record Load(int batch, int threads) {

  /** One image at a time, in one thread. */
  static final Load SINGLE = new Load(1, 1);

  Load {
    if (batch < 1 || threads < 1) {
      throw new IllegalArgumentException("a batch of " + batch + " in " + threads + " threads");
    }
  }

  /** {@code batch 64, 2 threads}. */
  @Override
  public String toString() {
    return "batch " + batch + ", " + threads + (threads == 1 ? " thread" : " threads");
  }
}
