package dev.ninc.runtime;

import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * How many threads work on one call of {@link Model#run(Workspace, float[], float[])}, and where
 * they come from. The caller's thread is always one of them: it begins at once, takes what the
 * others have not taken, and finishes alone if none of them comes. The result is the same to the
 * bit, whatever their number.
 */
public final class Parallelism {

  /** More threads than this do not share a call. */
  public static final int MOST_THREADS = 256;

  /**
   * Null for the runtime's own threads. No lambda: one thread must cost a fresh process nothing.
   */
  private final Executor executor;

  private final int threads;

  private Parallelism(Executor executor, int threads) {
    if (threads < 1 || threads > MOST_THREADS) {
      throw new IllegalArgumentException(
          threads + " threads: at least 1, the caller's, and at most " + MOST_THREADS);
    }
    this.executor = executor;
    this.threads = threads;
  }

  /**
   * The caller's thread and threads of the runtime: daemons, shared by all models, that end some
   * seconds after they were last needed.
   *
   * @param threads from 1, the caller's included, to {@value #MOST_THREADS}
   * @throws IllegalArgumentException for any other number
   */
  public static Parallelism of(int threads) {
    return new Parallelism(null, threads);
  }

  /**
   * As {@link #of}, with as many threads as this process has processors, a container's limit, but
   * at most {@value #MOST_THREADS}.
   */
  public static Parallelism available() {
    return of(Math.min(Runtime.getRuntime().availableProcessors(), MOST_THREADS));
  }

  /**
   * The caller's thread, and others that the executor gives when it can. It may refuse, let them
   * wait, or have the caller's thread among its own: then the caller does more of the work. An
   * exception of the executor other than its refusal reaches the caller of {@code run}, and then
   * there is no result; where it has no memory for another thread, that is a refusal.
   *
   * @param threads from 1, the caller's included, to {@value #MOST_THREADS}: {@code threads - 1}
   *     tasks are handed over
   * @throws IllegalArgumentException for any other number
   */
  public static Parallelism on(Executor executor, int threads) {
    return new Parallelism(Objects.requireNonNull(executor), threads);
  }

  /** Threads at most, the caller's included. */
  public int threads() {
    return threads;
  }

  /** Hands a task over; false where it will not run. */
  boolean offer(Runnable task) {
    return executor == null ? Workers.shared(threads - 1).offer(task) : isTaken(executor, task);
  }

  /** A pool that can't start a thread throws an OutOfMemoryError; the caller needs none. */
  private static boolean isTaken(Executor executor, Runnable task) {
    try {
      executor.execute(task);
      return true;
    } catch (RejectedExecutionException | OutOfMemoryError e) {
      return false;
    }
  }
}
