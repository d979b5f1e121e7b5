package dev.ninc.runtime;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Makes vector kernels ready behind a model that answers with scalar ones: a thread loads their
 * class, packs their weights, brings their innermost loops to C2, and puts them in the place of the
 * scalar kernels once they give the same bits in less time. It has memory of its own, works half of
 * the time, and ends when the model is no longer used: it holds everything but the model.
 */
final class Warming implements Runnable {

  /** So long the first call may take before the work in its back begins, in nanoseconds. */
  private static final long HEAD_START = 250_000_000;

  /** Kernels that C2 is given at once; with a long queue HotSpot raises its thresholds. */
  private static final int QUEUE = 3;

  /** Runs of the whole network in a round of the race, and nanoseconds that they may take. */
  private static final int RUNS = 5;

  private static final long LONGEST_ROUND = 300_000_000;

  /** Rounds until kernels that are not faster are refused, and the rest between them. */
  private static final int ROUNDS = 8;

  private static final int BETWEEN_ROUNDS = 50;

  /** Times that C2 is given once more, and the rest before the first of them: it doubles. */
  private static final int MORE_TIMES = 5;

  private static final int BETWEEN_TIMES = 1_000;

  /** Whether some model is being warmed. */
  private static final AtomicBoolean TAKEN = new AtomicBoolean();

  private static final int BETWEEN_TURNS = 20;

  private final ModelSpec spec;
  private final KernelSource source;
  private final LoadPhase weights;
  private final Tiers tiers;
  private final Pace pace;

  /** Whether {@link #TAKEN} is this model's doing. */
  private boolean turn;

  private Warming(
      ModelSpec spec, KernelSource source, LoadPhase weights, Tiers tiers, Reference<?> model) {
    this.spec = spec;
    this.source = source;
    this.weights = weights;
    this.tiers = tiers;
    this.pace = new Pace(model);
  }

