package dev.ninc.compiler.emit.java;

import static dev.ninc.compiler.emit.model.Lines.sum;
import static dev.ninc.compiler.emit.model.Lines.times;

import com.palantir.javapoet.MethodSpec;
import dev.ninc.compiler.emit.model.Lines;
import dev.ninc.compiler.plan.java.ConvolutionKernel;
import dev.ninc.compiler.plan.java.Division;
import java.util.List;

/**
 * A direct convolution in plain Java whose lanes are pixels: for a block of them, each output is a
 * row of sums, to which rows of the input are added, multiplied with one weight each. The rows of
 * sums come first, behind them the rows of some terms.
 */
final class ScalarPixelRows extends ConvolutionText {

  /** Terms that are brought to rows at once, so that the rows stay in a first-level cache. */
  private static final int TERMS = 12;

  /** A window's row is not cut for so few more. */
  private static final int REST = 4;

  private final ConvolutionKernel.PixelRows kernel;
  private final String pixels;

  ScalarPixelRows(ConvolutionKernel.PixelRows kernel, String name, Division division) {
    super(kernel.conv(), name, division, Arrays.PIXELS_AND_ARENA);
    this.kernel = kernel;
    this.pixels = ScalarPixels.name(kernel.lanes());
  }

  /** Rows that a workspace needs. */
  static int scratchRows(ConvolutionKernel.PixelRows kernel) {
    return kernel.conv().outputs() + TERMS + REST;
  }

  /** Floats of a row for so many: an odd number of cache lines, lest all begin in the same sets. */
  static int rowLength(int lanes) {
    return lanes == 0 ? 0 : (lanes + 16) / 32 * 32 + 1;
  }

  @Override
  String rows(String arrays, String x, String y, Range rows) {
    if (division.unit() != Division.Unit.BLOCKS) {
      String all = conv.isFlat() ? "" + conv.pixels() : rows.end();
      return call(arrays, x, y, all);
    }
    int size = kernel.blockRows();
    int all = conv.isFlat() ? conv.pixels() : conv.rows();
    int in = conv.isFlat() ? conv.inPixel() : conv.inRow();
    int out = conv.isFlat() ? conv.out().pixelStride() : conv.out().rowStride();
    String first = times("block", size);
    return rows.loop(
        "block",
        call(
            arrays,
            sum(x, times("block", size * in)),
            sum(y, times("block", size * out)),
            all % size == 0 ? "" + size : "Math.min(" + size + ", " + all + " - " + first + ")"));
  }

  private String call(String arrays, String x, String y, String n) {
    return name + "Block(" + arrays + ", " + x + ", " + y + ", " + n + ");";
  }

  @Override
  List<MethodSpec> parts() {
    return List.of(
        Methods.part(
            name + "Block(float[][] s, float[] a, int x, int y, int n)",
            "A block of n "
                + (conv.isFlat() ? "pixels" : "rows of " + Lines.count(conv.pixels(), "pixel"))
                + ": a row of sums for each output, behind them rows for some terms.",
            Template.code(
                """
                ${pixels}.start(s, ${outputs}, ${name}Bias);
                ${terms}
                ${activation}
                ${pixels}.store(s, ${outputs}, a, y, ${shape}, ${outRow}, ${outPixel});
                """,
                "pixels",
                pixels,
                "outputs",
                conv.outputs(),
                "name",
                name,
                "terms",
                terms(),
                "activation",
                ScalarActivations.call(conv.act(), pixels, "" + conv.outputs()),
                "shape",
                shape(),
                "outRow",
                conv.isFlat() ? "0" : "" + conv.out().rowStride(),
                "outPixel",
                conv.out().pixelStride())));
  }

  /** Rows and columns of pixels. */
  private String shape() {
    return conv.isFlat() ? "1, n" : "n, " + conv.pixels();
  }

  private String terms() {
    int height = conv.window().height();
    int width = conv.hasRowRuns() ? 1 : conv.window().width();
    int run = conv.run();
    String row = height == 1 ? "0" : times("row", width * run);
    String column = width == 1 ? "0" : times("column", run);
    String x =
        sum(
            "x",
            height == 1 ? "0" : times("row", conv.tapRow()),
            width == 1 ? "0" : times("column", conv.tapColumn()));
    return Range.upTo(height)
        .loop("row", Range.upTo(width).loop("column", run(sum(row, column), x)));
  }

  /** One contiguous run of the window, some terms at once. */
  private String run(String weights, String x) {
    int run = conv.run();
    if (run <= TERMS + REST) {
      return add(weights, x, "" + run);
    }
    boolean divides = run % TERMS == 0;
    return Template.fill(
        """
        for (int k = 0; k < ${run}; k += ${terms}) {
          ${count}
          ${add}
        }""",
        "run",
        run,
        "terms",
        TERMS,
        "count",
        divides ? "" : "int terms = Math.min(" + TERMS + ", " + run + " - k);",
        "add",
        add(sum(weights, "k"), sum(x, "k"), divides ? "" + TERMS : "terms"));
  }

  private String add(String weights, String x, String terms) {
    return Template.fill(
        """
        ${pixels}.load(s, ${outputs}, ${terms}, a, ${x}, ${shape}, ${inRow}, ${inPixel});
        ${pixels}.add(s, ${outputs}, ${terms}, ${name}Weight, ${weights});""",
        "pixels",
        pixels,
        "outputs",
        conv.outputs(),
        "terms",
        terms,
        "x",
        x,
        "shape",
        shape(),
        "inRow",
        conv.isFlat() ? "0" : "" + conv.inRow(),
        "inPixel",
        conv.inPixel(),
        "name",
        name,
        "weights",
        weights);
  }
}
