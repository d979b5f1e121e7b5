package dev.ninc.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The kernels of one model: those that run now, and how it came to that. One volatile write puts
 * vector kernels in the place of scalar ones; a call reads the field once, so that each call runs
 * one kind from beginning to end.
 */
final class Tiers {

  private static final String WARMING = "vector kernels are being made ready in the background";

  private final long begin = System.nanoTime();
  private final List<Report.Event> events = new ArrayList<>();
  private volatile Kernels kernels;
  private volatile boolean answered;
  private Report.State state;
  private String reason;
  private double since;

  private Tiers(Kernels kernels, Report.State state, String reason) {
    this.kernels = kernels;
    this.state = state;
    this.reason = reason;
  }

  /**
   * The kernels to begin with: scalar ones, except where {@value Backend#PROPERTY} asks for others.
   *
   * @throws IllegalStateException if a backend is asked for that can't be had
   */
  static Tiers of(KernelSource source, LoadPhase weights) {
    String asked = System.getProperty(Backend.PROPERTY, "");
    switch (asked) {
      case "":
      case "auto":
        return KernelSource.hasVectorModule()
            ? new Tiers(source.scalar(weights), Report.State.WARMING, WARMING)
            : fixed(source.scalar(weights), KernelSource.missingModule());
      case "scalar":
        return fixed(source.scalar(weights), "asked for by -D" + Backend.PROPERTY);
      case "vector":
        return vector(source, weights);
      default:
        throw new IllegalStateException(
            "-D" + Backend.PROPERTY + "=" + asked + " is not one of auto, scalar, vector");
    }
  }

  private static Tiers vector(KernelSource source, LoadPhase weights) {
    try {
      Kernels kernels = source.vectorKernels(weights);
      return fixed(kernels, kernels.describe());
    } catch (NoVectorKernels e) {
      throw new IllegalStateException(
          "-D" + Backend.PROPERTY + "=vector can't be had: " + e.getMessage(), e);
    }
  }

  private static Tiers fixed(Kernels kernels, String reason) {
    return new Tiers(kernels, Report.State.FIXED, reason);
  }

  /** The kernels for the call that begins now. */
  Kernels kernels() {
    return kernels;
  }

  /** A call has given a result: whoever waits with work in the background may begin. */
  void answered() {
    if (!answered) {
      answered = true;
    }
  }

  boolean hasAnswered() {
    return answered;
  }

  synchronized boolean isWarming() {
    return state == Report.State.WARMING;
  }

  synchronized void happened(String what) {
    events.add(new Report.Event(millis(), what));
  }

  /** Vector kernels run from now on. */
  synchronized void swap(Kernels vector, String what) {
    happened(what);
    kernels = vector;
    since = millis();
    end(Report.State.SWAPPED, vector.describe());
  }

  /** Scalar kernels run for good. */
  synchronized void refuse(String why) {
    happened("vector kernels are refused");
    end(Report.State.REFUSED, why);
  }

  private void end(Report.State last, String why) {
    state = last;
    reason = why;
    notifyAll();
  }

  /**
   * Waits until nothing will change any more.
   *
   * @param nanos how long at most
   */
  synchronized void await(long nanos) throws InterruptedException {
    long start = System.nanoTime();
    long left = nanos;
    while (state == Report.State.WARMING && left > 0) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = nanos - (System.nanoTime() - start);
    }
  }

  synchronized Report report() {
    String name = kernels.isVector() ? "vector" : "scalar";
    return new Report(new Backend(name, reason), state, since, events);
  }

  private double millis() {
    return (System.nanoTime() - begin) / 1e6;
  }
}