  /**
   * Starts the thread.
   *
   * @param model cleared when nobody uses it any more
   */
  static void start(
      ModelSpec spec, KernelSource source, LoadPhase weights, Tiers tiers, Reference<?> model) {
    Warming warming = new Warming(spec, source, weights, tiers, model);
    Thread thread = new Thread(null, warming, "ninc warms " + spec.name(), 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(null); // the caller's would be kept from being collected
    thread.start();
  }

  @Override
  public void run() {
    try {
      waitForTheFirstAnswer();
      takeTurn();
      warm();
    } catch (InterruptedException e) {
      tiers.refuse("the model is no longer used");
    } catch (NoVectorKernels e) {
      tiers.refuse(e.getMessage());
    } catch (RuntimeException | LinkageError e) {
      tiers.refuse("the vector kernels fail: " + e);
    } catch (OutOfMemoryError e) {
      tiers.refuse("there is no memory for the vector kernels");
    } finally {
      giveTurnBack();
      if (tiers.isWarming()) { // any other Error: Java reports it as it ends this thread
        tiers.refuse("the thread that made the vector kernels ready ended unexpectedly");
      }
    }
  }

  private void waitForTheFirstAnswer() throws InterruptedException {
    long start = System.nanoTime();
    while (!tiers.hasAnswered() && System.nanoTime() - start < HEAD_START) {
      pace.sleep(1);
    }
    tiers.happened(tiers.hasAnswered() ? "first call answered" : "no call yet");
  }

  /** One model after the other: half of one processor is enough, and C2 has one queue. */
  private void takeTurn() throws InterruptedException {
    while (!TAKEN.compareAndSet(false, true)) {
      pace.sleep(BETWEEN_TURNS);
    }
    turn = true;
  }

  private void giveTurnBack() {
    if (turn) {
      turn = false;
      TAKEN.set(false);
    }
  }

  private void warm() throws InterruptedException, NoVectorKernels {
    Kernels scalar = tiers.kernels();
    Kernels vector = source.vectorKernels(weights);
    tiers.happened("vector kernels made, their weights packed");
    pace.rest();
    Workspace w = new Workspace(null, spec, Parallelism.of(1));
    List<HotKernel> hot = HotKernel.of(vector);
    compile(hot, w);
    Trial trial = new Trial(spec, new Workspace(null, spec, Parallelism.of(1)));
    trial.expect(scalar);
    pace.rest();
    if (!trial.givesTheSame(vector)) {
      tiers.refuse("the vector kernels give other results than the scalar ones");
      return;
    }
    pace.rest();
    boolean wins = wins(trial, scalar, vector);
    // Where others keep all processors busy, C2 may be late.
    for (int i = 0; i < MORE_TIMES && !wins && !areFast(hot); i++) {
      giveTurnBack();
      pace.sleep(BETWEEN_TIMES << i);
      takeTurn();
      compile(hot, w);
      wins = wins(trial, scalar, vector);
    }
    if (!wins) {
      tiers.refuse("the vector kernels are not faster than the scalar ones");
    }
  }

  private static boolean areFast(List<HotKernel> hot) {
    return fast(hot) == hot.size();
  }

  private static int fast(List<HotKernel> hot) {
    int fast = 0;
    for (HotKernel kernel : hot) {
      fast += kernel.isFast() ? 1 : 0;
    }
    return fast;
  }

  /** Until C2 has compiled every hot kernel, or it makes no sense to wait any longer. */
  private void compile(List<HotKernel> hot, Workspace w) throws InterruptedException {
    List<HotKernel> slow = new ArrayList<>(hot);
    slow.removeIf(HotKernel::isFast);
    slow.forEach(HotKernel::renewPatience);
    while (!slow.isEmpty()) {
      feedFirst(slow, w);
      for (int i = 0; i < slow.size() && i < QUEUE; i++) {
        HotKernel kernel = slow.get(i);
        while (kernel.isFed() && !kernel.isFast() && kernel.isDue() && !kernel.isHopeless()) {
          kernel.probe(w);
        }
      }
      int before = slow.size();
      slow.removeIf(k -> k.isFast() || k.isHopeless());
      if (slow.size() == before) {
        pace.rest();
      }
    }
    tiers.happened(fast(hot) + " of " + hot.size() + " inner loops compiled");
  }

  /** One at a time, and not too many before C2 has compiled them. */
  private void feedFirst(List<HotKernel> slow, Workspace w) {
    for (int i = 0; i < slow.size() && i < QUEUE; i++) {
      HotKernel kernel = slow.get(i);
      if (!kernel.isFed() && kernel.isDue()) {
        kernel.feed(w, pace);
        return;
      }
    }
  }

  /** Whether the vector kernels were faster, and took the place of the scalar ones. */
  private boolean wins(Trial trial, Kernels scalar, Kernels vector) throws InterruptedException {
    long slow = best(trial, scalar);
    long fast = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      fast = Math.min(fast, best(trial, vector));
      if (fast < slow) {
        tiers.swap(vector, "same bits; an image takes " + millis(fast, slow));
        return true;
      }
      pace.sleep(BETWEEN_ROUNDS);
      slow = Math.min(slow, best(trial, scalar));
    }
    tiers.happened("not faster: an image takes " + millis(fast, slow));
    return false;
  }

  /** Nanoseconds of the fastest of some runs. */
  private long best(Trial trial, Kernels kernels) throws InterruptedException {
    long best = Long.MAX_VALUE;
    long spent = 0;
    for (int i = 0; i < RUNS && spent < LONGEST_ROUND; i++) {
      long taken = trial.time(kernels);
      best = Math.min(best, taken);
      spent += taken;
      pace.rest();
    }
    return best;
  }

  private static String millis(long vector, long scalar) {
    return vector / 1000 / 1e3 + " ms, with scalar kernels " + scalar / 1000 / 1e3 + " ms";
  }
}
