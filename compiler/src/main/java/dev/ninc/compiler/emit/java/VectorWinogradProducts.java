package dev.ninc.compiler.emit.java;

import static dev.ninc.compiler.emit.model.Lines.sum;
import static dev.ninc.compiler.emit.model.Lines.times;

import com.palantir.javapoet.MethodSpec;
import dev.ninc.compiler.emit.model.Lines;
import dev.ninc.compiler.plan.java.Conv2d;
import dev.ninc.compiler.plan.java.ConvolutionKernel;
import dev.ninc.compiler.plan.java.Split;
import dev.ninc.compiler.plan.java.VectorBlock;
import dev.ninc.compiler.plan.java.WinogradLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The products of a Winograd convolution: at each point a matrix of transformed tiles times one of
 * transformed weights, a few tiles times one or two vectors of outputs at once, all sums in
 * registers.
 */
final class VectorWinogradProducts {

  private final ConvolutionKernel.Winograd kernel;
  private final String name;
  private final VectorBlock block;
  private final Split split;
  private final int tileStride;
  private final int pointStride;

  /**
   * @param pointStride floats from a point of the transformed tiles to the next
   */
  VectorWinogradProducts(ConvolutionKernel.Winograd kernel, String name, int pointStride) {
    this.kernel = kernel;
    this.name = name;
    this.block = new VectorBlock(kernel);
    this.split = block.split();
    this.tileStride = WinogradLayout.transformed(kernel.grid()).pixelStride();
    this.pointStride = pointStride;
  }

  List<MethodSpec> methods() {
    List<MethodSpec> methods = new ArrayList<>();
    int padded = Conv2d.padded(kernel.conv().outputs());
    if (Conv2d.wide(padded) > 0) {
      methods.addAll(methods("", 2));
    }
    if (Conv2d.wide(padded) < padded) {
      methods.addAll(methods("Narrow", 1));
    }
    return methods;
  }

  /**
   * The innermost loops, as the runtime has them compiled.
   *
   * @param tiles the array of transformed tiles, and where they begin
   * @param m where the products begin
   */
  List<HotKernel> hot(String tiles, int m) {
    List<HotKernel> hot = new ArrayList<>();
    int padded = Conv2d.padded(kernel.conv().outputs());
    int wide = Conv2d.wide(padded);
    if (wide > 0) {
      hot.addAll(hot("", tiles, 0, m));
    }
    if (wide < padded) {
      int terms = kernel.grid().points() * kernel.conv().inputs();
      hot.addAll(hot("Narrow", tiles, wide * terms, m));
    }
    return hot;
  }

  private List<HotKernel> hot(String suffix, String tiles, int weights, int m) {
    String arguments = suffix + "(" + tiles + ", " + weights + ", w.scratch(), " + m + ", terms)";
    String inputs = "" + kernel.conv().inputs();
    List<HotKernel> hot = new ArrayList<>();
    if (split.larger() > 0) {
      hot.add(new HotKernel(name + "Products" + (split.size() + 1) + arguments, inputs, 1));
    }
    hot.add(new HotKernel(name + "Products" + split.size() + arguments, inputs, 1));
    return hot;
  }

  private List<MethodSpec> methods(String suffix, int vectors) {
    List<MethodSpec> methods = new ArrayList<>();
    methods.add(points(suffix, vectors));
    if (split.larger() > 0) {
      methods.add(tiles(split.size() + 1, suffix, vectors));
    }
    methods.add(tiles(split.size(), suffix, vectors));
    return methods;
  }

  private MethodSpec points(String suffix, int vectors) {
    int panel = vectors * Conv2d.NARROW;
    boolean whole = kernel.form() == ConvolutionKernel.Winograd.Form.PANELS && block.isWhole();
    String outputs = vectors == 2 ? "two vectors" : "one vector";
    return Methods.part(
        name
            + "Products"
            + suffix
            + "(float[] v, int x, float[] s, int m, int wo"
            + (whole ? ")" : ", int from, int to)"),
        "M at all points, for " + outputs + " of outputs: " + tiles(whole) + ".",
        Template.code(
            """
            for (int point = 0; point < ${points}; point++) {
              ${calls}
              x += ${pointStride};
              m += ${productStride};
              wo += ${weights};
            }
            """,
            "points",
            kernel.grid().points(),
            "calls",
            calls(suffix, whole),
            "pointStride",
            pointStride,
            "productStride",
            block.productStride(),
            "weights",
            kernel.conv().inputs() * panel));
  }

