package dev.ninc.compiler.emit.java;

import static dev.ninc.compiler.emit.model.Lines.sum;
import static dev.ninc.compiler.emit.model.Lines.times;

import com.palantir.javapoet.MethodSpec;
import dev.ninc.compiler.ir.Window;
import dev.ninc.compiler.plan.java.ConvolutionKernel;
import dev.ninc.compiler.plan.java.Division;
import java.util.List;
import java.util.Optional;

/**
 * A depthwise convolution in plain Java: a block of pixels, each with a row of sums, one for each
 * channel. For each row of the window, the input pixels that the block's windows cover are copied
 * into rows of their own; then all arrays of the innermost loop have one index, and C2 vectorizes
 * it.
 */
final class ScalarDepthwise extends ConvolutionText {

  private final Window window;
  private final int block;
  private final String sums;

  ScalarDepthwise(ConvolutionKernel.Depthwise kernel, String name, Division division) {
    super(kernel.conv(), name, division, Arrays.SCRATCH_AND_ARENA);
    this.window = conv.window();
    this.block = kernel.tile();
    this.sums = ScalarSums.name(conv.channels());
  }

  /** Scratch rows: the sums of a block, and behind them what its windows cover of an input row. */
  static int scratchRows(ConvolutionKernel.Depthwise kernel) {
    return kernel.tile() + covered(kernel.conv().window(), kernel.tile());
  }

  private static int covered(Window window, int pixels) {
    return (pixels - 1) * window.strideX() + window.extentX();
  }

  @Override
  String rows(String arrays, String x, String y, Range rows) {
    return rowByRow(arrays, x, y, rows);
  }

  @Override
  List<MethodSpec> parts() {
    return List.of(
        Methods.part(
            name + "Row(float[][] s, float[] a, int x, int y)",
            RowLoops.comment(conv, block),
            Template.code(
                "${blocks}",
                "blocks",
                RowLoops.blocks(conv, block, Optional.empty(), this::block))));
  }

  private String block(String n, String x, String y) {
    return Template.fill(
        """
        ${sums}.start(s, ${n}, ${name}Bias, 0);
        ${taps}
        ${activation}
        ${sums}.store(s, ${n}, a, ${y}, ${outPixel});""",
        "sums",
        sums,
        "n",
        n,
        "name",
        name,
        "taps",
        taps(n, x),
        "activation",
        ScalarActivations.call(conv.act(), sums, n),
        "y",
        y,
        "outPixel",
        conv.out().pixelStride());
  }

  private String taps(String n, String x) {
    boolean oneRow = window.height() == 1;
    String calls =
        Template.fill(
            """
            ${sums}.load(s, ${first}, ${covered}, a, ${x}, ${pixel});
            ${sums}.window(s, ${n}, ${first}, ${stride}, ${dilation}, ${name}Weight, ${wo}, ${width});""",
            "sums",
            sums,
            "first",
            block,
            "covered",
            covered(n),
            "x",
            sum(x, oneRow ? "0" : times("row", conv.tapRow())),
            "pixel",
            conv.in().pixelStride(),
            "n",
            n,
            "stride",
            window.strideX(),
            "dilation",
            window.dilationX(),
            "name",
            name,
            "wo",
            oneRow ? "0" : times("row", window.width()),
            "width",
            window.width());
    return Range.upTo(window.height()).loop("row", calls);
  }

  /** The input pixels that the windows of {@code n} neighbours cover. */
  private String covered(String n) {
    if (!n.equals("n")) {
      return "" + covered(window, Integer.parseInt(n));
    }
    return window.strideX() == 1
        ? sum("n", window.extentX() - 1)
        : "(n - 1) * " + window.strideX() + " + " + window.extentX();
  }
}
