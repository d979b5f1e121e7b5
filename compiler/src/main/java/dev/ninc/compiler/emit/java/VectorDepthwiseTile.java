package dev.ninc.compiler.emit.java;

import static dev.ninc.compiler.emit.model.Lines.sum;

import com.palantir.javapoet.MethodSpec;
import dev.ninc.compiler.emit.model.Lines;
import dev.ninc.compiler.ir.Window;
import dev.ninc.compiler.plan.java.Conv2d;
import dev.ninc.compiler.plan.java.ConvolutionKernel.Depthwise.Form;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The innermost kernel of a vector depthwise convolution: a few pixels times a vector of channels,
 * all sums in registers. Where a row of the window is written out, each input is loaded once for
 * all windows that cover it.
 */
final class VectorDepthwiseTile {

  private static final String ROWS =
      """
      for (int row = 0; row < rows; row++, x += ${tapRow}, c += ${rowWeights}) {
        ${products}
      }""";

  private static final String TAPS =
      """
      for (int row = 0; row < rows; row++) {
        for (int column = 0; column < ${columns}; column++, c += ${channels}) {
          int tap = x + row * ${tapRow} + column * ${tapColumn};
          FloatVector v = FloatVector.fromArray(S, w, c);
          ${products}
        }
      }""";

  private final Conv2d conv;
  private final Window window;
  private final String layer;
  private final int pixels;
  private final Form form;

  /** Floats from the weights of one tap to those of the next. */
  private final int channels;

  VectorDepthwiseTile(Conv2d conv, String layer, int pixels, Form form) {
    this.conv = conv;
    this.window = conv.window();
    this.layer = layer;
    this.pixels = pixels;
    this.form = form;
    this.channels = Conv2d.padded(conv.channels());
  }

  MethodSpec method() {
    return form == Form.WINDOW ? allChannels() : oneVector();
  }

  /** The trip count of the outermost loop, or its end, which callers pass. */
  int trips() {
    return form == Form.WINDOW ? channels : window.height();
  }

  /** The call that has this tile compiled; the trip count is a parameter for its sake. */
  HotKernel hot(String x, String y) {
    String call = layer + "Tile" + pixels + "(a, " + x + ", ";
    if (form == Form.WINDOW) {
      return new HotKernel(call + y + ", terms * L)", channels + " / L", 1);
    }
    int length = form == Form.ROWS ? 1 : window.width();
    return new HotKernel(call + "0, " + y + ", terms)", "" + window.height(), length);
  }

  private MethodSpec allChannels() {
    return Methods.part(
        layer + "Tile" + pixels + "(float[] a, int x, int y, int channels)",
        Lines.count(pixels, "pixel") + ", all channels.",
        Template.code(
            """
            float[] w = ${layer}Weight;
            float[] b = ${layer}Bias;
            ${constants}
            for (int c = 0; c < channels; c += L) {
              ${starts}
              ${window}
              ${stores}
            }
            """,
            "layer",
            layer,
            "constants",
            VectorActivation.constants(conv.act()),
            "starts",
            starts(),
            "window",
            lines(0, window.height(), this::row),
            "stores",
            stores("y + c")));
  }

  private MethodSpec oneVector() {
    return Methods.part(
        layer + "Tile" + pixels + "(float[] a, int x, int c, int y, int rows)",
        Lines.count(pixels, "pixel") + " x one vector of channels.",
        Template.code(
            """
            ${nothing}
            float[] w = ${layer}Weight;
            float[] b = ${layer}Bias;
            ${starts}
            ${loops}
            ${constants}
            ${stores}
            """,
            "nothing",
            Methods.nothingWithout("rows"),
            "layer",
            layer,
            "starts",
            starts(),
            "loops",
            form == Form.ROWS ? rows() : taps(),
            "constants",
            VectorActivation.constants(conv.act()),
            "stores",
            stores("y")));
  }

  private String starts() {
    return "FloatVector s0 = FloatVector.fromArray(S, b, c);\n"
        + lines(1, pixels, p -> "FloatVector s" + p + " = s0;");
  }

  private String rows() {
    return Template.fill(
        ROWS,
        "tapRow",
        conv.tapRow(),
        "rowWeights",
        window.width() * channels,
        "products",
        products("FloatVector ", "x", 0, "c", 0));
  }

  private String taps() {
    return Template.fill(
        TAPS,
        "columns",
        window.width(),
        "channels",
        channels,
        "tapRow",
        conv.tapRow(),
        "tapColumn",
        conv.tapColumn(),
        "products",
        lines(
            0,
            pixels,
            p -> "s" + p + " = " + load("a", "tap", p * conv.inPixel()) + ".fma(v, s" + p + ");"));
  }

  /** A row of a window that is written out as a whole. */
  private String row(int row) {
    String comment = window.height() == 1 ? "" : "// Row " + row + " of the window.\n";
    int weights = row * window.width() * channels;
    String type = row == 0 ? "FloatVector " : "";
    return comment + products(type, "x + c", row * conv.tapRow(), "c", weights);
  }

  /** A row of the window: its weights, the inputs that it covers, and the products. */
  private String products(String type, String x, int tapRow, String wo, int rowWeights) {
    String weights =
        lines(
            0,
            window.width(),
            j -> type + "w" + j + " = " + load("w", wo, rowWeights + j * channels) + ";");
    String inputs =
        conv.columns(pixels).stream()
            .map(k -> type + "v" + k + " = " + load("a", x, tapRow + k * inColumn()) + ";")
            .collect(Collectors.joining("\n"));
    String products =
        lines(
            0,
            window.width(),
            j ->
                lines(
                    0,
                    pixels,
                    p -> "s" + p + " = v" + conv.column(p, j) + ".fma(w" + j + ", s" + p + ");"));
    return weights + "\n" + inputs + "\n" + products;
  }

  private int inColumn() {
    return conv.in().pixelStride();
  }

  private String stores(String y) {
    return lines(
        0,
        pixels,
        p ->
            VectorActivation.of(conv.act(), "s" + p)
                + ".intoArray(a, "
                + sum(y, p * conv.out().pixelStride())
                + ");");
  }

  private static String load(String array, String at, int floats) {
    return "FloatVector.fromArray(S, " + array + ", " + sum(at, floats) + ")";
  }

  private static String lines(int from, int to, IntFunction<String> line) {
    return IntStream.range(from, to).mapToObj(line).collect(Collectors.joining("\n"));
  }
}
