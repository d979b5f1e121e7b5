package dev.ninc.compiler.plan.java;

import dev.ninc.compiler.ir.Window;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * How many pixels a depthwise kernel takes at once. Neighbours in a row share the pixels that both
 * their windows cover, so a tile should be wide; but its sums, a row of its inputs and a row of the
 * window's weights have to stay in registers.
 *
 * <p>A small window is written out, and the loop over the channels stands in the method; C2 moves
 * all loads of a large one to the front, for which there are too few registers: it is a loop over
 * rows, with a call for each vector of channels, which is more than twice as fast.
 */
final class DepthwiseTile {

  /** The most taps of a small window. */
  private static final int SMALL = 9;

  /** Pixels of a block of rows, in plain Java. */
  private static final int BLOCK = 8;

  private DepthwiseTile() {}

  static ConvolutionKernel.Depthwise of(Conv2d conv, JavaTarget target) {
    if (target == JavaTarget.SCALAR) {
      int block = Split.of(conv.pixels(), BLOCK).largest();
      return new ConvolutionKernel.Depthwise(conv, block, ConvolutionKernel.Depthwise.Form.TAPS);
    }
    int most = target.registers() / 4;
    OptionalInt fitting =
        IntStream.iterate(most, p -> p > 1, p -> p - 1)
            .filter(p -> fits(conv, p, target.registers()))
            .findFirst();
    ConvolutionKernel.Depthwise.Form form =
        fitting.isEmpty()
            ? ConvolutionKernel.Depthwise.Form.TAPS
            : conv.window().taps() <= SMALL
                ? ConvolutionKernel.Depthwise.Form.WINDOW
                : ConvolutionKernel.Depthwise.Form.ROWS;
    int tile = Split.of(conv.pixels(), fitting.orElse(most)).largest();
    return new ConvolutionKernel.Depthwise(conv, tile, form);
  }

  private static boolean fits(Conv2d conv, int pixels, int registers) {
    Window window = conv.window();
    return pixels + conv.columns(pixels).size() + window.width() <= registers;
  }
}
