package dev.ninc.compiler.plan.java;

import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.plan.Load;
import dev.ninc.compiler.plan.Pixels;
import dev.ninc.compiler.plan.winograd.WinogradGrid;
import dev.ninc.compiler.source.CompilerBug;
import java.util.List;
import java.util.function.Function;

/** The kernel for one node, and what has to be loaded for it. */
final class KernelChoice implements Op.Cases<JavaKernel> {

  /**
   * Pooling windows with more cells are not unrolled: the methods would grow, and gain little. Nor
   * are those that the image never fills.
   */
  static final int UNROLLED = 25;

  private final Node node;
  private final Function<Value, Pixels> layouts;
  private final JavaTarget target;
  private final Algorithms algorithms;
  private final List<Load> load;

  /**
   * @param layouts how the values lie that it reads and writes
   * @param load gets what has to be loaded
   */
  KernelChoice(
      Node node,
      Function<Value, Pixels> layouts,
      JavaTarget target,
      Algorithms algorithms,
      List<Load> load) {
    this.node = node;
    this.layouts = layouts;
    this.target = target;
    this.algorithms = algorithms;
    this.load = load;
  }

  JavaKernel kernel() {
    return node.op().match(this);
  }

  /** The kernel for a convolution, alone or in a chain. */
  static ConvolutionKernel.Stage convolution(Conv2d conv, JavaTarget target, List<Load> load) {
    boolean depthwise = conv.conv().isDepthwise(conv.in().maps(), conv.out().maps());
    load.add(
        new Load(
            conv.conv().weight(),
            depthwise ? new JavaForm.Taps(conv) : new JavaForm.Filters(conv)));
    load.add(bias(conv, depthwise ? 1 : conv.groups()));
    if (depthwise) {
      return DepthwiseTile.of(conv, target);
    }
    return target == JavaTarget.SCALAR && PixelBlock.isFaster(conv)
        ? new ConvolutionKernel.PixelRows(conv, PixelBlock.pixels(conv))
        : direct(conv, target);
  }

  private static Load bias(Conv2d conv, int groups) {
    return new Load(
        conv.conv().bias().orElse(conv.conv().weight()),
        new JavaForm.Bias(conv.value(), conv.conv().bias(), conv.channels(), groups));
  }

  private static ConvolutionKernel.Direct direct(Conv2d conv, JavaTarget target) {
    Split split = Split.of(conv.pixels(), target.pixels());
    boolean strides = conv.window().taps() > 1 && conv.inRow() > conv.in().rowStride();
    return new ConvolutionKernel.Direct(
        conv,
        Math.min(conv.pixels(), target.whole(split.largest())),
        strides
            ? ConvolutionKernel.Direct.Order.ROWS_OUTSIDE
            : ConvolutionKernel.Direct.Order.PANELS_OUTSIDE);
  }

  @Override
  public JavaKernel input(Op.Input op) {
    return new JavaKernel.Read();
  }

  @Override
  public JavaKernel conv(Op.Conv op) {
    Conv2d conv =
        new Conv2d(node.out(), op, layouts.apply(op.in()), layouts.apply(node.out()), false);
    return algorithms
        .grid(node.out())
        .map(grid -> winograd(conv, grid))
        .orElseGet(() -> convolution(conv, target, load));
  }

  private JavaKernel winograd(Conv2d conv, WinogradGrid grid) {
    load.add(new Load(conv.conv().weight(), new JavaForm.WinogradFilters(conv, grid)));
    load.add(bias(conv, 1));
    return algorithms.isFused(conv.value())
        ? new ConvolutionKernel.FusedWinograd(conv, grid)
        : new ConvolutionKernel.Winograd(conv, grid, target.pixels(), WinogradLayout.form(grid));
  }

  @Override
  public JavaKernel pool(Op.Pool op) {
    Maps image = layouts.apply(op.in()).maps();
    boolean fits = op.window().height() <= image.height() && op.window().width() <= image.width();
    boolean unrolled = target != JavaTarget.SCALAR && fits && op.window().taps() <= UNROLLED;
    return new JavaKernel.Pooling(op, unrolled);
  }

  @Override
  public JavaKernel globalAverage(Op.GlobalAverage op) {
    return new JavaKernel.Mean();
  }

  @Override
  public JavaKernel activate(Op.Activate op) {
    return new JavaKernel.Activate(op.act());
  }

  @Override
  public JavaKernel batchNorm(Op.BatchNorm op) {
    load.add(new Load(op.scale(), new JavaForm.Norm(node.out(), op)));
    return new JavaKernel.Affine(node.out());
  }

  @Override
  public JavaKernel scale(Op.Scale op) {
    load.add(new Load(op.gain(), new JavaForm.Channels(node.out(), op.gain(), op.shift())));
    return new JavaKernel.Affine(node.out());
  }

  @Override
  public JavaKernel lrn(Op.Lrn op) {
    return new JavaKernel.Lrn(op);
  }

  @Override
  public JavaKernel concat(Op.Concat op) {
    return new JavaKernel.Gather();
  }

  @Override
  public JavaKernel add(Op.Add op) {
    return new JavaKernel.Sum(op.act());
  }

  @Override
  public JavaKernel softmax(Op.Softmax op) {
    return new JavaKernel.Softmax();
  }

  @Override
  public JavaKernel dropout(Op.Dropout op) {
    throw noStep();
  }

  @Override
  public JavaKernel param(Op.Param op) {
    throw noStep();
  }

  @Override
  public JavaKernel reshape(Op.Reshape op) {
    throw noStep();
  }

  @Override
  public JavaKernel inverseRoot(Op.InverseRoot op) {
    throw noStep();
  }

  @Override
  public JavaKernel arithmetic(Op.Arithmetic op) {
    throw noStep();
  }

  private CompilerBug noStep() {
    return new CompilerBug("no step computes " + node.out());
  }
}
