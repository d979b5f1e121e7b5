package dev.ninc.compiler.emit.java;

import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Window;
import dev.ninc.compiler.plan.Region;
import dev.ninc.compiler.plan.Step;
import dev.ninc.compiler.plan.java.Conv2d;
import dev.ninc.compiler.plan.java.ConvolutionKernel;
import dev.ninc.compiler.plan.java.Division;
import dev.ninc.compiler.plan.java.JavaKernel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The hot kernels of one step's vector methods, each called where its first pixels lie. */
final class VectorHotKernels implements JavaKernel.Cases<List<HotKernel>> {

  private final Step step;
  private final JavaNames names;
  private final String name;

  VectorHotKernels(Step step, JavaNames names) {
    this.step = step;
    this.names = names;
    this.name = names.method(step.id());
  }

  List<HotKernel> kernels() {
    return ((JavaKernel) step.kernel()).match(this);
  }

  @Override
  public List<HotKernel> direct(ConvolutionKernel.Direct kernel) {
    return convolution(kernel, name, in().start(), out().start());
  }

  @Override
  public List<HotKernel> pixelRows(ConvolutionKernel.PixelRows kernel) {
    return List.of();
  }

  @Override
  public List<HotKernel> depthwise(ConvolutionKernel.Depthwise kernel) {
    return convolution(kernel, name, in().start(), out().start());
  }

  @Override
  public List<HotKernel> fused(JavaKernel.Fused kernel) {
    List<HotKernel> hot = new ArrayList<>();
    for (int i = 0; i < kernel.stages().size(); i++) {
      var stage = kernel.stages().get(i);
      Region from = i == 0 ? in() : kernel.between().get(i - 1);
      Region to = i < kernel.between().size() ? kernel.between().get(i) : out();
      hot.addAll(
          convolution(stage, names.method(stage.conv().value().name()), from.start(), to.start()));
    }
    return hot;
  }

  private static List<HotKernel> convolution(
      ConvolutionKernel.Stage kernel, String name, int in, int out) {
    return VectorConvolutions.text(kernel, name, Division.WHOLE)
        .hot("" + (in + kernel.conv().corner()), "" + out);
  }

  @Override
  public List<HotKernel> winogradTiles(ConvolutionKernel.WinogradTiles kernel) {
    String layer = names.field(kernel.conv().value());
    return new VectorWinogradTransforms(kernel.conv(), kernel.grid(), layer)
        .hotInput(in().start(), "a, " + out().start());
  }

  @Override
  public List<HotKernel> winograd(ConvolutionKernel.Winograd kernel) {
    return new VectorWinograd(kernel, name, Pieces.ALL).hot(in().start(), out().start());
  }

  @Override
  public List<HotKernel> fusedWinograd(ConvolutionKernel.FusedWinograd kernel) {
    return new VectorFusedWinograd(kernel, name, Pieces.ALL).hot(out().start());
  }

  @Override
  public List<HotKernel> pooling(JavaKernel.Pooling kernel) {
    Maps image = in().layout().maps();
    Window window = kernel.pool().window();
    String arrays = "a, " + in().start() + ", ";
    String terms = overChannels(image);
    List<HotKernel> hot = new ArrayList<>();
    if (kernel.unrolled()) {
      String call = name + "Window(" + arrays + out().start() + ", terms * L)";
      hot.add(new HotKernel(call, terms, 1));
    }
    int rows = Math.min(window.height(), image.height());
    int columns = Math.min(window.width(), image.width());
    String scale = VectorPooling.isAverage(kernel) ? ", 1f" : "";
    String size = rows + ", " + columns + ", ";
    String call = name + "Clipped(" + arrays + size + out().start() + scale + ", terms * L)";
    hot.add(new HotKernel(call, terms, rows * columns));
    return hot;
  }

  @Override
  public List<HotKernel> mean(JavaKernel.Mean kernel) {
    Maps image = in().layout().maps();
    return List.of(
        new HotKernel(name + "Channels(a, terms * L)", overChannels(image), image.pixels()));
  }

  @Override
  public List<HotKernel> activate(JavaKernel.Activate kernel) {
    return kernel.act().isCheap() ? pixel() : List.of();
  }

  @Override
  public List<HotKernel> affine(JavaKernel.Affine kernel) {
    return pixel();
  }

  @Override
  public List<HotKernel> sum(JavaKernel.Sum kernel) {
    return pixel();
  }

  /** What is done pixel by pixel. */
  private List<HotKernel> pixel() {
    String inputs =
        IntStream.range(0, step.in().size())
            .mapToObj(i -> step.in().get(i).start() + ", ")
            .collect(Collectors.joining());
    String call = name + "Pixel(a, " + inputs + out().start() + ", terms * L)";
    return List.of(new HotKernel(call, overChannels(out().layout().maps()), 1));
  }

  private static String overChannels(Maps maps) {
    return Conv2d.padded(maps.channels()) + " / L";
  }

  private Region in() {
    return step.in().get(0);
  }

  private Region out() {
    return step.out().orElseThrow();
  }

  // The runtime does these, with loops that the scalar kernels run too.

  @Override
  public List<HotKernel> read(JavaKernel.Read kernel) {
    return List.of();
  }

  @Override
  public List<HotKernel> write(JavaKernel.Write kernel) {
    return List.of();
  }

  @Override
  public List<HotKernel> zeroBorder(JavaKernel.ZeroBorder kernel) {
    return List.of();
  }

  @Override
  public List<HotKernel> lrn(JavaKernel.Lrn kernel) {
    return List.of();
  }

  @Override
  public List<HotKernel> gather(JavaKernel.Gather kernel) {
    return List.of();
  }

  @Override
  public List<HotKernel> softmax(JavaKernel.Softmax kernel) {
    return List.of();
  }
}
