package dev.ninc.compiler.emit.java;

import static dev.ninc.compiler.emit.model.Lines.sum;
import static dev.ninc.compiler.emit.model.Lines.times;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import dev.ninc.compiler.emit.model.Lines;
import dev.ninc.compiler.plan.Pixels;
import dev.ninc.compiler.plan.java.ConvolutionKernel;
import dev.ninc.compiler.plan.java.ScalarBlock;
import java.util.List;

/**
 * A Winograd convolution in plain Java, after its patches were transformed or together with it: for
 * a block of tiles the products of each point, like those of a 1x1 convolution, then tile by tile
 * the way back.
 */
final class ScalarWinogradProducts extends ScalarWinograd {

  private final ScalarBlock block;
  private final Pixels patches;

  /**
   * @param patches how the transformed patches lie that the products read
   */
  ScalarWinogradProducts(ConvolutionKernel.Winograd kernel, Pixels patches, String name) {
    super(kernel.conv(), kernel.grid(), name);
    this.block = new ScalarBlock(kernel);
    this.patches = patches;
  }

  /** The body of a step: all tiles, or those of the pieces that it is asked for. */
  CodeBlock step(int inStart, Pieces pieces) {
    return Template.code(
        """
        ${memory}
        float[] a = w.arena();
        float[] m = w.scratch();
        ${blocks}
        """,
        "memory",
        memory(inStart),
        "blocks",
        blocks(inStart, pieces));
  }

  private String memory(int inStart) {
    var memory = new WinogradMemory(conv, grid);
    String tiles =
        block.hasPatches()
            ? memory.tiles("m", block.tiles() * block.products(), patches)
            : memory.tiles("a", inStart, patches);
    return tiles + "\n" + memory.productsByTile(block.products()) + "\n" + memory.weightRows();
  }

  private String blocks(int inStart, Pieces pieces) {
    int size = block.tiles();
    if (block.isWhole() && !pieces.isDivided()) {
      return block(inStart, "0", "" + size);
    }
    String end = times("to", ScalarBlock.FOUR);
    boolean fours = grid.tiles() % ScalarBlock.FOUR == 0;
    return Template.fill(
        """
        ${end}
        for (int first = ${from}; first < end; first += ${size}) {
          int n = Math.min(${size}, end - first);
          ${block}
        }""",
        "end",
        pieces.isDivided()
            ? "int end = " + (fours ? end : "Math.min(" + end + ", " + grid.tiles() + ")") + ";"
            : "int end = " + grid.tiles() + ";",
        "from",
        pieces.isDivided() ? times("from", ScalarBlock.FOUR) : "0",
        "size",
        size,
        "block",
        block(inStart, "first", "n"));
  }

  private String block(int inStart, String first, String n) {
    return Template.fill(
        """
        ${patches}
        ${name}Products(w.rows(), ${v}, m, ${n});
        ${name}Outputs(w.rows(), m, a, ${first}, ${n});""",
        "patches",
        block.hasPatches() ? patchCalls(inStart, first, n) : "",
        "name",
        name,
        "v",
        block.hasPatches()
            ? "m, " + block.tiles() * block.products()
            : "a, " + sum(inStart, first.equals("0") ? "0" : times(first, patches.pixelStride())),
        "first",
        first,
        "n",
        n);
  }

  private String patchCalls(int inStart, String first, String n) {
    String tile = n.equals("1") ? first : first.equals("0") ? "tile" : "(" + first + " + tile)";
    return Range.upTo(n)
        .loop(
            "tile",
            Template.fill(
                "${name}Patch(w.rows(), a, ${x}, m, ${y});",
                "name",
                name,
                "x",
                patchOf(inStart, tile),
                "y",
                sum(
                    block.tiles() * block.products(),
                    n.equals("1") ? "0" : times("tile", patches.pixelStride()))));
  }

  List<MethodSpec> parts(int outStart) {
    return block.hasPatches()
        ? List.of(patchMethod(patches), products(), outputs(outStart), finish())
        : List.of(products(), outputs(outStart), finish());
  }

  private MethodSpec products() {
    String sums = ScalarSums.name(conv.outputs());
    return Methods.part(
        name + "Products(float[][] s, float[] v, int x, float[] m, int n)",
        "The products of n tiles, for each of "
            + grid.points()
            + " points a sum over "
            + Lines.count(conv.inputs(), "channel")
            + ".",
        Template.code(
            """
            for (int point = 0; point < ${points}; point++) {
              for (int i = 0; i < n; i++) {
                Arrays.fill(s[i], 0, ${outputs}, 0f);
              }
              ${terms}
              ${sums}.store(s, n, m, ${y}, ${step});
            }
            """,
            "points",
            grid.points(),
            "outputs",
            conv.outputs(),
            "terms",
            terms(sums),
            "sums",
            sums,
            "y",
            times("point", conv.outputs()),
            "step",
            block.products()));
  }

  private String terms(String sums) {
    int channels = conv.inputs();
    int terms = ScalarSums.terms(conv.outputs());
    boolean one = channels <= terms;
    String count =
        one
            ? "" + channels
            : channels % terms == 0 ? "" + terms : "Math.min(" + terms + ", " + channels + " - k)";
    String add =
        sums
            + ".add(s, n, v, "
            + sum("x", times("point", patches.rowStride()), one ? "0" : "k")
            + ", "
            + patches.pixelStride()
            + ", "
            + name
            + "Weight, "
            + sum(times("point", channels), one ? "0" : "k")
            + ", "
            + count
            + ");";
    return one
        ? add
        : Template.fill(
            """
            for (int k = 0; k < ${channels}; k += ${terms}) {
              ${add}
            }""",
            "channels",
            channels,
            "terms",
            terms,
            "add",
            add);
  }

  /** The way back from the products to the output. */
  private MethodSpec outputs(int outStart) {
    return Methods.part(
        name + "Outputs(float[][] s, float[] m, float[] a, int first, int n)",
        "Makes n tiles of "
            + grid.m()
            + "x"
            + grid.m()
            + " pixels of their products, with bias and activation.",
        Template.code(
            """
            ${biases}
            for (int tile = first; tile < first + n; tile++) {
              for (int row = 0; row < ${side}; row++) {
                System.arraycopy(m, ${from}, s[row], 0, ${length});
              }
              ${transforms}.tile(s, 0, ${side}, ${length});
              for (int row = 0; row < ${m}; row++) {
                for (int column = 0; column < ${side}; column++) {
                  System.arraycopy(s[${side} + row], ${slice}, s[column], ${to}, ${outputs});
                }
              }
              ${tile}
            }
            """,
            "biases",
            biases(),
            "side",
            n,
            "from",
            sum(times("(tile - first)", block.products()), times("row", n * conv.outputs())),
            "length",
            n * conv.outputs(),
            "transforms",
            ScalarTransforms.name(grid),
            "m",
            grid.m(),
            "slice",
            times("column", conv.outputs()),
            "to",
            times("row", conv.outputs()),
            "outputs",
            conv.outputs(),
            "tile",
            tile(outStart, 0)));
  }
}
