package dev.ninc.compiler.emit.java;

import static dev.ninc.compiler.emit.model.Lines.sum;
import static dev.ninc.compiler.emit.model.Lines.times;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import dev.ninc.compiler.plan.java.ConvolutionKernel;
import dev.ninc.compiler.plan.winograd.WinogradGrid;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A Winograd convolution of few channels in plain Java, one tile at a time: the products of a
 * column of points stay in rows of floats and are transformed back at once.
 *
 * <p>Of the rows s, those behind the biases keep the transformed patch.
 */
final class ScalarFusedWinograd extends ScalarWinograd {

  ScalarFusedWinograd(ConvolutionKernel.FusedWinograd kernel, String name) {
    super(kernel.conv(), kernel.grid(), name);
  }

  /** The rows of {@link ScalarWinograd}, n for the patch, and n for what is half transformed. */
  static int fusedRows(WinogradGrid grid) {
    return rows(grid) + 2 * grid.patch();
  }

  /** The body of a step: rows of tiles {@code from} to {@code to}. */
  CodeBlock step(int inStart, String from, String to) {
    return Template.code(
        """
        float[] a = w.arena();
        float[][] s = w.rows();
        ${biases}
        for (int tile = ${from}; tile < ${to}; tile++) {
          ${name}Patch(s, a, ${x});
          ${name}Tile(s, a, tile);
        }
        """,
        "biases",
        biases(),
        "from",
        times(from, grid.columns()),
        "to",
        times(to, grid.columns()),
        "name",
        name,
        "x",
        patchOf(inStart, "tile"));
  }

  List<MethodSpec> parts(int outStart) {
    return List.of(patchRows(), tileMethod(outStart), finish());
  }

  private MethodSpec patchRows() {
    return Methods.function(
        name + "Patch(float[][] s, float[] a, int x)",
        "A patch of " + n + "x" + n + " pixels at x, transformed: a row for each column of points.",
        Template.code(
            """
            ${patch}
            for (int column = 0; column < ${n}; column++) {
              System.arraycopy(s[${n} + column], 0, s[${kept} + column], 0, ${length});
            }
            """,
            "patch",
            patch(),
            "n",
            n,
            "kept",
            rows(grid),
            "length",
            n * conv.inputs()));
  }

  private MethodSpec tileMethod(int outStart) {
    return Methods.part(
        name + "Tile(float[][] s, float[] a, int tile)",
        "A tile of "
            + grid.m()
            + "x"
            + grid.m()
            + " pixels, a column of points after the other, with bias and activation.",
        Template.code(
            """
            for (int column = 0; column < ${n}; column++) {
              float[] v = s[${kept} + column];
              for (int row = 0; row < ${n}; row++) {
                int k = ${k};
                int u = ${u};
                ${transforms}.product(
                    s[row],
                    ${weights},
                    ${values},
                    ${outputs});
              }
              ${transforms}.tile(s, 0, ${n}, ${outputs});
              for (int row = 0; row < ${m}; row++) {
                System.arraycopy(s[${n} + row], 0, s[${half} + column], ${to}, ${outputs});
              }
            }
            ${tile}
            """,
            "n",
            n,
            "kept",
            rows(grid),
            "k",
            times("row", conv.inputs()),
            "u",
            times("(row * " + n + " + column)", conv.inputs()),
            "transforms",
            ScalarTransforms.name(grid),
            "weights",
            list(c -> name + "Weight[" + sum("u", c) + "]"),
            "values",
            list(c -> "v[" + sum("k", c) + "]"),
            "outputs",
            conv.outputs(),
            "m",
            grid.m(),
            "half",
            rows(grid) + n,
            "to",
            times("row", conv.outputs()),
            "tile",
            tile(outStart, rows(grid) + n)));
  }

  private String list(IntFunction<String> element) {
    return IntStream.range(0, conv.inputs()).mapToObj(element).collect(Collectors.joining(", "));
  }
}
