package dev.ninc.compiler.emit.java;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import dev.ninc.compiler.emit.model.Lines;
import dev.ninc.compiler.ir.LayerText;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.plan.Pixels;
import dev.ninc.compiler.plan.Step;
import dev.ninc.compiler.plan.java.ConvolutionKernel;
import dev.ninc.compiler.plan.java.Division;
import dev.ninc.compiler.plan.java.JavaKernel;
import dev.ninc.compiler.plan.java.ScalarBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The methods of the steps in plain Java. */
final class ScalarSteps extends StepEmitter {

  ScalarSteps(Step step, JavaNames names, Pieces pieces) {
    super(step, names, pieces);
  }

  @Override
  public List<MethodSpec> direct(ConvolutionKernel.Direct kernel) {
    return convolution(kernel);
  }

  @Override
  public List<MethodSpec> pixelRows(ConvolutionKernel.PixelRows kernel) {
    return convolution(kernel);
  }

  @Override
  public List<MethodSpec> depthwise(ConvolutionKernel.Depthwise kernel) {
    return convolution(kernel);
  }

  private List<MethodSpec> convolution(ConvolutionKernel.Stage kernel) {
    var convolution = text(kernel, name, pieces.division());
    List<MethodSpec> methods = new ArrayList<>();
    methods.add(stepMethod(kernel.conv().layer(), convolution.step(in().start(), out().start())));
    methods.addAll(convolution.parts());
    return methods;
  }

  @Override
  public List<MethodSpec> winogradTiles(ConvolutionKernel.WinogradTiles kernel) {
    var winograd = new ScalarWinograd(kernel.conv(), kernel.grid(), name);
    Pixels to = (Pixels) out().layout();
    String x = winograd.patchOf(in().start(), "tile");
    String y = Lines.sum(out().start(), Lines.times("tile", to.pixelStride()));
    return List.of(
        stepMethod(
            kernel.summary(),
            Template.code(
                """
                float[] a = w.arena();
                for (int tile = ${from}; tile < ${to}; tile++) {
                  ${name}Patch(w.rows(), a, ${x}, a, ${y});
                }
                """,
                "from",
                pieces.from(),
                "to",
                pieces.to(kernel.grid().tiles()),
                "name",
                name,
                "x",
                x,
                "y",
                y)),
        winograd.patchMethod(to));
  }

  @Override
  public List<MethodSpec> winograd(ConvolutionKernel.Winograd kernel) {
    ScalarBlock block = new ScalarBlock(kernel);
    Pixels patches = block.hasPatches() ? block.patches() : (Pixels) in().layout();
    var winograd = new ScalarWinogradProducts(kernel, patches, name);
    List<MethodSpec> methods = new ArrayList<>();
    methods.add(stepMethod(kernel.conv().layer(), winograd.step(in().start(), pieces)));
    methods.addAll(winograd.parts(out().start()));
    return methods;
  }

  @Override
  public List<MethodSpec> fusedWinograd(ConvolutionKernel.FusedWinograd kernel) {
    var winograd = new ScalarFusedWinograd(kernel, name);
    List<MethodSpec> methods = new ArrayList<>();
    methods.add(
        stepMethod(
            kernel.conv().layer(),
            winograd.step(in().start(), pieces.from(), pieces.to(kernel.grid().rows()))));
    methods.addAll(winograd.parts(out().start()));
    return methods;
  }

  @Override
  public List<MethodSpec> fused(JavaKernel.Fused kernel) {
    return fused(
        kernel,
        stage -> text(stage, "", Division.WHOLE).arraysInStep(),
        (stage, name) -> text(stage, name, Division.WHOLE));
  }

  private static ConvolutionText text(
      ConvolutionKernel.Stage kernel, String name, Division division) {
    if (kernel instanceof ConvolutionKernel.PixelRows rows) {
      return new ScalarPixelRows(rows, name, division);
    }
    return kernel instanceof ConvolutionKernel.Depthwise depthwise
        ? new ScalarDepthwise(depthwise, name, division)
        : new ScalarConvolution((ConvolutionKernel.Direct) kernel, name, division);
  }

