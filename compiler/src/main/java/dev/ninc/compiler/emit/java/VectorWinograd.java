package dev.ninc.compiler.emit.java;

import static dev.ninc.compiler.emit.model.Lines.sum;
import static dev.ninc.compiler.emit.model.Lines.times;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import dev.ninc.compiler.plan.java.Conv2d;
import dev.ninc.compiler.plan.java.ConvolutionKernel;
import dev.ninc.compiler.plan.java.ConvolutionKernel.Winograd.Form;
import dev.ninc.compiler.plan.java.Division;
import dev.ninc.compiler.plan.java.Split;
import dev.ninc.compiler.plan.java.VectorBlock;
import dev.ninc.compiler.plan.java.WinogradLayout;
import dev.ninc.compiler.plan.winograd.WinogradGrid;
import java.util.ArrayList;
import java.util.List;

/**
 * The step of a Winograd convolution that writes the output: for each panel of outputs and each
 * block of tiles the products at all points, and what they become.
 *
 * <p>The scratch holds what is between the passes of a transform, then the products of a block,
 * then the transformed tiles of a block, where no step before has left them all in the arena.
 */
final class VectorWinograd {

  private final ConvolutionKernel.Winograd kernel;
  private final Conv2d conv;
  private final WinogradGrid grid;
  private final String name;
  private final Pieces pieces;
  private final PanelLoops panels;
  private final VectorBlock block;
  private final Split split;

  VectorWinograd(ConvolutionKernel.Winograd kernel, String name, Pieces pieces) {
    this.kernel = kernel;
    this.conv = kernel.conv();
    this.grid = kernel.grid();
    this.name = name;
    this.pieces = pieces;
    this.panels =
        new PanelLoops(
            conv.channels(), kernel.form() == Form.PANELS ? pieces.division() : Division.WHOLE);
    this.block = new VectorBlock(kernel);
    this.split = block.split();
  }

  /** Floats of scratch that the step needs. */
  static int scratch(ConvolutionKernel.Winograd kernel) {
    int tiles = kernel.form() == Form.PANELS ? 0 : kernel.grid().points() * blockStride(kernel);
    return transformedBlock(kernel) + tiles;
  }

  /** Where the transformed tiles of a block begin in the scratch. */
  private static int transformedBlock(ConvolutionKernel.Winograd kernel) {
    return VectorWinogradTransforms.scratch(kernel.grid()) + new VectorBlock(kernel).products();
  }

  private static int blockStride(ConvolutionKernel.Winograd kernel) {
    return new VectorBlock(kernel).transformed().rowStride();
  }

  List<MethodSpec> parts() {
    return new VectorWinogradProducts(kernel, name, pointStride()).methods();
  }

  /**
   * The innermost loops, as the runtime has them compiled.
   *
   * @param in where the transformed tiles begin, or the input where there was no step for them
   * @param out where the output begins
   */
  List<HotKernel> hot(int in, int out) {
    var transforms = new VectorWinogradTransforms(conv, grid, name);
    boolean blocks = kernel.form() == Form.BLOCKS;
    String tiles = blocks ? "w.scratch(), " + transformedBlock(kernel) : "a, " + in;
    List<HotKernel> hot = new ArrayList<>();
    if (blocks) {
      hot.addAll(transforms.hotInput(in, tiles));
    }
    int products = VectorWinogradTransforms.scratch(grid);
    hot.addAll(new VectorWinogradProducts(kernel, name, pointStride()).hot(tiles, products));
    hot.add(transforms.hotProducts());
    hot.addAll(transforms.hotOutput(out));
    return hot;
  }

  /** Floats from one point of transformed tiles to the next. */
  private int pointStride() {
    return kernel.form() == Form.PANELS
        ? WinogradLayout.transformed(grid).rowStride()
        : blockStride(kernel);
  }

  /**
   * The body of the step.
   *
   * @param in where the transformed tiles begin, or the input where there was no step for them
   */
  CodeBlock wholeStep(int in) {
    return Template.code(
        """
        ${memory}
        float[] a = w.arena();
        float[] s = w.scratch();
        ${loops}
        """,
        "memory",
        memory(in),
        "loops",
        kernel.form() == Form.PANELS ? panelsOutside(in) : blocksOutside(in));
  }

  private String memory(int in) {
    var memory = new WinogradMemory(conv, grid);
    String v =
        kernel.form() == Form.PANELS
            ? memory.tiles("a", in, WinogradLayout.transformed(grid))
            : memory.tiles("s", transformedBlock(kernel), block.transformed());
    return v + "\n" + memory.products(block) + "\n" + memory.weights();
  }

  private String panelsOutside(int v) {
    if (block.isWhole()) {
      return panels.text(vectors -> panel(vectors, "a, " + v, "0", ""));
    }
    return panels.text(
        vectors ->
            Template.fill(
                """
                    for (int k = 0; k < ${kernels}; k += ${block}) {
                      ${range}
                      ${panel}
                    }""",
                "kernels",
                split.tiles(),
                "block",
                block.size(),
                "range",
                range(),
                "panel",
                panel(vectors, "a, " + v, "first", ", k, end")));
  }

  private String blocksOutside(int in) {
    int blocks = block.blocks();
    int tiles = transformedBlock(kernel);
    int tile = WinogradLayout.transformed(grid).pixelStride();
    String patches =
        new VectorWinogradTransforms(conv, grid, name)
            .patches(in, sum(tiles, times("(tile - first)", tile)), "s");
    String all =
        panels.text(
            vectors -> panel(vectors, "s, " + tiles + " - first * " + tile, "first", ", k, end"));
    return Template.fill(
        """
        for (int block = ${from}; block < ${to}; block++) {
          int k = ${k};
          ${range}
          for (int tile = first; tile < last; tile++) {
            ${patches}
          }
          ${all}
        }""",
        "from",
        pieces.from(),
        "to",
        pieces.to(blocks),
        "k",
        times("block", block.size()),
        "range",
        range(),
        "patches",
        patches,
        "all",
        all);
  }

  /** The tiles of a block that begins with that of kernel {@code k}. */
  private String range() {
    return Template.fill(
        """
        int end = Math.min(k + ${block}, ${kernels});
        int first = ${first};
        int last = ${last};""",
        "block",
        block.size(),
        "kernels",
        split.tiles(),
        "first",
        firstTile("k"),
        "last",
        firstTile("end"));
  }

  private String firstTile(String k) {
    String tiles = times(k, split.size());
    return split.larger() == 0 ? tiles : tiles + " + Math.min(" + k + ", " + split.larger() + ")";
  }

  /**
   * A panel of outputs for a block of tiles.
   *
   * @param tiles the array of transformed tiles, and where the first one of the layer would be
   * @param first tile of the block
   * @param range of the block's kernels, for the loops over products
   */
  private String panel(int vectors, String tiles, String first, String range) {
    int products = VectorWinogradTransforms.scratch(grid);
    String m = first.equals("0") ? "" + products : products + " - " + first + " * " + Conv2d.PANEL;
    return Template.fill(
        """
        ${name}Products${suffix}(${tiles}, s, ${m}, ${weights}${range});
        ${name}Outputs(s, ${m}, a, out, ${lanes}${tileRange});""",
        "name",
        name,
        "suffix",
        vectors == 2 ? "" : "Narrow",
        "tiles",
        tiles,
        "m",
        m,
        "weights",
        panels.weights(vectors, grid.points() * conv.inputs()),
        "range",
        range,
        "lanes",
        vectors == 2 ? "2 * L" : "L",
        "tileRange",
        range.isEmpty() ? ", 0, " + grid.tiles() : ", first, last");
  }
}
