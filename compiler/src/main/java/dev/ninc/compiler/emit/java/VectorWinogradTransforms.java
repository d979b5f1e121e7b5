package dev.ninc.compiler.emit.java;

import static dev.ninc.compiler.emit.model.Lines.sum;
import static dev.ninc.compiler.emit.model.Lines.times;

import com.palantir.javapoet.MethodSpec;
import dev.ninc.compiler.emit.model.Lines;
import dev.ninc.compiler.plan.java.Conv2d;
import dev.ninc.compiler.plan.winograd.LinearProgram;
import dev.ninc.compiler.plan.winograd.WinogradGrid;
import dev.ninc.compiler.plan.winograd.WinogradMatrices;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The transforms of a Winograd convolution for a vector of channels: each is two passes over a
 * square, first over its columns or rows, then over the others, with what is between in the scratch
 * {@code s}, 16 floats for each number.
 *
 * <p>A patch d of the input becomes V = (Bᵀ d) B: first its columns. Products M become the tile (Aᵀ
 * M) A: first their columns.
 */
final class VectorWinogradTransforms {

  /** Floats between two numbers of the scratch: the widest vector. */
  static final int LANES = 16;

  private final Conv2d conv;
  private final WinogradGrid grid;
  private final String name;
  private final WinogradText text;
  private final WinogradMatrices matrices;
  private final int patch;

  VectorWinogradTransforms(Conv2d conv, WinogradGrid grid, String name) {
    this.conv = conv;
    this.grid = grid;
    this.name = name;
    this.text = new WinogradText(conv, grid);
    this.matrices = WinogradMatrices.of(grid.m(), grid.r());
    this.patch = grid.patch();
  }

  /** Floats of the scratch that the transforms need. */
  static int scratch(WinogradGrid grid) {
    return grid.points() * LANES;
  }

  /**
   * Two methods that transform a patch.
   *
   * @param pointStride floats from one point of the transformed tile to the next
   */
  List<MethodSpec> input(int pointStride) {
    LinearProgram program = LinearProgram.of(matrices.bt());
    return List.of(
        pass(
            name + "PatchColumns(float[] a, int x, float[] s, int columns)",
            "Bᵀ d for " + grid + ", " + WinogradText.points(matrices) + ": each column of a patch.",
            new Pass(program, "column"),
            k -> load("a", "x", "column", conv.in().pixelStride(), k * conv.in().rowStride()),
            k -> store(k, "s", "0", "column", LANES, k * patch * LANES)),
        pass(
            name + "PatchRows(float[] s, float[] v, int x, int rows)",
            "(Bᵀ d) B: each row, to the points of a transformed tile.",
            new Pass(program, "row"),
            k -> load("s", "0", "row", patch * LANES, k * LANES),
            k -> store(k, "v", "x", "row", patch * pointStride, k * pointStride)));
  }

  /**
   * The first pass over products.
   *
   * @param pointStride floats from the products of one point to those of the next
   */
  MethodSpec products(int pointStride) {
    return pass(
        name + "ProductColumns(float[] s, int m, int columns)",
        "Aᵀ M for " + grid + ": each column of products, for a vector of outputs.",
        new Pass(LinearProgram.of(matrices.at()), "column"),
        k -> load("s", "m", "column", pointStride, k * patch * pointStride),
        k -> store(k, "s", "0", "column", LANES, k * patch * LANES));
  }

  /** The second pass, to the output: for whole tiles and for those of a last column that is cut. */
  List<MethodSpec> output() {
    MethodSpec whole = output("Output", grid.m());
    MethodSpec cut = output("OutputCut", grid.lastColumns());
    if (!text.hasCutColumns()) {
      return List.of(whole);
    }
    return grid.columns() == 1 ? List.of(cut) : List.of(whole, cut);
  }

  private MethodSpec output(String suffix, int columns) {
    String what =
        columns == grid.m()
            ? "each row"
            : Lines.count(columns, "column") + " of each row, for the tiles of the last column";
    Pass pass = new Pass(LinearProgram.of(matrices.at()).first(columns), "row");
    return Methods.inherited(
        name + suffix + "(float[] s, float[] a, int bo, int y, int rows)",
        "(Aᵀ M) A: " + what + ", with bias" + activation() + ".",
        Template.code(
            """
            ${nothing}
            ${constants}
            FloatVector bias = FloatVector.fromArray(S, ${name}Bias, bo);
            for (int row = 0; row < rows; row++) {
              ${body}
            }
            """,
            "nothing",
            Methods.nothingWithout("rows"),
            "constants",
            VectorActivation.constants(conv.act()),
            "name",
            name,
            "body",
            pass.body(k -> load("s", "0", "row", patch * LANES, k * LANES), this::pixel)));
  }

  private String activation() {
    return conv.act().toString().isEmpty() ? "" : " and " + conv.act();
  }

  private String pixel(int column) {
    String v = "y" + column;
    return "FloatVector "
        + v
        + " = r"
        + column
        + ".add(bias);\n"
        + VectorActivation.of(conv.act(), v)
        + ".intoArray(a, "
        + sum("y", times("row", conv.out().rowStride()), column * conv.out().pixelStride())
        + ");";
  }

