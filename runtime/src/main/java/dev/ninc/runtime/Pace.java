package dev.ninc.runtime;

import java.lang.ref.Reference;

/**
 * Half duty: whoever works in the background sleeps as long as it worked, so that requests and the
 * compiler get the processor. It also notices when nobody uses the model any more.
 */
final class Pace {

  /** How long to work at a stretch, in nanoseconds. */
  static final long SLICE = 2_000_000;

  /** How long to sleep without a look at whether the model is still used, in milliseconds. */
  private static final long LOOK = 20;

  private final Reference<?> model;
  private long resumed = System.nanoTime();

  /**
   * @param model cleared when nobody uses it any more
   */
  Pace(Reference<?> model) {
    this.model = model;
  }

  /** Whether the slice of work is over. */
  boolean isOver() {
    return System.nanoTime() - resumed > SLICE;
  }

  /**
   * Sleeps as long as was worked since the last rest.
   *
   * @throws InterruptedException where nobody uses the model any more: work should end
   */
  void rest() throws InterruptedException {
    sleep((System.nanoTime() - resumed) / 1_000_000 + 1);
  }

  /**
   * Sleeps for so many milliseconds, at least 1.
   *
   * @throws InterruptedException where nobody uses the model any more: work should end
   */
  void sleep(long millis) throws InterruptedException {
    for (long left = millis; left > 0; left -= LOOK) {
      Thread.sleep(Math.min(left, LOOK));
      if (model.get() == null) {
        throw new InterruptedException();
      }
    }
    resumed = System.nanoTime();
  }
}
