package dev.ninc.runtime;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;

/**
 * The runtime's own threads. Handing them a task allocates nothing, and is quick while they still
 * spin after the one before. Where all are busy they take none: {@link Crew} does without.
 */
class Workers {

  /** Threads at most: as many as one call can want beside its own. */
  private static final int LIMIT = Parallelism.MOST_THREADS - 1;

  private static final Workers SHARED =
      new Workers(Parallelism.available().threads() - 1, TimeUnit.SECONDS.toNanos(5));

  private final long patience;

  private final AtomicReferenceArray<Worker> idle = new AtomicReferenceArray<>(LIMIT);
  private final AtomicInteger alive = new AtomicInteger();
  private final AtomicInteger wanted;

  /**
   * @param wanted threads at most, below {@link Parallelism#MOST_THREADS}
   * @param patience nanoseconds after which an idle thread ends
   */
  Workers(int wanted, long patience) {
    this.wanted = new AtomicInteger(wanted);
    this.patience = patience;
  }

  /** All models share them: as many as there are processors, or as one of them wants. */
  static Workers shared(int threads) {
    SHARED.wanted.accumulateAndGet(threads, Math::max);
    return SHARED;
  }

  /** Has a task run if there is a thread for it. */
  final boolean offer(Runnable task) {
    for (int i = 0; i < LIMIT; i++) {
      Worker worker = idle.get(i) == null ? null : idle.getAndSet(i, null);
      if (worker != null) {
        worker.give(task);
        return true;
      }
    }
    return hire(task);
  }

  /** Has a new thread run it, if there may be one more and the machine has one. */
  private boolean hire(Runnable task) {
    boolean started = false;
    try {
      if (alive.incrementAndGet() <= wanted.get()) {
        start(new Worker(task));
        started = true;
      }
    } catch (OutOfMemoryError e) {
      // Java's word for a thread that it can't start, too: the task will be done without one.
    } finally {
      if (!started) {
        alive.decrementAndGet();
      }
    }
    return started;
  }

  /** For tests, in which a machine has no thread left. */
  void start(Thread worker) {
    worker.start();
  }

  /** Threads that are there, busy or not. */
  final int alive() {
    return alive.get();
  }

  private final class Worker extends Thread {
    private volatile Runnable task;
    private volatile boolean parked;

    Worker(Runnable task) {
      super(null, null, "ninc-worker", 0, false);
      this.task = task;
      setDaemon(true);
      setContextClassLoader(null); // whoever asked first would be kept from being collected
    }

    void give(Runnable next) {
      task = next;
      if (parked) {
        LockSupport.unpark(this);
      }
    }

    @Override
    public void run() {
      try {
        while (task != null) {
          take().run();
          await();
        }
      } finally {
        alive.decrementAndGet();
      }
    }

    private Runnable take() {
      Runnable current = task;
      task = null;
      return current;
    }

    /** Returns with a task, or without one when it is time to end. */
    private void await() {
      int place = offer();
      if (place < 0) {
        return;
      }
      long until = System.nanoTime() + Crew.SPIN;
      while (task == null && System.nanoTime() < until) {
        Thread.onSpinWait();
      }
      parked = true;
      long end = System.nanoTime() + patience;
      for (long left = patience; task == null && left > 0; left = end - System.nanoTime()) {
        LockSupport.parkNanos(Workers.this, left);
      }
      parked = false;
      // Whoever has taken it from its place will give it a task.
      while (task == null && !idle.compareAndSet(place, this, null)) {
        Thread.onSpinWait();
      }
    }

    /** The place where it waits; below 0 where all are taken, which can't be. */
    private int offer() {
      for (int i = 0; i < LIMIT; i++) {
        if (idle.compareAndSet(i, null, this)) {
          return i;
        }
      }
      return -1;
    }
  }
}
