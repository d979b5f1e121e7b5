package dev.ninc.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** How often threads can do something, all at the same time. */
final class Race {

  /** Some work; what it gives is used, so that it is not optimized away. */
  @FunctionalInterface
  interface Call {
    double run();
  }

  private Race() {}

  /**
   * Calls in a second, by all threads together, in the best stretch of time.
   *
   * @param seconds of a stretch
   * @param calls makes the work of one thread
   */
  static double best(int threads, int stretches, double seconds, Supplier<Call> calls) {
    ExecutorService pool = Executors.newFixedThreadPool(threads, Race::daemon);
    try {
      List<Future<double[]>> rates = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        rates.add(pool.submit(() -> rates(calls.get(), stretches, (long) (seconds * 1e9))));
      }
      return best(rates, stretches);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  private static double best(List<Future<double[]>> rates, int stretches)
      throws InterruptedException, ExecutionException {
    double[] sums = new double[stretches];
    for (Future<double[]> rate : rates) {
      for (int i = 0; i < stretches; i++) {
        sums[i] += rate.get()[i];
      }
    }
    double best = 0;
    for (double sum : sums) {
      best = Math.max(best, sum);
    }
    return best;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "probe");
    thread.setDaemon(true);
    return thread;
  }

  /** Calls in a second, stretch by stretch; two stretches before them are for warming up. */
  private static double[] rates(Call call, int stretches, long nanos) {
    double kept = rate(call, 2 * nanos);
    double[] rates = new double[stretches];
    for (int i = 0; i < stretches; i++) {
      rates[i] = rate(call, nanos);
    }
    return Double.isNaN(kept) ? new double[stretches] : rates;
  }

  private static double rate(Call call, long nanos) {
    long start = System.nanoTime();
    long calls = 0;
    double sum = 0;
    long now = start;
    while (now - start < nanos) {
      sum += call.run();
      calls++;
      now = System.nanoTime();
    }
    return Double.isNaN(sum) ? Double.NaN : 1e9 * calls / (now - start);
  }
}
