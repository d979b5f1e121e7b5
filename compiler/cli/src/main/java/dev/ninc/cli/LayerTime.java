package dev.ninc.cli;

import java.util.List;

/**
 * How long a layer takes: all the steps that it became.
 *
 * @param line of the network's file
 * @param kernel that does the work
 * @param parts its steps, in order; mostly one
 * @param limits what the threads can do that it runs on
 */
record LayerTime(String name, int line, String kernel, List<Part> parts, Limits limits) {

  /** One step. */
  record Part(StepWork work, double seconds) {}

  LayerTime {
    parts = List.copyOf(parts);
  }

  double seconds() {
    return parts.stream().mapToDouble(Part::seconds).sum();
  }

  long macs() {
    return parts.stream().mapToLong(p -> p.work().macs()).sum();
  }

  long bytes() {
    return parts.stream().mapToLong(p -> p.work().bytes()).sum();
  }

  /** Operations in a second, of those that the layer is made of: a multiply-accumulate is two. */
  double flops() {
    return 2.0 * macs() / seconds();
  }

  /** Of the machine's peak; more than 1 where a kernel multiplies less than the layer says. */
  double peakShare() {
    return flops() / limits.flops();
  }

  /** Bytes in a second. */
  double bandwidth() {
    return bytes() / seconds();
  }

  /** Whether it would take longer to move its numbers than to compute, at the machine's best. */
  boolean isMemoryBound() {
    return limits.isMemoryBound(2.0 * macs(), bytes());
  }
}
