package dev.ninc.compiler.plan.java;

import dev.ninc.compiler.ir.Activation;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.plan.Amplification;
import dev.ninc.compiler.plan.Kernel;
import dev.ninc.compiler.plan.Region;
import dev.ninc.compiler.plan.winograd.WinogradGrid;
import java.util.List;

/** The kernels of the Java targets. */
public sealed interface JavaKernel extends Kernel {

  @Override
  default String summary() {
    return "";
  }

  /** Brings the caller's image into the arena. */
  record Read() implements JavaKernel {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.read(this);
    }
  }

  /** Brings a result to the caller: output number {@code output}. */
  record Write(int output) implements JavaKernel {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.write(this);
    }
  }

  /** Zeroes the border of a buffer whose place was used by another one before. */
  record ZeroBorder(Frame frame) implements JavaKernel {

    /**
     * A buffer with its border.
     *
     * @param start the first float in the arena
     * @param rows of maps and border
     * @param rowLength floats in such a row
     * @param top rows of border
     * @param left floats of border
     * @param bottom rows of border
     * @param right floats of border
     */
    public record Frame(
        int start, int rows, int rowLength, int top, int left, int bottom, int right) {}

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.zeroBorder(this);
    }
  }

  /** A convolution: a step of its own, or a stage of a fused chain. */
  sealed interface Convolution extends JavaKernel {
    Conv2d conv();

    /** Pixels that it takes at once, at most. */
    int tile();
  }

  /**
   * A convolution that multiplies each term: panels of 32 outputs, tiles of pixels, all sums of a
   * tile in registers.
   *
   * @param tile pixels in the largest tile
   * @param order which loop is outside
   */
  record Direct(Conv2d conv, int tile, Order order) implements Convolution {

    /** Which loop is outside. */
    public enum Order {
      /** Panels: a panel's weights stay in the cache while all pixels pass. */
      PANELS_OUTSIDE,
      /** Rows: what a striding window reads of the image stays in the cache for all panels. */
      ROWS_OUTSIDE
    }

    @Override
    public String summary() {
      return "direct " + tile + " px x " + Math.min(Conv2d.PANEL, Conv2d.padded(conv.outputs()));
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.direct(this);
    }
  }

  /**
   * A convolution of plain loops whose lanes are pixels: a block of them is brought to rows, one
   * for each term, from which rows are made, one for each output.
   *
   * @param tile pixels of a block
   */
  record PixelRows(Conv2d conv, int tile) implements Convolution {

    /** Rows of pixels in a block, or pixels where all are one run. */
    public int blockRows() {
      return conv.isFlat() ? tile : tile / conv.pixels();
    }

    /** How many blocks there are. */
    public int blocks() {
      int all = conv.isFlat() ? conv.pixels() : conv.rows();
      return (all + blockRows() - 1) / blockRows();
    }

    /** Pixels that the loops run over: a multiple of 16 that takes in a block. */
    public int lanes() {
      return Conv2d.padded(tile);
    }

    @Override
    public String summary() {
      return "direct, rows of " + tile + " px";
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.pixelRows(this);
    }
  }

  /**
   * A convolution of each channel for itself: lanes are channels, and a few neighbouring pixels
   * share what their windows have in common.
   *
   * @param form of the loops of a vector kernel
   */
  record Depthwise(Conv2d conv, int tile, Form form) implements Convolution {

    /** What is written out, and what runs in loops. */
    public enum Form {
      /** The whole window is written out, in a loop over the channels. */
      WINDOW,
      /** A row of the window is written out, in a loop over its rows. */
      ROWS,
      /** One tap is, in loops over all. */
      TAPS
    }

    @Override
    public String summary() {
      return "depthwise " + tile + " px";
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.depthwise(this);
    }
  }

  /**
   * The first step of a Winograd convolution in two steps: the patch of each tile, transformed, for
   * all channels.
   *
   * @param conv of the whole layer
   */
  record WinogradTiles(Conv2d conv, WinogradGrid grid) implements JavaKernel {
    @Override
    public String summary() {
      return "tiles of " + grid;
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.winogradTiles(this);
    }
  }

  /**
   * Products of transformed tiles and transformed weights, point by point, and what they are
   * transformed back to.
   *
   * @param tile tiles whose products a kernel takes at once, at most
   */
  record Winograd(Conv2d conv, WinogradGrid grid, int tile, Form form) implements JavaKernel {

    /** Tiles that a kernel of any target takes at once, at most. */
    static final int LARGEST_TILE = 24;

    public Winograd {
      if (tile < 1 || tile > LARGEST_TILE) {
        throw new IllegalArgumentException(tile + " tiles at once");
      }
    }

    /** Where the transformed tiles are, and which loop is outside. */
    public enum Form {
      /**
       * A step before has transformed all tiles; panels of outputs are outside, so that the weights
       * of a panel stay in the cache.
       */
      PANELS,
      /**
       * One step, blocks of tiles outside: what is between the transforms stays in the cache, and
       * all weights pass for each block.
       */
      BLOCKS
    }

    @Override
    public String summary() {
      return "winograd " + grid;
    }

    @Override
    public Amplification amplification() {
      return grid.amplification();
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.winograd(this);
    }
  }

  /** A Winograd convolution of few channels: products inside the transforms, tile by tile. */
  record FusedWinograd(Conv2d conv, WinogradGrid grid) implements JavaKernel {

    /** Floats of a transformed tile. */
    public int transformedTile() {
      return grid.points() * grid.in().channels();
    }

    @Override
    public String summary() {
      return "winograd " + grid + ", fused";
    }

    @Override
    public Amplification amplification() {
      return grid.amplification();
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.fusedWinograd(this);
    }
  }

  /**
   * A chain of convolutions as one loop over bands of rows, with what stands between the stages in
   * a few rows that stay in the cache.
   *
   * @param stages each reads what the one before it wrote
   * @param between where the results of all stages but the last lie, one band of each: in a place
   *     that each thread has for itself, behind the arena that all share
   * @param band rows that all stages take at once
   */
  record Fused(List<Convolution> stages, List<Region> between, int band) implements JavaKernel {

    public Fused {
      stages = List.copyOf(stages);
      between = List.copyOf(between);
    }

    /** How many bands there are. */
    public int bands() {
      return (rows() + band - 1) / band;
    }

    /** Floats of what lies between the stages. */
    public int floats() {
      return between.stream().mapToInt(r -> r.buffer().end()).max().orElse(0);
    }

    /** Rows of the chain's result. */
    public int rows() {
      return stages.get(0).conv().out().maps().height();
    }

    @Override
    public String summary() {
      return "one loop, bands of " + band + (band == 1 ? " row" : " rows");
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.fused(this);
    }
  }

  /**
   * Max or average pooling.
   *
   * @param unrolled whether whole windows are written out, and only clipped ones run in loops
   */
  record Pooling(Op.Pool pool, boolean unrolled) implements JavaKernel {
    @Override
    public String summary() {
      return unrolled ? "unrolled" : "loops";
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.pooling(this);
    }
  }

  /** The mean of each channel. */
  record Mean() implements JavaKernel {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.mean(this);
    }
  }

  /** A function of each number. */
  record Activate(Activation act) implements JavaKernel {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.activate(this);
    }
  }

  /** Each channel times its gain plus its shift; the two are loaded for {@code value}. */
  record Affine(Value value) implements JavaKernel {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.affine(this);
    }
  }

  /** The sum of several maps. */
  record Sum(Activation act) implements JavaKernel {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.sum(this);
    }
  }

  /** Local response normalization across channels. */
  record Lrn(Op.Lrn lrn) implements JavaKernel {

    /** The window's size over so many channels: what lies beyond all of them is left out. */
    public int window(int channels) {
      return Math.min(lrn.size(), 2 * channels - 1);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.lrn(this);
    }
  }

  /**
   * Copies maps behind each other, channel by channel, where they could not be written in place.
   */
  record Gather() implements JavaKernel {
    @Override
    public String summary() {
      return "copied";
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.gather(this);
    }
  }

  /** Softmax over the channels of each pixel. */
  record Softmax() implements JavaKernel {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.softmax(this);
    }
  }

  /** One answer for each kernel. */
  interface Cases<R> {
    R read(Read kernel);

    R write(Write kernel);

    R zeroBorder(ZeroBorder kernel);

    R direct(Direct kernel);

    R pixelRows(PixelRows kernel);

    R depthwise(Depthwise kernel);

    R winogradTiles(WinogradTiles kernel);

    R winograd(Winograd kernel);

    R fusedWinograd(FusedWinograd kernel);

    R fused(Fused kernel);

    R pooling(Pooling kernel);

    R mean(Mean kernel);

    R activate(Activate kernel);

    R affine(Affine kernel);

    R sum(Sum kernel);

    R lrn(Lrn kernel);

    R gather(Gather kernel);

    R softmax(Softmax kernel);
  }

  <R> R match(Cases<R> cases);
}
