package dev.ninc.compiler.emit.java;

import com.palantir.javapoet.MethodSpec;
import dev.ninc.compiler.plan.java.Conv2d;
import dev.ninc.compiler.plan.java.Division;
import dev.ninc.compiler.plan.java.JavaKernel;
import dev.ninc.compiler.plan.java.Split;
import java.util.ArrayList;
import java.util.List;

/** A direct convolution: the loops down to a row of pixels, the row cut into tiles, the tiles. */
final class VectorConvolution extends ConvolutionText {

  private final JavaKernel.Direct kernel;
  private final Split split;

  VectorConvolution(JavaKernel.Direct kernel, String name, Division division) {
    super(kernel.conv(), name, division, Arrays.ARENA);
    this.kernel = kernel;
    this.split = Split.of(conv.pixels(), kernel.tile());
  }

  @Override
  String rows(String arrays, String x, String y, Range rows) {
    return new ConvolutionLoops(kernel, name, division, x, y, rows).text();
  }

  @Override
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
        name + "Row" + suffix + "(float[] a, int x, int wo, int bo, int y" + tileParameters() + ")",
        comment,
        Template.code(
            "${tiles}",
            "tiles",
            new TileCalls(conv, split, tiles())
                .text(
                    (pixels, x, y) ->
                        name + "Tile" + pixels + suffix + "(a, " + x + ", wo, bo, " + y + ");")));
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
