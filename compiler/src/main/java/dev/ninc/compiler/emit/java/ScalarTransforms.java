package dev.ninc.compiler.emit.java;

import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.ninc.compiler.emit.model.Lines;
import dev.ninc.compiler.plan.winograd.LinearProgram;
import dev.ninc.compiler.plan.winograd.WinogradGrid;
import dev.ninc.compiler.plan.winograd.WinogradMatrices;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.lang.model.element.Modifier;

/**
 * The loops of scalar Winograd convolutions, as a nested class for each size of tiles and window.
 * Each transforms in one dimension: rows of floats go in and come out, one for each row or column
 * of a tile, with the same numbers in each of them side by side. In this form C2 vectorizes the
 * loops: all arrays of a loop have one index.
 */
final class ScalarTransforms {

  private ScalarTransforms() {}

  /** {@code F4x5} for F(4x4, 5x5). */
  static String name(WinogradGrid grid) {
    return "F" + grid.m() + "x" + grid.r();
  }

  /**
   * @param channels of first layers, whose products are made in these rows
   */
  static TypeSpec type(WinogradGrid grid, Set<Integer> channels) {
    WinogradMatrices matrices = WinogradMatrices.of(grid.m(), grid.r());
    TypeSpec.Builder type =
        TypeSpec.classBuilder(name(grid))
            .addJavadoc("Transforms of Winograd's $L in one dimension, over n numbers.\n", grid)
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
            .addMethod(
                transform(
                    "patch",
                    "Rows x, x + 1, … of a patch of the input to rows y, y + 1, … of its points.",
                    LinearProgram.of(matrices.bt())))
            .addMethod(
                transform(
                    "tile",
                    "Rows x, x + 1, … of points to rows y, y + 1, … of a tile of the output.",
                    LinearProgram.of(matrices.at())));
    channels.stream().sorted().forEach(c -> type.addMethod(product(c)));
    return type.build();
  }

  private static MethodSpec transform(String name, String comment, LinearProgram program) {
    List<String> rows = new ArrayList<>();
    List<String> loads = new ArrayList<>();
    List<String> stores = new ArrayList<>();
    for (int i = 0; i < program.inputs().size(); i++) {
      rows.add("float[] x" + i + " = s[" + Lines.sum("x", i) + "];");
      loads.add("float " + program.inputs().get(i) + " = x" + i + "[p];");
    }
    for (int i = 0; i < program.outputs().size(); i++) {
      rows.add("float[] y" + i + " = s[" + Lines.sum("y", i) + "];");
      stores.add("y" + i + "[p] = " + program.outputs().get(i) + ";");
    }
    return Methods.nested(
        name + "(float[][] s, int x, int y, int n)",
        comment,
        Template.code(
            """
            ${rows}
            for (int p = 0; p < n; p++) {
              ${loads}
              ${program}
              ${stores}
            }
            """,
            "rows",
            String.join("\n", rows),
            "loads",
            String.join("\n", loads),
            "program",
            new ProgramText(ProgramText.Numbers.FLOATS, program).text(),
            "stores",
            String.join("\n", stores)));
  }

  /** The products of one point, where there are few channels. */
  private static MethodSpec product(int channels) {
    String sum = "v0 * u0[p]";
    for (int c = 1; c < channels; c++) {
      sum = "Math.fma(v" + c + ", u" + c + "[p], " + sum + ")";
    }
    return Methods.nested(
        "product(float[] y, "
            + list("float[] u", channels)
            + ", "
            + list("float v", channels)
            + ", int n)",
        "The products of one point: "
            + Lines.count(channels, "channel")
            + " times a row of weights each.",
        Template.code(
            """
            for (int p = 0; p < n; p++) {
              y[p] = ${sum};
            }
            """,
            "sum",
            sum));
  }

  private static String list(String what, int count) {
    return IntStream.range(0, count).mapToObj(c -> what + c).collect(Collectors.joining(", "));
  }
}