  /**
   * The transform of the patch of {@code tile}, all channels.
   *
   * @param in where the input begins
   * @param v where the transformed tile begins
   * @param to the array that it lies in
   */
  String patches(int in, String v, String to) {
    return Template.fill(
        """
        int x = ${x};
        int v = ${v};
        for (int c = 0; c < ${channels}; c += L) {
          ${name}PatchColumns(a, x + c, s, ${patch});
          ${name}PatchRows(s, ${to}, v + c, ${patch});
        }""",
        "x",
        sum(in + conv.corner(), text.patch("tile")),
        "v",
        v,
        "channels",
        Conv2d.padded(conv.inputs()),
        "patch",
        patch,
        "name",
        name,
        "to",
        to);
  }

  /**
   * The method that takes products to the output.
   *
   * @param out where the output begins
   */
  MethodSpec outputs(int out) {
    return Methods.inherited(
        name + "Outputs(float[] s, int m, float[] a, int out, int lanes, int from, int to)",
        "Tiles of the output from their products, for some outputs.",
        Template.code(
            """
            for (int tile = from; tile < to; tile++) {
              int y = ${y} + out;
              ${rows}
              for (int v = 0; v < lanes; v += L) {
                ${name}ProductColumns(s, m + tile * 32 + v, ${patch});
                ${store}
              }
            }
            """,
            "y",
            sum(out, text.tile("tile")),
            "rows",
            text.hasCutRows() ? "int rows = " + text.rows("tile") + ";" : "",
            "name",
            name,
            "patch",
            patch,
            "store",
            store("out + v", "y + v", text.isInLastColumn("tile"), text.hasCutRows())));
  }

  /**
   * The passes over a patch, as hot kernels.
   *
   * @param in where the input begins
   * @param to the array that transformed tiles lie in, and where
   */
  List<HotKernel> hotInput(int in, String to) {
    String x = "" + (in + conv.corner());
    return List.of(
        new HotKernel(name + "PatchColumns(a, " + x + ", w.scratch(), terms)", "" + patch, 1),
        new HotKernel(name + "PatchRows(w.scratch(), " + to + ", terms)", "" + patch, 1));
  }

  /** The first pass over products, as a hot kernel. */
  HotKernel hotProducts() {
    String call = name + "ProductColumns(w.scratch(), " + scratch(grid) + ", terms)";
    return new HotKernel(call, "" + patch, 1);
  }

  /**
   * The second pass over products, as hot kernels.
   *
   * @param out where the output begins
   */
  List<HotKernel> hotOutput(int out) {
    String arguments = "(w.scratch(), a, 0, " + out + ", terms)";
    int rows = grid.rows() == 1 ? grid.lastRows() : grid.m();
    List<HotKernel> hot = new ArrayList<>();
    if (!text.hasCutColumns() || grid.columns() > 1) {
      hot.add(new HotKernel(name + "Output" + arguments, "" + rows, 1));
    }
    if (text.hasCutColumns()) {
      hot.add(new HotKernel(name + "OutputCut" + arguments, "" + rows, 1));
    }
    return hot;
  }

  /**
   * The second pass.
   *
   * @param bias where the biases of the outputs begin
   * @param y where the tile begins
   * @param last whether it stands in the last column: a condition
   * @param cut whether there is a variable that says how many rows it has
   */
  String store(String bias, String y, String last, boolean cut) {
    String arguments = "(s, a, " + bias + ", " + y + ", " + (cut ? "rows" : "" + grid.m()) + ");";
    if (!text.hasCutColumns() || grid.columns() == 1) {
      return name + (text.hasCutColumns() ? "OutputCut" : "Output") + arguments;
    }
    return Template.fill(
        """
        if (${last}) {
          ${name}OutputCut${arguments}
        } else {
          ${name}Output${arguments}
        }""",
        "last",
        last,
        "name",
        name,
        "arguments",
        arguments);
  }

  /**
   * A pass over one side of a square.
   *
   * @param variable the name of its loop variable
   */
  private record Pass(LinearProgram program, String variable) {

    String body(IntFunction<String> load, IntFunction<String> store) {
      ProgramText text = new ProgramText(ProgramText.Numbers.VECTORS, program);
      return IntStream.range(0, program.inputs().size())
              .filter(k -> text.uses(program.inputs().get(k)))
              .mapToObj(k -> "FloatVector d" + k + " = " + load.apply(k) + ";")
              .collect(Collectors.joining("\n"))
          + "\n"
          + text.text()
          + "\n"
          + lines(program.outputs().size(), store);
    }

    private static String lines(int count, IntFunction<String> line) {
      return IntStream.range(0, count).mapToObj(line).collect(Collectors.joining("\n"));
    }
  }

  private static MethodSpec pass(
      String signature,
      String comment,
      Pass pass,
      IntFunction<String> load,
      IntFunction<String> store) {
    return Methods.shared(
        signature,
        comment,
        Template.code(
            """
            for (int ${i} = 0; ${i} < ${i}s; ${i}++) {
              ${body}
            }
            """,
            "i",
            pass.variable(),
            "body",
            pass.body(load, store)));
  }

  private static String load(String array, String start, String i, int stride, int at) {
    return "FloatVector.fromArray(S, " + array + ", " + sum(start, times(i, stride), at) + ")";
  }

  private static String store(int k, String array, String start, String i, int stride, int at) {
    return "r" + k + ".intoArray(" + array + ", " + sum(start, times(i, stride), at) + ");";
  }
}
