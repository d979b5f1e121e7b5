package dev.ninc.compiler.plan.opencl;

import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.plan.Pixels;
import dev.ninc.compiler.source.CompilerBug;
import java.util.function.Function;

/** The kernel for one step, and a place for the weights that it reads. */
final class KernelChoice implements Op.Cases<OpenClKernel> {

  private final String name;
  private final Task task;
  private final Node node;
  private final Function<Value, Pixels> layouts;
  private final DeviceProfile profile;
  private final Launches launches;
  private final Algorithms algorithms;
  private final WeightSpace weights;

  /**
   * @param name of the kernel
   * @param layouts how the values lie that it reads and writes
   */
  KernelChoice(
      String name,
      Task task,
      Function<Value, Pixels> layouts,
      DeviceProfile profile,
      Algorithms algorithms,
      WeightSpace weights) {
    this.name = name;
    this.task = task;
    this.node = task.node();
    this.layouts = layouts;
    this.profile = profile;
    this.launches = new Launches(profile);
    this.algorithms = algorithms;
    this.weights = weights;
  }

  OpenClKernel kernel() {
    return node.op().match(this);
  }

  @Override
  public OpenClKernel input(Op.Input op) {
    return new OpenClKernel.Read(each(vectors()), vectors());
  }

  @Override
  public OpenClKernel conv(Op.Conv op) {
    DeviceConv conv = new DeviceConv(op, layouts.apply(op.in()), layouts.apply(node.out()));
    if (op.isDepthwise(conv.in().maps(), conv.out().maps())) {
      int taps = weights.taps(node.out(), conv);
      int bias = weights.bias(node.out(), conv, 1);
      return new ConvolutionKernel.Depthwise(each(vectors()), conv, taps, bias, vectors());
    }
    if (task.part() != Task.Part.WHOLE) {
      return new WinogradKernels(name, node, conv, algorithms.grid(node.out()), profile, weights)
          .kernel(task.part(), algorithms.tile(node.out()));
    }
    return direct(conv);
  }

  private OpenClKernel direct(DeviceConv conv) {
    int filters = weights.filters(node.out(), conv);
    int bias = weights.bias(node.out(), conv, conv.groups());
    int pixels = conv.out().maps().pixels();
    if (profile.localBytes() == 0) {
      int panels = conv.groups() * conv.panels();
      Launch launch =
          new Launch(name, 1, ItemTile.of(pixels, algorithms.tile(node.out())), pixels, panels, 0);
      return new ConvolutionKernel.ItemConvolution(launch, conv, filters, bias);
    }
    GroupTile tile = TileChoice.of(conv, profile, algorithms.tile(node.out()));
    int panels = conv.groups() * Align.parts(conv.outputs(), tile.outputs());
    Launch launch =
        new Launch(name, tile.items(), tile.pixels(), pixels, panels, tile.localBytes());
    return new ConvolutionKernel.GroupConvolution(launch, conv, filters, bias, tile);
  }

  @Override
  public OpenClKernel pool(Op.Pool op) {
    return new OpenClKernel.Pooling(each(vectors()), op, vectors());
  }

  /** On a GPU an item takes one channel: there are few of them, and each sum is long. */
  @Override
  public OpenClKernel globalAverage(Op.GlobalAverage op) {
    boolean alone = profile.workGroup() == 1;
    Vectors vectors = alone ? vectors() : Vectors.scalars(maps().channels());
    int numbers = vectors.width() * layouts.apply(op.in()).maps().pixels();
    return new OpenClKernel.Mean(launches.each(name, vectors.count(), numbers), vectors);
  }

  @Override
  public OpenClKernel activate(Op.Activate op) {
    return new OpenClKernel.Activate(each(vectors()), op.act(), vectors());
  }

  @Override
  public OpenClKernel batchNorm(Op.BatchNorm op) {
    int gain = weights.gain(node.out(), op, maps().channels());
    int shift = weights.shift(node.out(), op, maps().channels());
    return new OpenClKernel.Affine(each(vectors()), gain, shift, vectors());
  }

  @Override
  public OpenClKernel scale(Op.Scale op) {
    int gain = weights.channels(node.out(), op.gain(), maps().channels());
    int shift = weights.channels(node.out(), op.shift(), maps().channels());
    return new OpenClKernel.Affine(each(vectors()), gain, shift, vectors());
  }

  @Override
  public OpenClKernel lrn(Op.Lrn op) {
    return new OpenClKernel.Lrn(each(scalars()), op);
  }

  @Override
  public OpenClKernel concat(Op.Concat op) {
    return new OpenClKernel.Gather(each(scalars()));
  }

  @Override
  public OpenClKernel add(Op.Add op) {
    return new OpenClKernel.Sum(each(vectors()), op.act(), vectors());
  }

  @Override
  public OpenClKernel softmax(Op.Softmax op) {
    Launch launch = launches.pixels(name, maps().pixels(), maps().channels());
    return new OpenClKernel.Softmax(launch, launch.localBytes() > 0 ? launch.local() : 1);
  }

  @Override
  public OpenClKernel dropout(Op.Dropout op) {
    throw noStep();
  }

  @Override
  public OpenClKernel param(Op.Param op) {
    throw noStep();
  }

  @Override
  public OpenClKernel reshape(Op.Reshape op) {
    throw noStep();
  }

  @Override
  public OpenClKernel inverseRoot(Op.InverseRoot op) {
    throw noStep();
  }

  @Override
  public OpenClKernel arithmetic(Op.Arithmetic op) {
    throw noStep();
  }

  private Maps maps() {
    return node.maps();
  }

  private Vectors vectors() {
    return Vectors.of(maps().channels(), profile);
  }

  private Vectors scalars() {
    return Vectors.scalars(maps().channels());
  }

  private Launch each(Vectors vectors) {
    int units = Math.multiplyExact(maps().pixels(), vectors.count());
    return launches.each(name, units, vectors.width());
  }

  private CompilerBug noStep() {
    return new CompilerBug("no step computes " + node.out());
  }
}
