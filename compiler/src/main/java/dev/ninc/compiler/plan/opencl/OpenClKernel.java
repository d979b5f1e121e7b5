package dev.ninc.compiler.plan.opencl;

import dev.ninc.compiler.ir.Activation;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.plan.Amplification;
import dev.ninc.compiler.plan.Kernel;
import dev.ninc.compiler.plan.Pixels;
import dev.ninc.compiler.plan.winograd.WinogradGrid;
import java.util.List;
import java.util.Optional;

/**
 * The kernels of the OpenCL targets. Where their maps lie is said by the step's regions: {@code
 * start} floats from the start of an image's arena, channels last, rows without gaps. Where weights
 * lie is said here, in floats from the start of the buffer of weights.
 *
 * <p>A kernel writes no channel but those of its own maps, with one exception: where the last
 * vector of a pixel reaches into padding lanes ({@link Vectors}), it may write them. A convolution
 * may also write the padding lanes behind its outputs, unless its channels are in groups, whose
 * outputs are neighbours.
 *
 * <p>Kernels that go through vectors are the same for both targets: a work-group takes {@code tile}
 * units, and a work-item every {@code local}th of them.
 */
public sealed interface OpenClKernel extends Kernel {

  /** How it is enqueued. */
  Launch launch();

  @Override
  default String summary() {
    return "";
  }

  /** How a convolution multiplies whose products this step makes; empty for all other steps. */
  default Optional<OpenClAlgorithm> algorithm() {
    return Optional.empty();
  }

  /**
   * Brings the caller's image [channel][row][column] into the arena. A unit is a vector of a pixel:
   * unit u is vector {@code u % vectors.count} of pixel {@code u / vectors.count}. What the caller
   * gave ends with the last channel.
   */
  record Read(Launch launch, Vectors vectors) implements OpenClKernel {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.read(this);
    }
  }

  /**
   * Brings a result to the caller: output number {@code output}. A unit is a number, in the
   * caller's order [channel][row][column].
   *
   * @param at its first float in an image's results
   */
  record Write(Launch launch, int output, int at) implements OpenClKernel {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.write(this);
    }
  }

  /**
   * A convolution in which a work-item does all by itself: {@code tile} pixels x 32 outputs, sums
   * in vector registers. A unit is a pixel; a panel is a panel of packed weights, those of the
   * first group first.
   *
   * @param filters where its {@link OpenClForm.Filters} lie
   * @param bias where its {@link OpenClForm.Channels} lie, zeros where it has none
   */
  record ItemConvolution(Launch launch, DeviceConv conv, int filters, int bias)
      implements OpenClKernel {

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
      implements OpenClKernel {

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
      implements OpenClKernel {
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
      implements OpenClKernel {

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
      implements OpenClKernel {

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
      implements OpenClKernel {

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
      implements OpenClKernel {

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

  /** Max or average pooling. A unit is a vector of an output pixel. */
  record Pooling(Launch launch, Op.Pool pool, Vectors vectors) implements OpenClKernel {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.pooling(this);
    }
  }

  /** The mean of each channel. A unit is a vector of the channels. */
  record Mean(Launch launch, Vectors vectors) implements OpenClKernel {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.mean(this);
    }
  }

  /** A function of each number. A unit is a vector of a pixel. */
  record Activate(Launch launch, Activation act, Vectors vectors) implements OpenClKernel {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.activate(this);
    }
  }

  /**
   * Each channel times its gain plus its shift. A unit is a vector of a pixel.
   *
   * @param gain where the gains lie, padded to whole vectors
   * @param shift where the shifts lie, padded to whole vectors
   */
  record Affine(Launch launch, int gain, int shift, Vectors vectors) implements OpenClKernel {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.affine(this);
    }
  }

  /** The sum of several maps, added from the left. A unit is a vector of a pixel. */
  record Sum(Launch launch, Activation act, Vectors vectors) implements OpenClKernel {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.sum(this);
    }
  }

  /**
   * Local response normalization across channels. A unit is a number, in the order
   * [pixel][channel].
   */
  record Lrn(Launch launch, Op.Lrn lrn) implements OpenClKernel {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.lrn(this);
    }
  }

  /**
   * Copies maps behind each other, channel by channel, where they could not be written in place. A
   * unit is a number of the result, in the order [pixel][channel].
   */
  record Gather(Launch launch) implements OpenClKernel {
    @Override
    public String summary() {
      return "copied";
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.gather(this);
    }
  }

  /**
   * Softmax over the channels of each pixel. A unit is a pixel.
   *
   * @param items work-items that share a pixel: 1, or all of the work-group, which then takes one
   *     pixel and has one float of local memory for each item
   */
  record Softmax(Launch launch, int items) implements OpenClKernel {
    @Override
    public String summary() {
      return items == 1 ? "" : items + " items a pixel";
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.softmax(this);
    }
  }

  /**
   * Convolutions one after the other, of which all but the first are pointwise. A unit is a pixel.
   *
   * @param stages in order, all of one group of channels
   */
  record Chain(Launch launch, List<ChainStage> stages, ChainTile tile) implements OpenClKernel {
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
      implements OpenClKernel {
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
      implements OpenClKernel {
    @Override
    public String summary() {
      return "with mean" + (softmax ? " and softmax, " : ", ") + tile + " px";
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.itemEnding(this);
    }
  }

  /** One answer for each kernel. */
  interface Cases<R> {
    R read(Read kernel);

    R write(Write kernel);

    R itemConvolution(ItemConvolution kernel);

    R groupConvolution(GroupConvolution kernel);

    R winogradPatches(WinogradPatches kernel);

    R itemWinograd(ItemWinograd kernel);

    R winogradProducts(WinogradProducts kernel);

    R winogradOutputs(WinogradOutputs kernel);

    R depthwise(Depthwise kernel);

    R pooling(Pooling kernel);

    R mean(Mean kernel);

    R activate(Activate kernel);

    R affine(Affine kernel);

    R sum(Sum kernel);

    R lrn(Lrn kernel);

    R gather(Gather kernel);

    R softmax(Softmax kernel);

    R chain(Chain kernel);

    R groupEnding(GroupEnding kernel);

    R itemEnding(ItemEnding kernel);
  }

  <R> R match(Cases<R> cases);
}
