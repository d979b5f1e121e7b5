package dev.ninc.compiler.emit.java;

import static dev.ninc.compiler.emit.model.Lines.sum;
import static dev.ninc.compiler.emit.model.Lines.times;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import dev.ninc.compiler.emit.model.Lines;
import dev.ninc.compiler.plan.java.Conv2d;
import dev.ninc.compiler.plan.java.ConvolutionKernel;
import dev.ninc.compiler.plan.java.Division;
import dev.ninc.compiler.plan.winograd.LinearProgram;
import dev.ninc.compiler.plan.winograd.WinogradGrid;
import dev.ninc.compiler.plan.winograd.WinogradMatrices;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A Winograd convolution of few channels: a row of tiles at a time, whose patches are transformed
 * number by number; the products stay in registers and are transformed back at once.
 *
 * <p>The scratch holds what is between the passes of a transform, then the transformed tiles of a
 * row: {@code [tile][point][channel]}.
 */
final class VectorFusedWinograd {

  private final Conv2d conv;
  private final WinogradGrid grid;
  private final String name;
  private final Pieces pieces;
  private final PanelLoops panels;
  private final WinogradText text;
  private final WinogradMatrices matrices;
  private final VectorWinogradTransforms transforms;
  private final int patch;
  private final int channels;
  private final int tile;
  private final int tiles;

  VectorFusedWinograd(ConvolutionKernel.FusedWinograd kernel, String name, Pieces pieces) {
    this.conv = kernel.conv();
    this.grid = kernel.grid();
    this.name = name;
    this.pieces = pieces;
    this.panels = new PanelLoops(conv.channels(), Division.WHOLE);
    this.text = new WinogradText(conv, grid);
    this.matrices = WinogradMatrices.of(grid.m(), grid.r());
    this.transforms = new VectorWinogradTransforms(conv, grid, name);
    this.patch = grid.patch();
    this.channels = conv.inputs();
    this.tile = kernel.transformedTile();
    this.tiles = VectorWinogradTransforms.scratch(grid);
  }

  /** Floats of scratch that the step needs. */
  static int scratch(ConvolutionKernel.FusedWinograd kernel) {
    return VectorWinogradTransforms.scratch(kernel.grid())
        + kernel.grid().columns() * kernel.transformedTile();
  }

  /** The body of the step. */
  CodeBlock wholeStep(int in, int out) {
    var memory = new WinogradMemory(conv, grid);
    return Template.code(
        """
        ${memory}
        float[] a = w.arena();
        float[] s = w.scratch();
        for (int row = ${from}; row < ${to}; row++) {
          for (int tile = 0; tile < ${columns}; tile++) {
            ${name}Patch(a, ${x}, s, ${v});
          }
          int y = ${y};
          ${rows}
          ${panels}
        }
        """,
        "memory",
        memory.tilesOfFewChannels(tiles) + "\n" + memory.weights(),
        "from",
        pieces.from(),
        "to",
        pieces.to(grid.rows()),
        "columns",
        grid.columns(),
        "name",
        name,
        "x",
        sum(
            in + conv.corner(),
            times("row", grid.m() * conv.in().rowStride()),
            times("tile", grid.m() * conv.in().pixelStride())),
        "v",
        sum(tiles, times("tile", tile)),
        "y",
        sum(out, times("row", grid.m() * conv.out().rowStride())),
        "rows",
        text.hasCutRows() ? "int rows = " + rows() + ";" : "",
        "panels",
        panels.text(this::panel));
  }

  private String rows() {
    return grid.rows() == 1
        ? "" + grid.lastRows()
        : "row < " + (grid.rows() - 1) + " ? " + grid.m() + " : " + grid.lastRows();
  }

  /** All tiles of the row, for each vector of a panel of outputs. */
  private String panel(int vectors) {
    String loop =
        Template.fill(
            """
            for (int tile = 0; tile < ${columns}; tile++) {
              ${name}ProductColumns${suffix}(s, ${v}, ${weights}, ${patch});
              ${store}
            }""",
            "columns",
            grid.columns(),
            "name",
            name,
            "suffix",
            vectors == 2 ? "" : "Narrow",
            "patch",
            patch,
            "v",
            sum(tiles, times("tile", tile)),
            "weights",
            sum(panels.weights(vectors, grid.points() * channels), vectors == 2 ? "v" : "0"),
            "store",
            transforms.store(
                vectors == 2 ? "out + v" : "out",
                sum(
                    "y",
                    times("tile", grid.m() * conv.out().pixelStride()),
                    vectors == 2 ? "out + v" : "out"),
                "tile == " + (grid.columns() - 1),
                text.hasCutRows()));
    return vectors == 1
        ? loop
        : Template.fill(
            """
            for (int v = 0; v < 2 * L; v += L) {
              ${loop}
            }""",
            "loop",
            loop);
  }

