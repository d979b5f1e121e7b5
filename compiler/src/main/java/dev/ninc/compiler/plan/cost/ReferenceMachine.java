package dev.ninc.compiler.plan.cost;

import java.util.List;

/**
 * A processor core that algorithms are compared on: never the one that compiles, so that the same
 * network gives the same code everywhere. {@code ninc tune} measures instead.
 *
 * <p>There are two, for processors with AVX-512 differ in what binds a kernel: one that multiplies
 * at half the width is bound by its multiplications, one at full width by memory. What wins should
 * be good on both.
 *
 * @param gigahertz of the clock while the kernels run
 * @param multiplies vectors of 16 floats multiplied and added in a cycle
 * @param loads vectors or broadcast numbers loaded in a cycle
 * @param element cycles for one vector in one pass of a transform, in the first-level cache: load,
 *     two or three additions, store
 * @param farElement the same for maps and products that lie in the second-level cache
 * @param cacheBandwidth bytes in a nanosecond from the third-level cache
 * @param memoryBandwidth bytes in a nanosecond from memory
 */
record ReferenceMachine(
    double gigahertz,
    double multiplies,
    double loads,
    double element,
    double farElement,
    double cacheBandwidth,
    double memoryBandwidth) {

  /** Cycles until a sum can be added to again: a tile needs as many sums as are under way. */
  static final double LATENCY = 4;

  /**
   * Bytes of weights that stay in the third-level cache from one image to the next: three quarters
   * of 32 MiB, for the maps need room too.
   */
  static final long WEIGHT_CACHE = 24 << 20;

  /**
   * Zen 4, AVX-512 at half width: measured 118 GFLOP/s, 95 GB/s from the third-level cache and 28
   * from memory, on one core. The cycles of transforms are fitted to whole layers: F(4x4, 5x5) of
   * 96 to 192 channels on 16x16 in 363 to 418 us, F(2x2, 5x5) in 876, fused F(4x4, 5x5) of 3 to 192
   * channels on 32x32 in 150. They are of hand-written forerunners of the kernels, and can't be
   * repeated.
   */
  private static final ReferenceMachine HALF_WIDTH =
      new ReferenceMachine(3.69, 1, 1, 3.5, 8, 95, 28);

  /**
   * Zen 5, AVX-512 at full width: measured 265 GFLOP/s, 80 to 90 GB/s from the third-level cache
   * and 28 from memory, on one core. Fitted likewise: the same layers in 180 to 192 us, not
   * measured, 84 to 98. What the kernels of today take, and by which commands: {@code
   * MeasuredLayersTest}.
   */
  private static final ReferenceMachine FULL_WIDTH =
      new ReferenceMachine(4.14, 2, 2, 2.5, 6.5, 90, 28);

  static final List<ReferenceMachine> ALL = List.of(HALF_WIDTH, FULL_WIDTH);
}
