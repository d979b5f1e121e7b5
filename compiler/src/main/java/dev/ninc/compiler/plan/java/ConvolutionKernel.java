package dev.ninc.compiler.plan.java;

import dev.ninc.compiler.plan.Amplification;
import dev.ninc.compiler.plan.winograd.WinogradGrid;

/** The kernels that multiply weights, but for fused chains, which are made of these. */
public sealed interface ConvolutionKernel extends JavaKernel {

  Conv2d conv();

  /** A convolution: a step of its own, or a stage of a fused chain. */
  sealed interface Stage extends ConvolutionKernel {
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
  record Direct(Conv2d conv, int tile, Order order) implements Stage {

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
  record PixelRows(Conv2d conv, int tile) implements Stage {

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
  record Depthwise(Conv2d conv, int tile, Form form) implements Stage {

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
  record WinogradTiles(Conv2d conv, WinogradGrid grid) implements ConvolutionKernel {
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
  record Winograd(Conv2d conv, WinogradGrid grid, int tile, Form form)
      implements ConvolutionKernel {

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
  record FusedWinograd(Conv2d conv, WinogradGrid grid) implements ConvolutionKernel {

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
}