  List<MethodSpec> parts() {
    List<MethodSpec> parts = new ArrayList<>();
    parts.add(patchMethod());
    int wide = Conv2d.wide(conv.channels());
    if (wide > 0) {
      parts.add(products("", Conv2d.PANEL));
    }
    if (wide < Conv2d.padded(conv.channels())) {
      parts.add(products("Narrow", Conv2d.NARROW));
    }
    parts.addAll(transforms.output());
    return parts;
  }

  /**
   * The vector loops, as the runtime has them compiled.
   *
   * @param out where the output begins
   */
  List<HotKernel> hot(int out) {
    List<HotKernel> hot = new ArrayList<>();
    int wide = Conv2d.wide(conv.channels());
    String products = name + "ProductColumns";
    if (wide > 0) {
      String call = products + "(w.scratch(), " + tiles + ", 0, terms)";
      hot.add(new HotKernel(call, "" + patch, channels));
    }
    if (wide < Conv2d.padded(conv.channels())) {
      int weights = wide * grid.points() * channels;
      String call = products + "Narrow(w.scratch(), " + tiles + ", " + weights + ", terms)";
      hot.add(new HotKernel(call, "" + patch, channels));
    }
    hot.addAll(transforms.hotOutput(out));
    return hot;
  }

  private MethodSpec patchMethod() {
    ProgramText program =
        new ProgramText(ProgramText.Numbers.FLOATS, LinearProgram.of(matrices.bt()));
    return Methods.function(
        name + "Patch(float[] a, int x, float[] s, int v)",
        "(Bᵀ d) B for "
            + grid
            + ", "
            + WinogradText.points(matrices)
            + ": the columns of a patch, then its rows.",
        Template.code(
            """
            for (int k = 0; k < ${columns}; k++) {
              int at = ${column};
              ${loadColumn}
              ${program}
              ${storeColumn}
            }
            for (int k = 0; k < ${columns}; k++) {
              int from = ${row};
              int to = v + from;
              ${loadRow}
              ${program}
              ${storeRow}
            }
            """,
            "columns",
            patch * channels,
            "column",
            column(),
            "loadColumn",
            lines("float d%d = a[%s];", "at", conv.in().rowStride()),
            "program",
            program.text(),
            "storeColumn",
            lines("s[%2$s] = r%1$d;", "k", patch * channels),
            "row",
            row(),
            "loadRow",
            lines("float d%d = s[%s];", "from", channels),
            "storeRow",
            lines("s[%2$s] = r%1$d;", "to", channels)));
  }

  /** Where pixel and channel {@code k} of a patch's first row lie. */
  private String column() {
    return conv.in().pixelStride() == channels
        ? "x + k"
        : sum(
            "x",
            times(channels == 1 ? "k" : "k / " + channels, conv.in().pixelStride()),
            channels == 1 ? "0" : "k % " + channels);
  }

  /** Where row and channel {@code k} of what is half transformed begin. */
  private String row() {
    return channels == 1
        ? times("k", patch)
        : "k / " + channels + " * " + patch * channels + " + k % " + channels;
  }

  private String lines(String line, String start, int stride) {
    return IntStream.range(0, patch)
        .mapToObj(k -> line.formatted(k, sum(start, k * stride)))
        .collect(Collectors.joining("\n"));
  }

  /** The products of each column of points, transformed at once. */
  private MethodSpec products(String suffix, int panel) {
    LinearProgram at = LinearProgram.of(matrices.at());
    return Methods.inherited(
        name + "ProductColumns" + suffix + "(float[] s, int v, int wo, int columns)",
        "Aᵀ M for "
            + grid
            + ": each column of products over "
            + Lines.count(channels, "channel")
            + ".",
        Template.code(
            """
            float[] w = ${name}Weight;
            for (int column = 0; column < columns; column++) {
              int x = ${x};
              int u = ${u};
              ${products}
              ${program}
              ${stores}
            }
            """,
            "name",
            name,
            "x",
            sum("v", times("column", channels)),
            "u",
            sum("wo", times("column", channels * panel)),
            "products",
            IntStream.range(0, patch)
                .mapToObj(k -> product(k, panel))
                .collect(Collectors.joining("\n")),
            "program",
            new ProgramText(ProgramText.Numbers.VECTORS, at).text(),
            "stores",
            IntStream.range(0, grid.m())
                .mapToObj(
                    k ->
                        "r%d.intoArray(s, %s);"
                            .formatted(
                                k,
                                sum(
                                    k * patch * VectorWinogradTransforms.LANES,
                                    times("column", VectorWinogradTransforms.LANES))))
                .collect(Collectors.joining("\n"))));
  }

  private String product(int row, int panel) {
    int v = row * patch * channels;
    String product =
        "FloatVector d"
            + row
            + " = FloatVector.fromArray(S, w, "
            + sum("u", v * panel)
            + ").mul(s["
            + sum("x", v)
            + "]);";
    for (int c = 1; c < channels; c++) {
      product +=
          "\nd%1$d = FloatVector.fromArray(S, w, %2$s).fma(FloatVector.broadcast(S, s[%3$s]), d%1$d);"
              .formatted(row, sum("u", (v + c) * panel), sum("x", v + c));
    }
    return product;
  }
}
