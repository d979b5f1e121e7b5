package dev.ninc.compiler.plan.opencl;

import dev.ninc.compiler.plan.Amplification;
import dev.ninc.compiler.plan.Pixels;
import dev.ninc.compiler.plan.winograd.WinogradGrid;
import java.util.List;
import java.util.Optional;

/** The kernels that multiply weights: convolutions, alone and with what follows them. */
public sealed interface ConvolutionKernel extends OpenClKernel {

  /**
   * A convolution in which a work-item does all by itself: {@code tile} pixels x 32 outputs, sums
   * in vector registers. A unit is a pixel; a panel is a panel of packed weights, those of the
   * first group first.
   *
   * @param filters where its {@link OpenClForm.Filters} lie
   * @param bias where its {@link OpenClForm.Channels} lie, zeros where it has none
   */
  record ItemConvolution(Launch launch, DeviceConv conv, int filters, int bias)
      implements ConvolutionKernel {

    /** Pixels of a work-item, at most. */
    public int tile() {
      return launch.tile();
    }

    /** Vectors of 16 outputs that hold anything in every panel: 1 or 2. */
    public int vectors() {
      return conv.outputs() <= DeviceConv.PANEL / 2 ? 1 : 2;
    }

    @Override
    public Optional<OpenClAlgorithm> algorithm() {
      return Optional.of(new OpenClAlgorithm.Direct(Optional.of(ItemTile.shape(tile()))));
    }

    @Override
    public String summary() {
      return "direct " + tile() + " px x " + vectors() * DeviceConv.PANEL / 2;
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.itemConvolution(this);
    }
  }

  /**
   * A convolution in which a work-group computes a tile of pixels x outputs in local memory. A unit
   * is a pixel; panel p is tile {@code p % n} of the outputs of group {@code p / n}, where {@code n
   * = }{@link #tilesOfOutputs}.
   *
   * @param filters where its {@link OpenClForm.Filters} lie
   * @param bias where its {@link OpenClForm.Channels} lie, zeros where it has none
   */
  record GroupConvolution(Launch launch, DeviceConv conv, int filters, int bias, GroupTile tile)
      implements ConvolutionKernel {

    /** Tiles that the outputs of one group of channels are cut into. */
    public int tilesOfOutputs() {
      return launch.panels() / conv.groups();
    }

    @Override
    public Optional<OpenClAlgorithm> algorithm() {
      return Optional.of(new OpenClAlgorithm.Direct(Optional.of(tile.shape())));
    }

    @Override
    public String summary() {
      return "direct " + tile;
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.groupConvolution(this);
    }
  }

  /**
   * The first step of a Winograd convolution: the patch of each tile, transformed. A unit is a
   * vector of a tile's input channels.
   *
   * @param conv the convolution, whose input this step reads
   * @param tiles how what it writes lies, see {@link TransformedTiles}
   */
  record WinogradPatches(
      Launch launch, DeviceConv conv, WinogradGrid grid, Pixels tiles, Vectors vectors)
      implements ConvolutionKernel {
    @Override
    public String summary() {
      return "patches of " + grid;
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.winogradPatches(this);
    }
  }

  /**
   * The rest of a Winograd convolution, in which a work-item does all by itself: the products of
   * some tiles x 32 outputs at all points, and what they are transformed back to. A unit is a tile;
   * a panel is a panel of packed weights.
   *
   * @param conv the convolution, whose output this step writes
   * @param tiles how what it reads lies
   * @param filters where its {@link OpenClForm.WinogradFilters} lie
   * @param bias where its {@link OpenClForm.Channels} lie, zeros where it has none
   * @param atOnce tiles whose sums are in vector registers at once; divides the launch's
   */
  record ItemWinograd(
      Launch launch,
      DeviceConv conv,
      WinogradGrid grid,
      Pixels tiles,
      int filters,
      int bias,
      int atOnce)
      implements ConvolutionKernel {

    /** Tiles of a work-item, at most. */
    public int block() {
      return launch.tile();
    }

    /** Vectors of 16 outputs that hold anything in every panel: 1 or 2. */
    public int vectors() {
      return conv.outputs() <= DeviceConv.PANEL / 2 ? 1 : 2;
    }

    @Override
    public Amplification amplification() {
      return grid.amplification();
    }

    @Override
    public Optional<OpenClAlgorithm> algorithm() {
      return Optional.of(new OpenClAlgorithm.Winograd(grid.m(), Optional.empty()));
    }

    @Override
    public String summary() {
      return "winograd %s, %d of %d tiles x %d"
          .formatted(grid, atOnce, block(), vectors() * DeviceConv.PANEL / 2);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.itemWinograd(this);
    }
  }

