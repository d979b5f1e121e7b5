package dev.ninc.runtime;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What the caller and the runtime's threads allocate. */
final class Allocations {

  private static final int ATTEMPTS = 20;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Allocations() {}

  /** Bytes for some repetitions: the least of several attempts, as soon as it is 0. */
  static long least(int repetitions, Runnable task) {
    task.run();
    long[] ids = ids();
    long least = Long.MAX_VALUE;
    for (int attempt = 0; attempt < ATTEMPTS && least > 0; attempt++) {
      long before = allocated(ids);
      for (int i = 0; i < repetitions; i++) {
        task.run();
      }
      least = Math.min(least, allocated(ids) - before);
    }
    return least;
  }

  private static long[] ids() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(t -> t == Thread.currentThread() || t.getName().equals("ninc-worker"))
        .mapToLong(Thread::getId)
        .toArray();
  }

  private static long allocated(long[] ids) {
    long bytes = 0;
    for (long id : ids) {
      bytes += THREADS.getThreadAllocatedBytes(id);
    }
    return bytes;
  }
}
