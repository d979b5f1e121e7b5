package dev.ninc.compiler.plan.java;

import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.plan.Load;
import dev.ninc.compiler.plan.Pixels;
import dev.ninc.compiler.plan.Region;
import dev.ninc.compiler.source.CompilerBug;
import java.util.List;

/** The kernel for one node, and what has to be loaded for it. */
final class KernelChoice implements Op.Cases<JavaKernel> {

  /** Pooling windows with more cells are not unrolled: the methods would grow, and gain little. */
  static final int UNROLLED = 25;

  private final Node node;
  private final List<Region> in;
  private final Region out;
  private final JavaTarget target;
  private final List<Load> load;

  KernelChoice(Node node, List<Region> in, Region out, JavaTarget target, List<Load> load) {
    this.node = node;
    this.in = in;
    this.out = out;
    this.target = target;
    this.load = load;
  }

  JavaKernel kernel() {
    return node.op().match(this);
  }

  /** The kernel for a convolution, alone or in a chain. */
  static JavaKernel.Convolution convolution(Conv2d conv, JavaTarget target, List<Load> load) {
    boolean depthwise = Conv2d.isDepthwise(conv.conv(), conv.in().maps(), conv.out().maps());
    load.add(
        new Load(
            conv.conv().weight(),
            depthwise ? new JavaForm.Taps(conv) : new JavaForm.Filters(conv)));
    load.add(
        new Load(
            conv.conv().bias().orElse(conv.conv().weight()),
            new JavaForm.Bias(
                conv.value(), conv.conv().bias(), conv.channels(), depthwise ? 1 : conv.groups())));
    return depthwise ? DepthwiseTile.of(conv, target) : direct(conv, target);
  }

  private static JavaKernel.Direct direct(Conv2d conv, JavaTarget target) {
    Split split = Split.of(conv.pixels(), target.pixels());
    boolean strides = conv.window().taps() > 1 && conv.inRow() > conv.in().rowStride();
    return new JavaKernel.Direct(
        conv,
        split.largest(),
        strides ? JavaKernel.Direct.Order.ROWS_OUTSIDE : JavaKernel.Direct.Order.PANELS_OUTSIDE);
  }

  @Override
  public JavaKernel input(Op.Input op) {
    return new JavaKernel.Read();
  }

  @Override
  public JavaKernel conv(Op.Conv op) {
    return convolution(
        new Conv2d(node.out(), op, (Pixels) in.get(0).layout(), (Pixels) out.layout(), false),
        target,
        load);
  }

  @Override
  public JavaKernel pool(Op.Pool op) {
    boolean unrolled = target != JavaTarget.SCALAR && op.window().taps() <= UNROLLED;
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
