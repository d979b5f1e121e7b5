package dev.ninc.compiler.emit.java;

import static dev.ninc.compiler.emit.java.Lines.sum;
import static dev.ninc.compiler.emit.java.Lines.times;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import dev.ninc.compiler.plan.java.Conv2d;
import dev.ninc.compiler.plan.java.JavaKernel;
import java.util.Arrays;

/**
 * A direct convolution in plain Java: the sums of a block of pixels in rows of outputs, to which
 * rows of weights are added, multiplied with one activation each. In this form C2 vectorizes the
 * loops: all arrays of a loop have one index.
 */
final class ScalarConvolution {

  /** Terms whose rows of weights stay in the first-level cache while a block's pixels pass. */
  private static final int BLOCK = 32;

  private final Conv2d conv;
  private final String name;
  private final int pixels;

  ScalarConvolution(JavaKernel.Direct kernel, String name) {
    this.conv = kernel.conv();
    this.name = name;
    this.pixels = kernel.tile();
  }

  CodeBlock wholeStep(int inStart, int outStart) {
    return Template.code(
        """
        float[] a = w.arena();
        ${rows}
        """,
        "rows",
        rows("w.rows()", "" + (inStart + conv.corner()), "" + outStart, "" + conv.rows()));
  }

  MethodSpec band(String comment) {
    String x = conv.corner() == 0 ? "x" : "x - " + -conv.corner();
    return Methods.part(
        name + "Band(float[][] s, float[] a, int x, int y, int rows)",
        comment,
        Template.code("${rows}", "rows", rows("s", x, "y", "rows")));
  }

  private String rows(String scratch, String x, String y, String rows) {
    boolean one = rows.equals("1");
    String groupIn = conv.groups() == 1 ? "0" : times("group", conv.inputs());
    String groupOut = conv.groups() == 1 ? "0" : times("group", conv.outputs());
    String call =
        Template.fill(
            "${name}Row(${arguments});",
            "name",
            name,
            "arguments",
            scratch
                + ", a, "
                + sum(x, groupIn, one ? "0" : times("row", conv.inRow()))
                + ", "
                + sum(y, groupOut, one ? "0" : times("row", conv.out().rowStride()))
                + (conv.groups() == 1 ? "" : ", group"));
    String loop =
        one
            ? call
            : Template.fill(
                """
                for (int row = 0; row < ${rows}; row++) {
                  ${call}
                }""",
                "rows",
                rows,
                "call",
                call);
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

  /** A row of pixels, in blocks. */
  MethodSpec row() {
    String group = conv.groups() == 1 ? "" : ", int group";
    return Methods.part(
        name + "Row(float[][] s, float[] a, int x, int y" + group + ")",
        "A row of " + Lines.count(conv.pixels(), "pixel") + " in blocks of " + pixels + ".",
        Template.code(
            """
                for (int pixel = 0; pixel < ${pixels}; pixel += ${block}) {
                  int n = Math.min(${block}, ${pixels} - pixel);
                  start(s, n, ${name}Bias, ${bias}, ${outputs});
                  ${terms}
                  ${activation}
                  store(s, n, a, ${y}, ${outPixel}, ${outputs});
                }
                """,
            "pixels",
            conv.pixels(),
            "block",
            pixels,
            "name",
            name,
            "bias",
            conv.groups() == 1 ? "0" : times("group", Conv2d.padded(conv.outputs())),
            "outputs",
            conv.outputs(),
            "terms",
            terms(),
            "activation",
            ScalarActivations.call(conv.act(), conv.outputs()),
            "y",
            sum("y", times("pixel", conv.out().pixelStride())),
            "outPixel",
            conv.out().pixelStride()));
  }

  private String terms() {
    String group = conv.groups() == 1 ? "0" : times("group", conv.terms());
    String x = sum("x", times("pixel", conv.inPixel()));
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
              sum(group, times("row", width * run), times("column", run)),
              sum(x, times("row", conv.tapRow()), times("column", conv.tapColumn()))));
    }
    if (height == 1) {
      return run(group, x);
    }
    return Template.fill(
        """
        for (int row = 0; row < ${height}; row++) {
          ${run}
        }""",
        "height",
        height,
        "run",
        run(sum(group, times("row", run)), sum(x, times("row", conv.tapRow()))));
  }

  /** One contiguous run of the window, in blocks of terms. */
  private String run(String weights, String x) {
    int run = conv.run();
    String add = "add(s, n, a, ${x}, ${step}, ${name}Weight, ${weights}, ${terms}, ${outputs});";
    Object[] fixed = {
      "step", conv.inPixel(), "name", name, "outputs", conv.outputs(),
    };
    if (run <= BLOCK) {
      return Template.fill(add, with(fixed, "x", x, "weights", weights, "terms", run));
    }
    String body =
        Template.fill(
            add,
            with(
                fixed,
                "x",
                sum(x, "k"),
                "weights",
                sum(weights, "k"),
                "terms",
                run % BLOCK == 0 ? "" + BLOCK : "Math.min(" + BLOCK + ", " + run + " - k)"));
    return Template.fill(
        """
        for (int k = 0; k < ${run}; k += ${block}) {
          ${body}
        }""",
        "run",
        run,
        "block",
        BLOCK,
        "body",
        body);
  }

  private static Object[] with(Object[] some, Object... more) {
    Object[] all = Arrays.copyOf(some, some.length + more.length);
    System.arraycopy(more, 0, all, some.length, more.length);
    return all;
  }
}