  @Override
  public List<MethodSpec> pooling(JavaKernel.Pooling kernel) {
    Op.Pool pool = kernel.pool();
    boolean average = pool.kind() == Op.Pool.Kind.AVERAGE;
    Pixels from = (Pixels) in().layout();
    String scale = average ? PoolingLoops.reciprocal(pool, from.maps()) : "";
    String body =
        Template.fill(
            """
            window${kind}(w.rows(), a, x, bottom - top, ${rowStride}, right - left, ${pixelStride}, ${channels});
            ${scaled}
            System.arraycopy(w.rows()[0], 0, a, y, ${channels});""",
            "kind",
            average ? "Sum" : "Max",
            "rowStride",
            from.rowStride(),
            "pixelStride",
            from.pixelStride(),
            "channels",
            from.maps().channels(),
            "scaled",
            average ? "times(w.rows()[0], " + scale + ", " + from.maps().channels() + ");" : "");
    return one(
        LayerText.words(pool) + ", " + maps(),
        Template.code(
            """
            float[] a = w.arena();
            ${loops}
            """,
            "loops",
            PoolingLoops.text(pool, in(), out(), rows(), body)));
  }

  @Override
  public List<MethodSpec> mean(JavaKernel.Mean kernel) {
    Pixels from = (Pixels) in().layout();
    int pixels = from.maps().pixels();
    return one(
        "mean of " + Lines.count(pixels, "pixel"),
        Template.code(
            """
            float[] a = w.arena();
            windowSum(w.rows(), a, ${x}, ${rows}, ${rowStride}, ${columns}, ${pixelStride}, ${channels});
            times(w.rows()[0], 1f / ${pixels}, ${channels});
            System.arraycopy(w.rows()[0], 0, a, ${y}, ${channels});
            """,
            "x",
            in().start(),
            "rows",
            from.maps().height(),
            "rowStride",
            from.rowStride(),
            "columns",
            from.maps().width(),
            "pixelStride",
            from.pixelStride(),
            "channels",
            from.maps().channels(),
            "pixels",
            pixels,
            "y",
            out().start()));
  }

  @Override
  public List<MethodSpec> activate(JavaKernel.Activate kernel) {
    if (!kernel.act().isCheap()) {
      return List.of();
    }
    return one(
        each(kernel.act()),
        overNumbers(
            "float v = a[x + c];\na[y + c] = " + ScalarActivations.of(kernel.act(), "v") + ";"));
  }

  @Override
  public List<MethodSpec> affine(JavaKernel.Affine kernel) {
    String field = names.field(kernel.value());
    return one(
        "gain and shift, " + out().layout().maps(),
        overNumbers("a[y + c] = Math.fma(a[x + c], " + field + "Gain[c], " + field + "Shift[c]);"));
  }

  @Override
  public List<MethodSpec> sum(JavaKernel.Sum kernel) {
    String total =
        IntStream.range(0, step.in().size())
            .mapToObj(i -> "a[x" + i + " + c]")
            .collect(Collectors.joining(" + "));
    return one(
        "sum of " + step.in().size() + ", " + each(kernel.act()),
        overNumbers(
            "float v = "
                + total
                + ";\na[y + c] = "
                + ScalarActivations.of(kernel.act(), "v")
                + ";"));
  }

  private CodeBlock overNumbers(String body) {
    String loop =
        Template.fill(
            """
            for (int c = 0; c < ${channels}; c++) {
              ${body}
            }""",
            "channels",
            out().layout().maps().channels(),
            "body",
            body);
    return Template.code(
        """
        float[] a = w.arena();
        ${pixels}
        """,
        "pixels",
        PixelLoops.text(step.in(), out(), rows(), loop));
  }
}
