package dev.ninc.compiler.emit.java;

import static dev.ninc.compiler.emit.model.Lines.sum;

import com.palantir.javapoet.MethodSpec;
import dev.ninc.compiler.emit.model.Lines;
import dev.ninc.compiler.plan.java.Conv2d;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The innermost kernel of a vector convolution: a few pixels times one or two vectors of outputs,
 * all sums in registers, one pass over the terms.
 */
final class VectorTile {

  private static final String ROW_RUNS =
      """
      for (int row = 0; row < rows; row++, x += ${tapRow}, wo += ${rowWeights}) {
        for (int k = 0; k < ${run}; k++) {
          ${terms}
        }
      }""";

  private static final String ONE_RUN =
      """
      for (int k = 0; k < terms; k++) {
        ${terms}
      }""";

  private static final String TAPS =
      """
      for (int row = 0; row < rows; row++) {
        for (int column = 0; column < ${columns}; column++, wo += ${tapWeights}) {
          int tap = x + row * ${tapRow} + column * ${tapColumn};
          for (int k = 0; k < ${run}; k++) {
            ${terms}
          }
        }
      }""";

  private final Conv2d conv;
  private final String layer;
  private final String suffix;
  private final int pixels;
  private final int vectors;
  private final int panel;

  /**
   * @param layer the stem of the names of the layer's fields and methods
   * @param suffix of the method's name
   * @param pixels of the tile
   * @param vectors of outputs: 2 of a wide panel or 1 of a narrow one
   */
  VectorTile(Conv2d conv, String layer, String suffix, int pixels, int vectors) {
    this.conv = conv;
    this.layer = layer;
    this.suffix = suffix;
    this.pixels = pixels;
    this.vectors = vectors;
    this.panel = vectors == 2 ? Conv2d.PANEL : Conv2d.NARROW;
  }

  /** What the trip count of the outermost loop is called. */
  private String trip() {
    return hasOneLoop() ? "terms" : "rows";
  }

  private boolean hasOneLoop() {
    return conv.hasRowRuns() && conv.window().height() == 1;
  }

  /** The trip count of the outermost loop, which callers pass. */
  int trips() {
    return hasOneLoop() ? conv.run() : conv.window().height();
  }

  /**
   * The call that has this tile compiled; the trip count is a parameter for its sake.
   *
   * @param x where the first window begins
   * @param wo of the weights
   * @param bo of the biases
   * @param y where the output begins
   */
  HotKernel hot(String x, int wo, int bo, String y) {
    String call = layer + suffix + "(a, " + x + ", " + wo + ", " + bo + ", " + y + ", terms)";
    int columns = conv.hasRowRuns() ? 1 : conv.window().width();
    return new HotKernel(call, "" + trips(), hasOneLoop() ? 1 : columns * conv.run());
  }

  MethodSpec method() {
    String outputs = vectors == 2 ? "two vectors" : "one vector";
    String comment = Lines.count(pixels, "pixel") + " x " + outputs + " of outputs.";
    return Methods.part(
        layer + suffix + "(float[] a, int x, int wo, int bo, int y, int " + trip() + ")",
        comment,
        Template.code(
            """
                ${nothing}
                float[] w = ${layer}Weight;
                float[] b = ${layer}Bias;
                ${starts}
                ${loops}
                ${zero}
                ${stores}
                """,
            "nothing",
            Methods.nothingWithout(trip()),
            "layer",
            layer,
            "starts",
            starts(),
            "loops",
            loops(),
            "zero",
            VectorActivation.constants(conv.act()),
            "stores",
            stores()));
  }

  private String starts() {
    String first =
        lines(
            vectors,
            v ->
                "FloatVector s0"
                    + v
                    + " = FloatVector.fromArray(S, b, "
                    + sum("bo", lane(v))
                    + ");");
    String others =
        IntStream.range(1, pixels)
            .mapToObj(p -> lines(vectors, v -> "FloatVector s" + p + v + " = s0" + v + ";"))
            .collect(Collectors.joining("\n"));
    return first + "\n" + others;
  }

  private String loops() {
    int run = conv.run();
    if (!conv.hasRowRuns()) {
      return Template.fill(
          TAPS,
          "columns",
          conv.window().width(),
          "tapRow",
          conv.tapRow(),
          "tapColumn",
          conv.tapColumn(),
          "tapWeights",
          run * panel,
          "run",
          run,
          "terms",
          terms("tap"));
    }
    if (hasOneLoop()) {
      return Template.fill(ONE_RUN, "terms", terms("x"));
    }
    return Template.fill(
        ROW_RUNS,
        "tapRow",
        conv.tapRow(),
        "rowWeights",
        run * panel,
        "run",
        run,
        "terms",
        terms("x"));
  }

  private String terms(String at) {
    String weights =
        lines(
            vectors,
            v ->
                "FloatVector w"
                    + v
                    + " = FloatVector.fromArray(S, w, "
                    + sum("wo + k * " + panel, lane(v))
                    + ");");
    return weights
        + "\n"
        + lines(
            pixels,
            p ->
                "FloatVector v"
                    + p
                    + " = FloatVector.broadcast(S, a["
                    + sum(at, p * conv.inPixel(), "k")
                    + "]);\n"
                    + lines(
                        vectors,
                        v -> sumOf(p, v) + " = v" + p + ".fma(w" + v + ", " + sumOf(p, v) + ");"));
  }

  private String stores() {
    return lines(
        pixels,
        p ->
            lines(
                vectors,
                v ->
                    VectorActivation.of(conv.act(), sumOf(p, v))
                        + ".intoArray(a, "
                        + sum("y", p * conv.out().pixelStride(), lane(v))
                        + ");"));
  }

  private static String sumOf(int pixel, int vector) {
    return "s" + pixel + vector;
  }

  private static String lane(int vector) {
    return vector == 0 ? "0" : "L";
  }

  private static String lines(int count, IntFunction<String> line) {
    return IntStream.range(0, count).mapToObj(line).collect(Collectors.joining("\n"));
  }
}
