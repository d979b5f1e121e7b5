package dev.ninc.cli;

/**
 * What a number of threads of this machine can do at most, measured.
 *
 * @param flops floating-point operations in a second: fused multiply-adds in registers, two each
 * @param bandwidth bytes that are read in a second
 */
record Limits(int threads, double flops, double bandwidth) {

  /** The better of two measurements: both are what the machine was seen to do. */
  Limits max(Limits other) {
    return new Limits(threads, Math.max(flops, other.flops), Math.max(bandwidth, other.bandwidth));
  }

  /** Whether so much takes longer to move than to compute. */
  boolean isMemoryBound(double operations, double bytes) {
    return bytes / bandwidth > operations / flops;
  }
}
