package dev.ninc.compiler.emit.java;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import dev.ninc.compiler.emit.model.Lines;
import dev.ninc.compiler.ir.Activation;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.plan.Pixels;
import dev.ninc.compiler.plan.Region;
import dev.ninc.compiler.plan.Step;
import dev.ninc.compiler.plan.java.ConvolutionKernel;
import dev.ninc.compiler.plan.java.JavaKernel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Modifier;

/**
 * The method of a step that all backends have in common, because the runtime does the work; empty
 * for a step that each backend has its own kernel for.
 */
final class SharedSteps implements JavaKernel.Cases<Optional<MethodSpec>> {

  private final Step step;
  private final String name;
  private final Pieces pieces;

  SharedSteps(Step step, JavaNames names, Pieces pieces) {
    this.step = step;
    this.name = names.method(step.id());
    this.pieces = pieces;
  }

  Optional<MethodSpec> method() {
    return ((JavaKernel) step.kernel()).match(this);
  }

  @Override
  public Optional<MethodSpec> read(JavaKernel.Read kernel) {
    Region out = step.out().orElseThrow();
    return shared(
        "the input, " + out.layout().maps(),
        CodeBlock.of(
            "$T.read(w.in(), w.inOffset(), w.arena(), $L, $L, $L);\n",
            Types.NHWC,
            out.start(),
            mapsAndStrides(out),
            rows()));
  }

  @Override
  public Optional<MethodSpec> write(JavaKernel.Write kernel) {
    Region in = step.in().get(0);
    return shared(
        "output " + kernel.output() + ", " + in.layout().maps(),
        CodeBlock.of(
            "$T.write(w.arena(), $L, w.out($L), w.outOffset($L), $L);\n",
            Types.NHWC,
            in.start(),
            kernel.output(),
            kernel.output(),
            mapsAndStrides(in)));
  }

  @Override
  public Optional<MethodSpec> zeroBorder(JavaKernel.ZeroBorder kernel) {
    var f = kernel.frame();
    return shared(
        "the zeros around the maps, where others lay before",
        CodeBlock.of(
            "$T.zeroBorder(w.arena(), $L, $L, $L, $L, $L, $L, $L);\n",
            Types.NHWC,
            f.start(),
            f.rows(),
            f.rowLength(),
            f.top(),
            f.left(),
            f.bottom(),
            f.right()));
  }

  @Override
  public Optional<MethodSpec> gather(JavaKernel.Gather kernel) {
    List<CodeBlock> copies = new ArrayList<>();
    Region out = step.out().orElseThrow();
    int channel = 0;
    for (Region in : step.in()) {
      Maps maps = in.layout().maps();
      copies.add(
          CodeBlock.of(
              "$T.copy(w.arena(), $L, $L, $L, $L, $L);\n",
              Types.NHWC,
              strides(in, 0),
              strides(out, channel),
              maps.channels(),
              rows(),
              maps.width()));
      channel += maps.channels();
    }
    return shared(step.in().size() + " maps, one after the other", CodeBlock.join(copies, ""));
  }

  @Override
  public Optional<MethodSpec> softmax(JavaKernel.Softmax kernel) {
    return each("softmax", "softmax over " + channels());
  }

  @Override
  public Optional<MethodSpec> lrn(JavaKernel.Lrn kernel) {
    Region in = step.in().get(0);
    Maps maps = in.layout().maps();
    Op.Lrn lrn = kernel.lrn();
    return shared(
        "local response normalization over " + Lines.count(lrn.size(), "channel"),
        CodeBlock.of(
            "$T.acrossChannels(\n    w.arena(), $L, $L, $L, $L, $L,\n    $L, $Lf, $L, $Lf, w.rows());\n",
            Types.LRN,
            strides(in, 0),
            strides(step.out().orElseThrow(), 0),
            maps.channels(),
            rows(),
            maps.width(),
            kernel.window(maps.channels()),
            (float) (lrn.alpha() / lrn.size()),
            lrn.beta(),
            (float) lrn.bias()));
  }

  @Override
  public Optional<MethodSpec> activate(JavaKernel.Activate kernel) {
    return kernel.act().isCheap()
        ? Optional.empty()
        : each(kernel.act().equals(Activation.TANH) ? "tanh" : "sigmoid", kernel.act().toString());
  }

  private Optional<MethodSpec> each(String function, String what) {
    Region in = step.in().get(0);
    Maps maps = in.layout().maps();
    return shared(
        what,
        CodeBlock.of(
            "$T.$L(w.arena(), $L, $L, $L, $L, $L);\n",
            Types.NHWC,
            function,
            strides(in, 0),
            strides(step.out().orElseThrow(), 0),
            maps.channels(),
            rows(),
            maps.width()));
  }

  /** The first row and the one behind the last. */
  private String rows() {
    Range rows = pieces.rows(step.out().orElseThrow().layout().maps().height());
    return rows.first() + ", " + rows.end();
  }

  private String channels() {
    return Lines.count(step.in().get(0).layout().maps().channels(), "channel");
  }

  private Optional<MethodSpec> shared(String what, CodeBlock body) {
    return Optional.of(
        MethodSpec.methodBuilder(name)
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
            .addJavadoc("$L", Comments.step(step.origin(), what))
            .addParameters(pieces.parameters())
            .addCode(pieces.comment())
            .addCode(body)
            .build());
  }

  private static String mapsAndStrides(Region region) {
    Pixels p = (Pixels) region.layout();
    Maps m = p.maps();
    return m.channels()
        + ", "
        + m.height()
        + ", "
        + m.width()
        + ", "
        + p.pixelStride()
        + ", "
        + p.rowStride();
  }

  private static String strides(Region region, int channel) {
    Pixels p = (Pixels) region.layout();
    return (region.start() + channel) + ", " + p.pixelStride() + ", " + p.rowStride();
  }

  @Override
  public Optional<MethodSpec> direct(ConvolutionKernel.Direct kernel) {
    return Optional.empty();
  }

  @Override
  public Optional<MethodSpec> pixelRows(ConvolutionKernel.PixelRows kernel) {
    return Optional.empty();
  }

  @Override
  public Optional<MethodSpec> depthwise(ConvolutionKernel.Depthwise kernel) {
    return Optional.empty();
  }

  @Override
  public Optional<MethodSpec> winogradTiles(ConvolutionKernel.WinogradTiles kernel) {
    return Optional.empty();
  }

  @Override
  public Optional<MethodSpec> winograd(ConvolutionKernel.Winograd kernel) {
    return Optional.empty();
  }

  @Override
  public Optional<MethodSpec> fusedWinograd(ConvolutionKernel.FusedWinograd kernel) {
    return Optional.empty();
  }

  @Override
  public Optional<MethodSpec> fused(JavaKernel.Fused kernel) {
    return Optional.empty();
  }

  @Override
  public Optional<MethodSpec> pooling(JavaKernel.Pooling kernel) {
    return Optional.empty();
  }

  @Override
  public Optional<MethodSpec> mean(JavaKernel.Mean kernel) {
    return Optional.empty();
  }

  @Override
  public Optional<MethodSpec> affine(JavaKernel.Affine kernel) {
    return Optional.empty();
  }

  @Override
  public Optional<MethodSpec> sum(JavaKernel.Sum kernel) {
    return Optional.empty();
  }
}
