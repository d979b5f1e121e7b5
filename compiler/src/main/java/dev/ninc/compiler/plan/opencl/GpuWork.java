package dev.ninc.compiler.plan.opencl;

import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.plan.winograd.WinogradGrid;

/**
 * What a convolution takes on a GPU, by estimate: a reference machine of 15 TFLOP/s and 600 GB/s,
 * of which a matrix product reaches half. Only ratios matter; nothing is measured here. What passes
 * between kernels goes through memory, which is what tiles of many points cost. Weights are left
 * out: a batch shares them.
 */
final class GpuWork {

  /** Multiply-adds in a nanosecond that a product of matrices reaches. */
  private static final double MULTIPLIES = 3750;

  /** Bytes in a nanosecond to or from memory. */
  private static final double BANDWIDTH = 600;

  /** Nanoseconds of a launch, shared by the images of a batch of 64. */
  private static final double LAUNCH = 5_000.0 / 64;

  private GpuWork() {}

  /** Nanoseconds for one image. */
  static double direct(Op.Conv conv, Maps in, Maps out) {
    double terms = (double) conv.window().taps() * (in.channels() / conv.groups());
    return Math.max(terms * out.size() / MULTIPLIES, time(in.size() + out.size())) + LAUNCH;
  }

  /** Nanoseconds for one image: patches, products and outputs one after the other. */
  static double winograd(WinogradGrid grid) {
    long numbers = (long) grid.points() * grid.tiles();
    long patches = numbers * grid.in().channels();
    long products = numbers * grid.out().channels();
    double multiplied = (double) patches * grid.out().channels() / MULTIPLIES;
    return time(grid.in().size() + patches)
        + Math.max(multiplied, time(patches + products))
        + time(products + grid.out().size())
        + 3 * LAUNCH;
  }

  private static double time(long floats) {
    return floats * Float.BYTES / BANDWIDTH;
  }
}
