package dev.ninc.runtime;

import java.util.ArrayList;
import java.util.List;

/**
 * One of the innermost loops of vector kernels, on its way to C2. Until C2 has compiled it, each of
 * its vectors is an object, and it runs a hundred times slower: so it is called with short loops,
 * just as often as HotSpot counts before it compiles (Tier3InvocationThreshold,
 * Tier4MinInvocationThreshold, Tier4CompileThreshold), and then left alone until a probe is fast.
 */
final class HotKernel {

  /** Calls without any term, after which C1 compiles. */
  private static final int EMPTY_CALLS = 256;

  /** Calls of what C1 compiled, and iterations in them, after which C2 compiles. */
  private static final int CALLS = 650;

  private static final int ITERATIONS = 16_500;

  /** Iterations of a call that is to be short. */
  private static final int SHORT = 26;

  /** What C2 compiles is faster than this, by much. */
  private static final double FASTER = 6;

  /** Fast probes in a row that are no chance. */
  private static final int GOOD = 3;

  /** Nanoseconds that a call may take beside. */
  private static final int CALL = 200;

  /** Slow probes until it is fed once more. */
  private static final int SLOW = 4;

  /** HotSpot looks at its counters each time that so many iterations are over. */
  private static final int MORE = 8_200;

  /** Times that it is fed once more; then nobody waits for it any longer. */
  private static final int PATIENCE = 30;

  private static final long BETWEEN_PROBES = 5_000_000;

  private final Kernels kernels;
  private final int number;
  private final int terms;
  private final int length;
  private int calls;
  private int iterations;
  private int wanted = ITERATIONS;
  private double slowest = Double.MAX_VALUE;
  private int good;
  private int slow;
  private int refed;
  private long nextProbe = System.nanoTime();

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
    return calls >= EMPTY_CALLS + CALLS && iterations >= wanted;
  }

  boolean isFast() {
    return good >= GOOD;
  }

  /** Whether waiting for it makes no sense any more. */
  boolean isHopeless() {
    return refed >= PATIENCE;
  }

  /** Calls it until it is fed or the slice is over. */
  void feed(Workspace w, Pace pace) {
    while (!isFed() && !pace.isOver()) {
      boolean first = calls == 0; // everything that it uses is linked before C1 sees it
      call(w, first ? 1 : calls < EMPTY_CALLS ? 0 : shortTerms());
    }
  }

  /** As many as bring the iterations to their number along with the calls. */
  private int shortTerms() {
    int due = Math.max(0, calls - EMPTY_CALLS) * SHORT;
    return due >= iterations || calls >= EMPTY_CALLS + CALLS
        ? Math.max(1, Math.min(SHORT / length, terms))
        : 0;
  }

  private void call(Workspace w, int n) {
    long start = System.nanoTime();
    kernels.hot(number, w, n);
    double each = (double) (System.nanoTime() - start) / Math.max(1, n * length);
    if (n > 0 && calls > EMPTY_CALLS && calls < EMPTY_CALLS + CALLS) {
      slowest = Math.min(slowest, each);
    }
    calls++;
    if (calls > EMPTY_CALLS) {
      iterations += n * length;
    }
  }

  /** Whether it is time to look whether it became fast. */
  boolean isDue() {
    return System.nanoTime() - nextProbe >= 0;
  }

  /** Looks whether it is fast; while it is not, with few terms. */
  void probe(Workspace w) {
    int n = good == 0 ? Math.min(terms, Math.max(1, 8 / length)) : terms;
    long start = System.nanoTime();
    kernels.hot(number, w, n);
    long taken = System.nanoTime() - start;
    if (taken < CALL + slowest * n * length / FASTER) {
      good++;
      return;
    }
    good = 0;
    nextProbe = System.nanoTime() + BETWEEN_PROBES;
    if (++slow % SLOW == 0) {
      wanted += MORE;
      refed++;
    }
  }
}
