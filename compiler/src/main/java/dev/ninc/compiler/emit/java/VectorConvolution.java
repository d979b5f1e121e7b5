package dev.ninc.compiler.emit.java;

import static dev.ninc.compiler.emit.java.Lines.sum;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import dev.ninc.compiler.plan.java.Conv2d;
import dev.ninc.compiler.plan.java.JavaKernel;
import dev.ninc.compiler.plan.java.Split;
import java.util.ArrayList;
import java.util.List;

/** A direct convolution: the loops down to a row of pixels, the row cut into tiles, the tiles. */
final class VectorConvolution {

  private static final String REPEATED =
      """
      for (int tile = 0; tile < ${count}; tile++) {
        ${call}
      }
      """;

  private final JavaKernel.Direct kernel;
  private final Conv2d conv;
  private final String name;
  private final Split split;

  VectorConvolution(JavaKernel.Direct kernel, String name) {
    this.kernel = kernel;
    this.conv = kernel.conv();
    this.name = name;
    this.split = Split.of(conv.pixels(), kernel.tile());
  }

  /** The body of a step: all rows. */
  CodeBlock wholeStep(int inStart, int outStart) {
    return Template.code(
        """
        float[] a = w.arena();
        ${loops}
        """,
        "loops",
        new ConvolutionLoops(
                kernel, name, "" + (inStart + conv.corner()), "" + outStart, "" + conv.rows())
            .text());
  }

  /** A method for a band of rows, for a stage of a fused chain. */
  MethodSpec band(String comment) {
    String x = conv.corner() == 0 ? "x" : "x - " + -conv.corner();
    return Methods.part(
        name + "Band(float[] a, int x, int y, int rows)",
        comment,
        Template.code(
            "${loops}", "loops", new ConvolutionLoops(kernel, name, x, "y", "rows").text()));
  }

  /** What the loops call. */
  List<MethodSpec> parts() {
    List<MethodSpec> parts = new ArrayList<>();
    int wide = Conv2d.wide(conv.outputs());
    if (wide > 0) {
      parts.add(row("", 2));
      parts.addAll(tiles("", 2));
    }
    if (wide < Conv2d.padded(conv.outputs())) {
      parts.add(row("Narrow", 1));
      parts.addAll(tiles("Narrow", 1));
    }
    return parts;
  }

  private MethodSpec row(String suffix, int vectors) {
    String outputs = vectors == 2 ? "two vectors" : "one vector";
    String comment =
        "A row of pixels for " + outputs + " of outputs: " + Comments.tiles(split) + ".";
    return Methods.part(
        name + "Row" + suffix + "(float[] a, int x, int wo, int bo, int y)",
        comment,
        Template.code(
            """
                ${larger}
                ${smaller}
                """,
            "larger",
            calls(suffix, split.size() + 1, split.larger(), 0),
            "smaller",
            calls(suffix, split.size(), split.smaller(), split.larger() * (split.size() + 1))));
  }

  private String calls(String suffix, int pixels, int count, int firstPixel) {
    int inPixel = conv.inPixel();
    int outPixel = conv.out().pixelStride();
    String call =
        Template.fill(
            "${method}(a, ${x}, wo, bo, ${y});",
            "method",
            name + "Tile" + pixels + suffix,
            "x",
            sum("x", firstPixel * inPixel, tile(count, pixels * inPixel)),
            "y",
            sum("y", firstPixel * outPixel, tile(count, pixels * outPixel)));
    return switch (count) {
      case 0 -> "";
      case 1 -> call;
      default -> Template.fill(REPEATED, "count", count, "call", call);
    };
  }

  private static String tile(int count, int floats) {
    return count > 1 ? Lines.times("tile", floats) : "0";
  }

  private List<MethodSpec> tiles(String suffix, int vectors) {
    List<MethodSpec> tiles = new ArrayList<>();
    if (split.larger() > 0) {
      tiles.add(tile(suffix, split.size() + 1, vectors));
    }
    tiles.add(tile(suffix, split.size(), vectors));
    return tiles;
  }

  private MethodSpec tile(String suffix, int pixels, int vectors) {
    return new VectorTile(conv, name, "Tile" + pixels + suffix, pixels, vectors).method();
  }
}
