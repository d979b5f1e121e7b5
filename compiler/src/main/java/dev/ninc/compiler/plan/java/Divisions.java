package dev.ninc.compiler.plan.java;

import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.plan.Step;
import dev.ninc.compiler.plan.cost.NearCache;
import dev.ninc.compiler.plan.java.Division.Unit;
import dev.ninc.compiler.plan.winograd.WinogradGrid;

/**
 * How each kernel's work is divided.
 *
 * <p>A convolution is divided by panels of outputs where their number is even, or where its weights
 * would leave no room in a core's second-level cache for anything else: then each core has its own
 * panels there. Else each takes some of the pixels.
 */
final class Divisions implements JavaKernel.Cases<Division> {

  /** With so many panels, an odd one leaves no thread idle for long. */
  private static final int MANY_PANELS = 8;

  /** Multiply-accumulates that take about 2 µs, on the Vector API and in plain loops. */
  private static final long VECTOR_MACS = 256 << 10;

  private static final long SCALAR_MACS = 64 << 10;

  /** Numbers read, written or compared in about 2 µs. */
  private static final long NUMBERS = 16 << 10;

  /** What some functions cost, in such numbers. */
  private static final int MOVING_CHANNELS = 4;

  private static final int LRN = 8;
  private static final int EXPONENTIAL = 64;

  private final Step step;
  private final JavaTarget target;

  Divisions(Step step, JavaTarget target) {
    this.step = step;
    this.target = target;
  }

  private Division divided(Unit unit, long pieces, long work, long grain) {
    if (pieces <= 1) {
      return Division.WHOLE;
    }
    long atOnce = (grain * pieces + work - 1) / work;
    return new Division(unit, (int) pieces, (int) Math.min(pieces, Math.max(1, atOnce)));
  }

  private Division convolution(Unit unit, long pieces, long macs) {
    return divided(unit, pieces, macs, target == JavaTarget.SCALAR ? SCALAR_MACS : VECTOR_MACS);
  }

  /** The rows of what the step writes, each number of which costs so much. */
  private Division rows(long cost) {
    Maps maps = step.out().orElseThrow().layout().maps();
    return divided(Unit.ROWS, maps.height(), maps.size() * cost, NUMBERS);
  }

  @Override
  public Division direct(ConvolutionKernel.Direct kernel) {
    Conv2d conv = kernel.conv();
    long panels = panels(conv);
    int tiles = Split.of(conv.pixels(), kernel.tile()).tiles();
    int across = conv.rows() > 1 ? conv.rows() : conv.isFlat() ? tiles : 1;
    return byPanels(conv, panels, across)
        ? convolution(Unit.PANELS, panels, conv.macs())
        : convolution(conv.rows() > 1 ? Unit.ROWS : Unit.TILES, across, conv.macs());
  }

  private static boolean byPanels(Conv2d conv, long panels, int across) {
    boolean even = panels % 2 == 0 && Conv2d.padded(conv.outputs()) % Conv2d.PANEL == 0;
    long weights = (long) conv.terms() * conv.outputs() * Float.BYTES;
    return even || across == 1 || (weights > NearCache.WEIGHTS && panels >= MANY_PANELS);
  }

  /**
   * Panels of outputs; one where they can't be told apart, in plain loops, or must follow each
   * other: the last outputs of a group are overwritten by the next group.
   */
  private long panels(Conv2d conv) {
    return target == JavaTarget.SCALAR || conv.groups() > 1
        ? 1
        : (Conv2d.padded(conv.outputs()) + Conv2d.PANEL - 1) / Conv2d.PANEL;
  }

  @Override
  public Division pixelRows(ConvolutionKernel.PixelRows kernel) {
    return convolution(Unit.BLOCKS, kernel.blocks(), kernel.conv().macs());
  }

  @Override
  public Division depthwise(ConvolutionKernel.Depthwise kernel) {
    // A term costs a load: as much as several of other convolutions, whose sums share theirs.
    return convolution(Unit.ROWS, kernel.conv().rows(), kernel.conv().macs() * 4);
  }

  @Override
  public Division winogradTiles(ConvolutionKernel.WinogradTiles kernel) {
    WinogradGrid grid = kernel.grid();
    long numbers = (long) grid.points() * grid.tiles() * grid.in().channels();
    return divided(Unit.WINOGRAD_TILES, grid.tiles(), numbers * 2, NUMBERS);
  }

  @Override
  public Division winograd(ConvolutionKernel.Winograd kernel) {
    if (target == JavaTarget.SCALAR) {
      ScalarBlock block = new ScalarBlock(kernel);
      return convolution(Unit.WINOGRAD_FOURS, block.fours(), products(kernel.grid()))
          .grain(block.foursAtOnce());
    }
    return kernel.form() == ConvolutionKernel.Winograd.Form.BLOCKS
        ? convolution(
            Unit.WINOGRAD_BLOCKS, new VectorBlock(kernel).blocks(), products(kernel.grid()))
        : convolution(Unit.PANELS, panels(kernel.conv()), products(kernel.grid()));
  }

  @Override
  public Division fusedWinograd(ConvolutionKernel.FusedWinograd kernel) {
    // The transforms cost more than the products.
    WinogradGrid grid = kernel.grid();
    return convolution(Unit.WINOGRAD_ROWS, grid.rows(), products(grid) * 3);
  }

  private static long products(WinogradGrid grid) {
    return (long) grid.points() * grid.tiles() * grid.in().channels() * grid.out().channels();
  }

  @Override
  public Division fused(JavaKernel.Fused kernel) {
    long macs = kernel.stages().stream().mapToLong(s -> s.conv().macs()).sum();
    return convolution(Unit.BANDS, kernel.bands(), macs);
  }

  @Override
  public Division pooling(JavaKernel.Pooling kernel) {
    return rows(kernel.pool().window().taps());
  }

  @Override
  public Division read(JavaKernel.Read kernel) {
    return rows(MOVING_CHANNELS);
  }

  @Override
  public Division write(JavaKernel.Write kernel) {
    return Division.WHOLE;
  }

  @Override
  public Division zeroBorder(JavaKernel.ZeroBorder kernel) {
    return Division.WHOLE;
  }

  @Override
  public Division mean(JavaKernel.Mean kernel) {
    return Division.WHOLE;
  }

  @Override
  public Division activate(JavaKernel.Activate kernel) {
    return rows(kernel.act().isCheap() ? 1 : EXPONENTIAL);
  }

  @Override
  public Division affine(JavaKernel.Affine kernel) {
    return rows(1);
  }

  @Override
  public Division sum(JavaKernel.Sum kernel) {
    return rows(step.in().size());
  }

  @Override
  public Division lrn(JavaKernel.Lrn kernel) {
    return rows(LRN);
  }

  @Override
  public Division gather(JavaKernel.Gather kernel) {
    return rows(1);
  }

  @Override
  public Division softmax(JavaKernel.Softmax kernel) {
    return rows(EXPONENTIAL);
  }
}