  private String tiles(boolean whole) {
    String tiles = Lines.count(split.smaller(), "time") + " " + split.size();
    String all =
        split.larger() == 0
            ? tiles
            : Lines.count(split.larger(), "time") + " " + (split.size() + 1) + ", " + tiles;
    return all + " tiles" + (whole ? "" : ", of which those from..to");
  }

  private String calls(String suffix, boolean whole) {
    int larger = split.larger();
    int all = split.tiles();
    String first =
        whole
            ? loop(suffix, split.size() + 1, "0", "" + larger, 0, larger)
            : loop(suffix, split.size() + 1, "from", "Math.min(to, " + larger + ")", 0, larger);
    String second =
        whole
            ? loop(suffix, split.size(), "" + larger, "" + all, larger, split.smaller())
            : loop(
                suffix,
                split.size(),
                larger == 0 ? "from" : "Math.max(from, " + larger + ")",
                "to",
                larger,
                Integer.MAX_VALUE);
    return (first + "\n" + second).strip();
  }

  /**
   * Calls for tiles of one size.
   *
   * @param first tile that is larger by one and stands before each of these
   * @param count how many there are; one alone is no loop
   */
  private String loop(String suffix, int size, String from, String to, int first, int count) {
    if (count == 0) {
      return "";
    }
    String tile = count == 1 && !from.contains("from") ? from : "tile";
    return tile.equals("tile")
        ? Template.fill(
            """
            for (int tile = ${from}; tile < ${to}; tile++) {
              ${call}
            }""",
            "from",
            from,
            "to",
            to,
            "call",
            call(suffix, size, "tile", first))
        : call(suffix, size, tile, first);
  }

  private String call(String suffix, int size, String tile, int first) {
    return name
        + "Products"
        + size
        + suffix
        + "(v, "
        + sum("x", scaled(tile, size * tileStride), first * tileStride)
        + ", wo, s, "
        + sum("m", scaled(tile, size * Conv2d.PANEL), first * Conv2d.PANEL)
        + ", "
        + kernel.conv().inputs()
        + ");";
  }

  /** A number times a constant, computed here. */
  private static String scaled(String tile, int factor) {
    return tile.equals("tile") ? times(tile, factor) : "" + Integer.parseInt(tile) * factor;
  }

  /** The innermost kernel: some tiles at one point, one pass over the input channels. */
  private MethodSpec tiles(int tiles, String suffix, int vectors) {
    String outputs = vectors == 2 ? "two vectors" : "one vector";
    return Methods.part(
        name
            + "Products"
            + tiles
            + suffix
            + "(float[] v, int x, int wo, float[] s, int m, int channels)",
        Lines.count(tiles, "tile") + " x " + outputs + " of outputs, over the input channels.",
        Template.code(
            """
            ${nothing}
            float[] w = ${name}Weight;
            ${starts}
            for (int k = 0; k < channels; k++) {
              ${terms}
            }
            ${stores}
            """,
            "nothing",
            Methods.nothingWithout("channels"),
            "name",
            name,
            "starts",
            each(
                tiles, vectors, (t, v) -> "FloatVector " + sumOf(t, v) + " = FloatVector.zero(S);"),
            "terms",
            terms(tiles, vectors),
            "stores",
            each(
                tiles,
                vectors,
                (t, v) ->
                    sumOf(t, v) + ".intoArray(s, " + sum("m", t * Conv2d.PANEL, lane(v)) + ");")));
  }

  private String terms(int tiles, int vectors) {
    int panel = vectors * Conv2d.NARROW;
    String weights =
        lines(
            vectors,
            v ->
                "FloatVector w%d = FloatVector.fromArray(S, w, %s);"
                    .formatted(v, sum("wo + k * " + panel, lane(v))));
    String products =
        lines(
            tiles,
            t ->
                "FloatVector v%d = FloatVector.broadcast(S, v[%s]);\n"
                        .formatted(t, sum("x", t * tileStride, "k"))
                    + lines(
                        vectors,
                        v -> "%2$s = v%1$d.fma(w%3$d, %2$s);".formatted(t, sumOf(t, v), v)));
    return weights + "\n" + products;
  }

  /** A number for a tile and a vector. */
  private interface Line {
    String text(int tile, int vector);
  }

  private static String each(int tiles, int vectors, Line line) {
    return lines(tiles, t -> lines(vectors, v -> line.text(t, v)));
  }

  private static String lines(int count, IntFunction<String> line) {
    return IntStream.range(0, count).mapToObj(line).collect(Collectors.joining("\n"));
  }

  private static String sumOf(int tile, int vector) {
    return "s" + tile + vector;
  }

  private static String lane(int vector) {
    return vector == 0 ? "0" : "L";
  }
}
