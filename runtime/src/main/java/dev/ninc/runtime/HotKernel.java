package dev.ninc.runtime;

import java.util.ArrayList;
import java.util.List;

/**
 * One of the innermost loops of vector kernels, on its way to C2. Until C2 has compiled it, each of
 * its vectors is an object: it runs a hundred times slower, and a call leaves kilobytes of garbage.
 * So it is called without terms, which costs nothing, just as often as HotSpot counts before it
 * compiles (Tier3InvocationThreshold, Tier4InvocationThreshold), with a few calls in between that
 * show what it does; and then left alone until a probe is fast.
 */
final class HotKernel {

  /** Calls after which C1 compiles, and milliseconds that this may take. */
  private static final int FIRST_CALLS = 256;

  private static final long UNTIL_C1 = 4_000_000;

  /** Calls of what C1 compiled after which C2 compiles: it looks at its counter each 1,024. */
  private static final int CALLS = 6_200;

  /** So manieth calls have terms, but none so late that C2 may have compiled already. */
  private static final int APART = 400;

  private static final int LAST = 4_000;

  /** Iterations of a call that is to be short, and of a probe. */
  private static final int SHORT = 12;

  private static final int PROBE = 2;

  /** What C2 compiles is faster than this, by much. */
  private static final double FASTER = 6;

  /** Fast probes in a row that are no chance. */
  private static final int GOOD = 3;

  /** Nanoseconds that a call may take beside. */
  private static final int CALL = 200;

  /** Slow probes until it is fed once more. */
  private static final int SLOW = 6;

  /** Times that it is fed once more; then nobody waits for it any longer. */
  private static final int PATIENCE = 40;

  private static final long BETWEEN_PROBES = 8_000_000;

  private final Kernels kernels;
  private final int number;
  private final int terms;
  private final int length;
  private int calls;
  private int wanted = FIRST_CALLS + CALLS;
  private double slowest = Double.MAX_VALUE;
  private int good;
  private int slow;
  private int refed;
  private long next = System.nanoTime();

  HotKernel(Kernels kernels, int number) {
    this.kernels = kernels;
    this.number = number;
    this.terms = Math.max(1, kernels.hotTerms(number));
    this.length = Math.max(1, kernels.hotLength(number));
  }

  /** All of some kernels. */
  static List<HotKernel> of(Kernels kernels) {
    List<HotKernel> all = new ArrayList<>();
    for (int i = 0; i < kernels.hotKernels(); i++) {
      all.add(new HotKernel(kernels, i));
    }
    return all;
  }

  void renewPatience() {
    refed = 0;
  }

  /** Whether C2 has been given reason to compile it. */
  boolean isFed() {
    return calls >= wanted;
  }

  boolean isFast() {
    return good >= GOOD;
  }

  /** Whether waiting for it makes no sense any more. */
  boolean isHopeless() {
    return refed >= PATIENCE;
  }

  /**
   * Calls it until it is fed, the slice is over, or C1 has to compile it before more calls count.
   */
  void feed(Workspace w, Pace pace) {
    while (!isFed() && isDue() && !pace.isOver()) {
      call(w, calls == 0 ? 1 : hasTerms() ? shortTerms() : 0); // 1: all that it uses is linked
      if (calls == FIRST_CALLS) {
        next = System.nanoTime() + UNTIL_C1;
      }
    }
  }

  private boolean hasTerms() {
    int since = calls - wanted + CALLS;
    return since >= 0 && since <= LAST && since % APART == 0;
  }

  private int shortTerms() {
    return Math.max(1, Math.min(SHORT / length, terms));
  }

  private void call(Workspace w, int n) {
    long start = System.nanoTime();
    kernels.hot(number, w, n);
    double each = (double) (System.nanoTime() - start) / Math.max(1, n * length);
    if (n > 0 && calls >= FIRST_CALLS && refed == 0) {
      slowest = Math.min(slowest, each);
    }
    calls++;
  }

  /** Whether it is time to go on. */
  boolean isDue() {
    return System.nanoTime() - next >= 0;
  }

  /** Looks whether it is fast; while it is not, with few terms. */
  void probe(Workspace w) {
    int n = good == 0 ? Math.min(terms, Math.max(1, PROBE / length)) : terms;
    long start = System.nanoTime();
    kernels.hot(number, w, n);
    long taken = System.nanoTime() - start;
    if (taken < CALL + slowest * n * length / FASTER) {
      good++;
      return;
    }
    good = 0;
    next = System.nanoTime() + BETWEEN_PROBES;
    if (++slow % SLOW == 0) {
      wanted = calls + CALLS;
      refed++;
    }
  }
}
