package dev.ninc.compiler.plan.java;

import dev.ninc.compiler.ir.Activation;
import dev.ninc.compiler.ir.LayerText;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.ir.Window;
import dev.ninc.compiler.plan.Pixels;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A convolution between two layouts: all the numbers that its loops need, in floats.
 *
 * @param value the node's value, which names the weights
 * @param byRows whether rows must be told apart even where all pixels are one run: in a band
 */
public record Conv2d(Value value, Op.Conv conv, Pixels in, Pixels out, boolean byRows) {

  /** Outputs of the network's widest panel. */
  public static final int PANEL = 32;

  /** Outputs of a narrow panel, and what channel strides are a multiple of. */
  public static final int NARROW = 16;

  /** {@code channels} rounded up to whole narrow panels. */
  public static int padded(int channels) {
    return (channels + NARROW - 1) / NARROW * NARROW;
  }

  /** The first of {@code outputs}, padded, that stand in wide panels; a narrow one may follow. */
  public static int wide(int outputs) {
    return padded(outputs) / PANEL * PANEL;
  }

  public Window window() {
    return conv.window();
  }

  public Activation act() {
    return conv.act();
  }

  public int groups() {
    return conv.groups();
  }

  /** Output channels of all groups. */
  public int channels() {
    return out.maps().channels();
  }

  /** Input channels of a group. */
  public int inputs() {
    return in.maps().channels() / groups();
  }

  /** Outputs of a group. */
  public int outputs() {
    return out.maps().channels() / groups();
  }

  /** Terms of one output's sum, without the bias. */
  public int terms() {
    return window().taps() * inputs();
  }

  /**
   * Whether the window's columns and channels are one run of floats, because the pixels of a row
   * follow each other without a gap.
   */
  public boolean hasRowRuns() {
    return window().width() == 1
        || (groups() == 1 && in.pixelStride() == inputs() && window().dilationX() == 1);
  }

  /** Floats in one contiguous run of the window. */
  public int run() {
    return hasRowRuns() ? window().width() * inputs() : inputs();
  }

  /** Whether all pixels are one run in both layouts, so that no rows need to be told apart. */
  public boolean isFlat() {
    return !byRows && window().isPointwise() && in.isOneRun() && out.isOneRun();
  }

  /** Rows that the kernel loops over. */
  public int rows() {
    return isFlat() ? 1 : out.maps().height();
  }

  /** Pixels in such a row. */
  public int pixels() {
    return isFlat() ? out.maps().pixels() : out.maps().width();
  }

  /** From a row's first input to the next row's. */
  public int inRow() {
    return window().strideY() * in.rowStride();
  }

  /** From a pixel's first input to the next pixel's. */
  public int inPixel() {
    return window().strideX() * in.pixelStride();
  }

  /** From a row of the window to the next. */
  public int tapRow() {
    return window().dilationY() * in.rowStride();
  }

  /** From a column of the window to the next. */
  public int tapColumn() {
    return window().dilationX() * in.pixelStride();
  }

  /**
   * The columns of the input, counted from the first, that the windows of some neighbouring pixels
   * of a row cover.
   */
  public List<Integer> columns(int pixels) {
    return IntStream.range(0, pixels * window().width())
        .mapToObj(i -> column(i / window().width(), i % window().width()))
        .distinct()
        .sorted()
        .toList();
  }

  /** The column that column {@code j} of the window of pixel {@code pixel} lies on. */
  public int column(int pixel, int j) {
    return pixel * window().strideX() + j * window().dilationX();
  }

  /** From the first pixel of the input to the first pixel that the first window reads. */
  public int corner() {
    return -window().pad().top() * in.rowStride() - window().pad().left() * in.pixelStride();
  }

  /** The layer in words: {@code 5x5, 3 → 192, ReLU}. */
  public String layer() {
    return LayerText.conv(conv, in.maps().channels(), out.maps().channels());
  }

  /** Multiply-accumulates for one image. */
  public long macs() {
    return (long) terms() * out.maps().size();
  }
}