  /**
   * The second of three steps of a Winograd convolution: the products, at each point a matrix of
   * tiles x input channels times one of input channels x outputs. A unit is a tile; panel p is tile
   * {@code p % n} of the outputs at point {@code p / n}, where {@code n = }{@link #tilesOfOutputs}.
   *
   * @param tiles how what it reads lies
   * @param products how what it writes lies
   * @param filters where its {@link OpenClForm.WinogradFilters} lie
   */
  record WinogradProducts(
      Launch launch,
      DeviceConv conv,
      WinogradGrid grid,
      Pixels tiles,
      Pixels products,
      int filters,
      GroupTile tile)
      implements ConvolutionKernel {

    /** Tiles that the outputs are cut into. */
    public int tilesOfOutputs() {
      return launch.panels() / grid.points();
    }

    @Override
    public Optional<OpenClAlgorithm> algorithm() {
      return Optional.of(new OpenClAlgorithm.Winograd(grid.m(), Optional.of(tile.shape())));
    }

    @Override
    public String summary() {
      return "products of " + grid + ", " + tile;
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.winogradProducts(this);
    }
  }

  /**
   * The last of three steps of a Winograd convolution: products become tiles of the output, with
   * bias and activation. A unit is a vector of a tile's outputs.
   *
   * @param products how what it reads lies
   * @param bias where its {@link OpenClForm.Channels} lie, zeros where it has none
   */
  record WinogradOutputs(
      Launch launch, DeviceConv conv, WinogradGrid grid, Pixels products, int bias, Vectors vectors)
      implements ConvolutionKernel {

    @Override
    public Amplification amplification() {
      return grid.amplification();
    }

    @Override
    public String summary() {
      return "winograd " + grid;
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.winogradOutputs(this);
    }
  }

  /**
   * A convolution of each channel for itself. A unit is a vector of an output pixel.
   *
   * @param taps where its {@link OpenClForm.Taps} lie
   * @param bias where its {@link OpenClForm.Channels} lie, zeros where it has none
   */
  record Depthwise(Launch launch, DeviceConv conv, int taps, int bias, Vectors vectors)
      implements ConvolutionKernel {

    /** From a tap's weights to the next tap's. */
    public int tapStride() {
      return Align.up(conv.channels(), Align.LINE);
    }

    @Override
    public String summary() {
      return "depthwise";
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.depthwise(this);
    }
  }

  /**
   * Convolutions one after the other, of which all but the first are pointwise. A unit is a pixel.
   *
   * @param stages in order, all of one group of channels
   */
  record Chain(Launch launch, List<ChainStage> stages, ChainTile tile)
      implements ConvolutionKernel {
    public Chain {
      stages = List.copyOf(stages);
    }

    @Override
    public String summary() {
      return "chain of " + stages.size() + ", " + tile;
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.chain(this);
    }
  }

  /**
   * A pointwise convolution, the mean of each of its channels and perhaps a softmax of the means. A
   * unit is an image, which a work-group takes {@code tile.pixels} pixels at a time.
   */
  record GroupEnding(Launch launch, ChainStage stage, boolean softmax, ChainTile tile)
      implements ConvolutionKernel {
    @Override
    public String summary() {
      return "with mean" + (softmax ? " and softmax, " : ", ") + tile;
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.groupEnding(this);
    }
  }

  /**
   * The same by a single work-item. A unit is an image.
   *
   * @param tile pixels that it takes at a time
   */
  record ItemEnding(Launch launch, ChainStage stage, boolean softmax, int tile)
      implements ConvolutionKernel {
    @Override
    public String summary() {
      return "with mean" + (softmax ? " and softmax, " : ", ") + tile + " px";
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.itemEnding(this);
    }
  }
}
