package dev.ninc.compiler.emit.java;

import static dev.ninc.compiler.emit.model.Lines.sum;
import static dev.ninc.compiler.emit.model.Lines.times;

import com.palantir.javapoet.MethodSpec;
import dev.ninc.compiler.plan.java.Conv2d;
import dev.ninc.compiler.plan.java.ConvolutionKernel;
import dev.ninc.compiler.plan.java.Division;
import java.util.List;

/**
 * A direct convolution in plain Java: the sums of a block of pixels in rows of outputs, to which
 * rows of weights are added, multiplied with one activation each. In this form C2 vectorizes the
 * loops: all arrays of a loop have one index.
 */
final class ScalarConvolution extends ConvolutionText {

  private final int pixels;

  ScalarConvolution(ConvolutionKernel.Direct kernel, String name, Division division) {
    super(kernel.conv(), name, division, Arrays.SCRATCH_AND_ARENA);
    this.pixels = kernel.tile();
  }

  @Override
  String rows(String arrays, String x, String y, Range rows) {
    boolean one = rows.isOne();
    String groupIn = conv.groups() == 1 ? "0" : times("group", conv.inputs());
    String groupOut = conv.groups() == 1 ? "0" : times("group", conv.outputs());
    String call =
        Template.fill(
            "${name}Row(${arguments});",
            "name",
            name,
            "arguments",
            arrays
                + ", "
                + sum(x, groupIn, one ? "0" : times("row", conv.inRow()))
                + ", "
                + sum(y, groupOut, one ? "0" : times("row", conv.out().rowStride()))
                + (conv.groups() == 1 ? "" : ", group")
                + tileArguments());
    String loop = rows.loop("row", call);
    return conv.groups() == 1
        ? loop
        : Template.fill(
            """
            for (int group = 0; group < ${groups}; group++) {
              ${loop}
            }""",
            "groups",
            conv.groups(),
            "loop",
            loop);
  }

  @Override
  List<MethodSpec> parts() {
    return List.of(row());
  }

  /** A row of pixels, whole or in blocks. */
  private MethodSpec row() {
    String group = conv.groups() == 1 ? "" : ", int group";
    return Methods.part(
        name + "Row(float[][] s, float[] a, int x, int y" + group + tileParameters() + ")",
        RowLoops.comment(conv, pixels),
        Template.code("${blocks}", "blocks", RowLoops.blocks(conv, pixels, tiles(), this::block)));
  }

  private String block(String n, String x, String y) {
    return Template.fill(
        """
        ${sums}.start(s, ${n}, ${name}Bias, ${bias});
        ${terms}
        ${activation}
        ${sums}.store(s, ${n}, a, ${y}, ${outPixel});""",
        "sums",
        sums(),
        "n",
        n,
        "name",
        name,
        "bias",
        conv.groups() == 1 ? "0" : times("group", Conv2d.padded(conv.outputs())),
        "terms",
        terms(n, x),
        "activation",
        ScalarActivations.call(conv.act(), sums(), n),
        "y",
        y,
        "outPixel",
        conv.out().pixelStride());
  }

  private String terms(String n, String x) {
    String group = conv.groups() == 1 ? "0" : times("group", conv.terms());
    int height = conv.window().height();
    int width = conv.window().width();
    int run = conv.run();
    if (!conv.hasRowRuns()) {
      return Template.fill(
          """
          for (int row = 0; row < ${height}; row++) {
            for (int column = 0; column < ${width}; column++) {
              ${run}
            }
          }""",
          "height",
          height,
          "width",
          width,
          "run",
          run(
              n,
              sum(group, times("row", width * run), times("column", run)),
              sum(x, times("row", conv.tapRow()), times("column", conv.tapColumn()))));
    }
    if (height == 1) {
      return run(n, group, x);
    }
    return Template.fill(
        """
        for (int row = 0; row < ${height}; row++) {
          ${run}
        }""",
        "height",
        height,
        "run",
        run(n, sum(group, times("row", run)), sum(x, times("row", conv.tapRow()))));
  }

  /** One contiguous run of the window, in blocks of terms. */
  private String run(String n, String weights, String x) {
    int run = conv.run();
    int block = ScalarSums.terms(conv.outputs());
    if (run <= block) {
      return add(n, weights, x, "" + run);
    }
    String terms = run % block == 0 ? "" + block : "Math.min(" + block + ", " + run + " - k)";
    return Template.fill(
        """
        for (int k = 0; k < ${run}; k += ${block}) {
          ${body}
        }""",
        "run",
        run,
        "block",
        block,
        "body",
        add(n, sum(weights, "k"), sum(x, "k"), terms));
  }

  private String add(String n, String weights, String x, String terms) {
    return Template.fill(
        "${sums}.add(s, ${n}, a, ${x}, ${step}, ${name}Weight, ${weights}, ${terms});",
        "sums",
        sums(),
        "n",
        n,
        "x",
        x,
        "step",
        conv.inPixel(),
        "name",
        name,
        "weights",
        weights,
        "terms",
        terms);
  }

  private String sums() {
    return ScalarSums.name(conv.outputs());
  }
}
