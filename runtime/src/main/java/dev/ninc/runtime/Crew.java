package dev.ninc.runtime;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * A caller and its helpers, who share the pieces of one job after another.
 *
 * <p>Everybody claims pieces until none is left, so nobody waits for a helper that has not come:
 * the caller waits only for pieces that a helper has begun. {@link #next} holds the number of the
 * job and the first piece that nobody has claimed; whoever moves it forward has claimed what lies
 * between. While the next job is written down, there seem to be no pieces in it: so whoever
 * succeeds in claiming has read a job whose pieces are still open, and which therefore stays.
 */
final class Crew {

  /** Work that is done in pieces. */
  interface Job {
    /**
     * @param lane the number of the thread, from 0, the caller: no two have the same
     */
    void run(int lane, int from, int to);
  }

  /** Nanoseconds of waiting before a thread sleeps: waking it takes about as long. */
  static final long SPIN = Runtime.getRuntime().availableProcessors() > 1 ? 50_000 : 0;

  private final Parallelism parallelism;
  private final Helper[] helpers;
  private final AtomicLong next = new AtomicLong();
  private final AtomicInteger done = new AtomicInteger();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private volatile boolean open;
  private volatile Thread caller;
  private volatile Thread sleeper;
  private Job job;
  private volatile int pieces;
  private int grain;

  Crew(Parallelism parallelism) {
    this.parallelism = parallelism;
    this.helpers = new Helper[parallelism.threads() - 1];
    for (int i = 0; i < helpers.length; i++) {
      helpers[i] = new Helper(i + 1);
    }
  }

  /**
   * Calls the helpers, who come when they can. {@link #end} must follow, whatever this throws.
   *
   * @throws RuntimeException what an executor throws beside its refusal; an {@code Error} too
   */
  void begin() {
    caller = Thread.currentThread();
    open = true;
    for (Helper helper : helpers) {
      helper.call(parallelism);
    }
  }

  /** Sends the helpers away; they are done with all jobs. */
  void end() {
    open = false;
    caller = null;
    wake();
  }

  /**
   * Does a job with those helpers who are there.
   *
   * @param grain pieces to be claimed at once, at least
   * @throws RuntimeException what a piece threw, in whatever thread; an {@code Error} too
   */
  void run(Job newJob, int newPieces, int newGrain) {
    long number = (next.get() >>> 32) + 1;
    next.set(number << 32 | Integer.MAX_VALUE);
    job = newJob;
    grain = newGrain;
    pieces = newPieces;
    done.set(0);
    next.set(number << 32);
    wake();
    while (claim(0)) {
      // Until no piece is left.
    }
    await();
    rethrow();
  }

  /** Does the next pieces; false where none is left. */
  private boolean claim(int lane) {
    long before = next.get();
    int from = (int) before;
    int left = Math.max(0, pieces - from);
    if (left == 0) {
      return false;
    }
    int count = Math.min(left, Math.max(grain, left / (2 * parallelism.threads())));
    Job current = job;
    if (!next.compareAndSet(before, before + count)) {
      return true;
    }
    try {
      current.run(lane, from, from + count);
    } catch (RuntimeException | Error e) {
      failure.compareAndSet(null, e);
    } finally {
      finished(count);
    }
    return true;
  }

  private void finished(int count) {
    int all = pieces; // The job stays until the last piece is counted.
    if (done.addAndGet(count) == all && sleeper != null) {
      LockSupport.unpark(sleeper);
    }
  }

  /** Waits for what helpers have begun. An interrupt is left for the caller to see. */
  private void await() {
    if (done.get() == pieces) {
      return;
    }
    long until = System.nanoTime() + SPIN;
    while (done.get() < pieces && System.nanoTime() < until) {
      Thread.onSpinWait();
    }
    sleeper = Thread.currentThread();
    while (done.get() < pieces) {
      LockSupport.park(this);
    }
    sleeper = null;
  }

  private void rethrow() {
    Throwable thrown = failure.get();
    if (thrown == null) {
      return;
    }
    failure.set(null);
    if (thrown instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) thrown;
  }

  private void wake() {
    for (Helper helper : helpers) {
      if (helper.asleep) {
        LockSupport.unpark(helper.thread);
      }
    }
  }

  /** A place for a thread that helps. */
  private final class Helper implements Runnable {
    private static final int EMPTY = 0;
    private static final int CALLED = 1;
    private static final int TAKEN = 2;

    private final int lane;

    /**
     * Whether somebody is in this place, or called to it. A task that an executor took although it
     * threw, and ran late, may find another one here: then it leaves.
     */
    private final AtomicInteger place = new AtomicInteger(EMPTY);

    private volatile Thread thread;
    private volatile boolean asleep;

    Helper(int lane) {
      this.lane = lane;
    }

    void call(Parallelism helpers) {
      if (!place.compareAndSet(EMPTY, CALLED)) {
        return;
      }
      boolean comes = false;
      try {
        comes = helpers.offer(this);
      } finally {
        if (!comes) {
          place.compareAndSet(CALLED, EMPTY); // The others will do.
        }
      }
    }

    @Override
    public void run() {
      if (Thread.currentThread() == caller) {
        // The executor runs tasks at once, and the caller can't help itself.
        place.compareAndSet(CALLED, EMPTY);
        return;
      }
      if (!place.compareAndSet(CALLED, TAKEN)) {
        return;
      }
      thread = Thread.currentThread();
      do {
        help();
        place.set(EMPTY);
        // Called again in between, when it looked as if somebody were still here?
      } while (open && place.compareAndSet(EMPTY, TAKEN));
    }

    private void help() {
      while (open) {
        while (claim(lane)) {
          // Until no piece is left.
        }
        rest(next.get());
      }
    }

    /** Waits for another job. */
    private void rest(long seen) {
      if (left(seen)) {
        return;
      }
      long until = System.nanoTime() + SPIN;
      while (isQuiet(seen) && System.nanoTime() < until) {
        Thread.onSpinWait();
      }
      asleep = true;
      while (isQuiet(seen)) {
        LockSupport.park(Crew.this);
      }
      asleep = false;
    }

    private boolean isQuiet(long seen) {
      return open && next.get() == seen;
    }
  }

  private boolean left(long seen) {
    return (int) seen < pieces;
  }
}
