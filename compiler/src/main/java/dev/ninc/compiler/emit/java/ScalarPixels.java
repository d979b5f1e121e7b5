package dev.ninc.compiler.emit.java;

import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.ninc.compiler.emit.model.Lines;
import dev.ninc.compiler.ir.Activation;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.lang.model.element.Modifier;

/**
 * The loops of the scalar convolutions whose lanes are pixels, as nested classes: one for each
 * number of pixels, which is a constant in them. {@code s} are rows with a number for each pixel.
 */
final class ScalarPixels {

  /** Rows that are filled or emptied at once, from neighbouring numbers of each pixel. */
  private static final int AT_ONCE = 4;

  private final String bound;

  private ScalarPixels(int lanes) {
    this.bound = "" + lanes;
  }

  /** The class for a number of pixels: {@code Pixels512}. */
  static String name(int lanes) {
    return "Pixels" + lanes;
  }

  static TypeSpec type(int lanes, Set<Activation.Kind> activations) {
    ScalarPixels pixels = new ScalarPixels(lanes);
    return TypeSpec.classBuilder(name(lanes))
        .addJavadoc("Sums of $L pixels, a row for each output.\n", lanes)
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
        .addMethod(pixels.start())
        .addMethods(List.of(move("load", LOAD), move("store", STORE)))
        .addMethods(List.of(few("load", LOAD, AT_ONCE), few("load", LOAD, 1)))
        .addMethods(List.of(few("store", STORE, AT_ONCE), few("store", STORE, 1)))
        .addMethods(ScalarActivations.methods(activations, pixels.bound))
        .addMethods(new ScalarPixelTerms(pixels.bound).methods())
        .build();
  }

  private MethodSpec start() {
    return Methods.nested(
        "start(float[][] s, int n, float[] b)",
        "The sums of n outputs start with the bias.",
        Template.code(
            """
            for (int o = 0; o < n; o++) {
              Arrays.fill(s[o], 0, ${bound}, b[o]);
            }
            """,
            "bound",
            bound));
  }

  /** A direction: between neighbours of a pixel and rows. */
  private record Direction(String first, String rest, String comment, String row, String assign) {}

  private static final Direction LOAD =
      new Direction(
          "float[][] s, int f, int n, float[] a, int x",
          "s, f + k, a, x + k",
          "Brings n neighbouring numbers of each pixel to rows, from the row f on.",
          "f",
          "%1$s[p] = a[%2$s];");

  private static final Direction STORE =
      new Direction(
          "float[][] s, int n, float[] a, int x",
          "s, k, a, x + k",
          "Brings n rows to neighbouring numbers of each pixel.",
          "f",
          "a[%2$s] = %1$s[p];");

  private static MethodSpec move(String name, Direction direction) {
    return Methods.nested(
        name + "(" + direction.first + ", int rows, int columns, int rowStep, int step)",
        direction.comment,
        Template.code(
            """
            int k = 0;
            for (; k + ${some} <= n; k += ${some}) {
              ${name}${some}(${arguments}, rows, columns, rowStep, step);
            }
            for (; k < n; k++) {
              ${name}1(${arguments}, rows, columns, rowStep, step);
            }
            """,
            "some",
            AT_ONCE,
            "name",
            name,
            "arguments",
            direction.rest));
  }

  private static MethodSpec few(String name, Direction direction, int count) {
    return Methods.function(
        name
            + count
            + "(float[][] s, int f, float[] a, int x, int rows, int columns, int rowStep, int step)",
        count == 1 ? "One row." : "Some rows at once.",
        Template.code(
            """
            ${rows}
            int p = 0;
            for (int row = 0; row < rows; row++) {
              int i = x + row * rowStep;
              for (int end = p + columns; p < end; p++) {
                ${numbers}
                i += step;
              }
            }
            """,
            "rows",
            lines(count, k -> "float[] s" + k + " = s[" + Lines.sum("f", k) + "];"),
            "numbers",
            lines(count, k -> direction.assign.formatted("s" + k, Lines.sum("i", k)))));
  }

  private static String lines(int count, java.util.function.IntFunction<String> line) {
    return IntStream.range(0, count).mapToObj(line).collect(Collectors.joining("\n"));
  }
}
