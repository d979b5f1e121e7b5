package dev.ninc.compiler.emit.java;

import static dev.ninc.compiler.emit.java.Lines.sum;
import static dev.ninc.compiler.emit.java.Lines.times;

import com.palantir.javapoet.MethodSpec;
import dev.ninc.compiler.ir.Window;
import dev.ninc.compiler.plan.java.Conv2d;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The innermost kernel of a vector depthwise convolution: a vector of channels of a few pixels at a
 * time. Written out row by row of the window, each input is loaded once for all windows that cover
 * it; as a loop over taps, once for each.
 */
final class VectorDepthwiseTile {

  private final Conv2d conv;
  private final Window window;
  private final String layer;
  private final int pixels;
  private final boolean unrolled;

  /** Floats from the weights of one tap to those of the next. */
  private final int channels;

  VectorDepthwiseTile(Conv2d conv, String layer, int pixels, boolean unrolled) {
    this.conv = conv;
    this.window = conv.window();
    this.layer = layer;
    this.pixels = pixels;
    this.unrolled = unrolled;
    this.channels = Conv2d.padded(conv.channels());
  }

  MethodSpec method() {
    return Methods.part(
        layer + "Tile" + pixels + "(float[] a, int x, int y)",
        Lines.count(pixels, "pixel") + ", all channels.",
        Template.code(
            """
            float[] w = ${layer}Weight;
            float[] b = ${layer}Bias;
            ${constants}
            for (int c = 0; c < ${channels}; c += L) {
              FloatVector s0 = FloatVector.fromArray(S, b, c);
              ${starts}
              ${taps}
              ${stores}
            }
            """,
            "layer",
            layer,
            "constants",
            VectorActivation.constants(conv.act()),
            "channels",
            channels,
            "starts",
            lines(1, pixels, p -> "FloatVector s" + p + " = s0;"),
            "taps",
            unrolled ? lines(0, window.height(), this::row) : loop(),
            "stores",
            lines(
                0,
                pixels,
                p ->
                    VectorActivation.of(conv.act(), "s" + p)
                        + ".intoArray(a, "
                        + sum("y + c", p * conv.out().pixelStride())
                        + ");")));
  }

  /** A row of the window: its weights, the inputs that it covers, and the products. */
  private String row(int row) {
    String type = row == 0 ? "FloatVector " : "";
    int width = window.width();
    String weights =
        lines(
            0,
            width,
            j -> type + "w" + j + " = " + load("w", "c", (row * width + j) * channels) + ";");
    String inputs =
        conv.columns(pixels).stream()
            .map(
                k ->
                    type
                        + "v"
                        + k
                        + " = "
                        + load("a", "x + c", row * conv.tapRow() + k * conv.in().pixelStride())
                        + ";")
            .collect(Collectors.joining("\n"));
    String products =
        lines(
            0,
            width,
            j ->
                lines(
                    0,
                    pixels,
                    p -> "s" + p + " = v" + conv.column(p, j) + ".fma(w" + j + ", s" + p + ");"));
    String comment = window.height() == 1 ? "" : "// Row " + row + " of the window.\n";
    return comment + weights + "\n" + inputs + "\n" + products;
  }

  private String loop() {
    int width = window.width();
    String tap =
        width == 1
            ? times("tap", conv.tapRow())
            : sum(
                window.height() == 1 ? "0" : times("tap / " + width, conv.tapRow()),
                times(window.height() == 1 ? "tap" : "tap % " + width, conv.tapColumn()));
    return Template.fill(
        """
        for (int tap = 0; tap < ${taps}; tap++) {
          FloatVector v = FloatVector.fromArray(S, w, c + ${weights});
          int at = x + c + ${tap};
          ${products}
        }""",
        "taps",
        window.taps(),
        "weights",
        times("tap", channels),
        "tap",
        tap,
        "products",
        lines(
            0,
            pixels,
            p -> "s" + p + " = " + load("a", "at", p * conv.inPixel()) + ".fma(v, s" + p + ");"));
  }

  private static String load(String array, String at, int floats) {
    return "FloatVector.fromArray(S, " + array + ", " + sum(at, floats) + ")";
  }

  private static String lines(int from, int to, IntFunction<String> line) {
    return IntStream.range(from, to).mapToObj(line).collect(Collectors.joining("\n"));
  }
}
