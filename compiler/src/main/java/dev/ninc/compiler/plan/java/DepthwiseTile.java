package dev.ninc.compiler.plan.java;

import dev.ninc.compiler.ir.Window;
import java.util.stream.IntStream;

/**
 * How many pixels a depthwise kernel takes at once. Neighbours in a row share the pixels that both
 * their windows cover, so a tile should be wide; but its sums, a row of its inputs and a row of the
 * window's weights have to stay in registers.
 */
final class DepthwiseTile {

  /** Windows with more taps run in loops: the methods would grow, and gain little. */
  private static final int UNROLLED = 25;

  /** Multiplications written out in a method: as many as HotSpot compiles well. */
  private static final int TERMS = 100;

  /** Pixels of a block of rows, in plain Java. */
  private static final int BLOCK = 8;

  private DepthwiseTile() {}

  static JavaKernel.Depthwise of(Conv2d conv, JavaTarget target) {
    Window window = conv.window();
    if (target == JavaTarget.SCALAR) {
      return new JavaKernel.Depthwise(conv, Math.min(BLOCK, conv.pixels()), false);
    }
    boolean unrolled = window.taps() <= UNROLLED;
    int most = target.registers() / 4;
    int pixels =
        unrolled
            ? IntStream.iterate(most, p -> p - 1)
                .filter(p -> p == 1 || fits(conv, p, target.registers()))
                .findFirst()
                .orElseThrow()
            : most;
    return new JavaKernel.Depthwise(conv, Split.of(conv.pixels(), pixels).largest(), unrolled);
  }

  private static boolean fits(Conv2d conv, int pixels, int registers) {
    Window window = conv.window();
    return pixels + conv.columns(pixels).size() + window.width() <= registers
        && pixels * window.taps() <= TERMS;
  }
}
