package dev.ninc.compiler.emit.java;

import com.palantir.javapoet.MethodSpec;
import dev.ninc.compiler.emit.model.Lines;
import dev.ninc.compiler.plan.java.Conv2d;
import dev.ninc.compiler.plan.java.ConvolutionKernel;
import dev.ninc.compiler.plan.java.Division;
import dev.ninc.compiler.plan.java.Split;
import java.util.ArrayList;
import java.util.List;

/** A direct convolution: the loops down to a row of pixels, the row cut into tiles, the tiles. */
final class VectorConvolution extends ConvolutionText {

  private final ConvolutionKernel.Direct kernel;
  private final Split split;

  VectorConvolution(ConvolutionKernel.Direct kernel, String name, Division division) {
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
      tiles("", 2).forEach(t -> parts.add(t.method()));
    }
    if (wide < Conv2d.padded(conv.outputs())) {
      parts.add(row("Narrow", 1));
      tiles("Narrow", 1).forEach(t -> parts.add(t.method()));
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
                        name
                            + "Tile"
                            + pixels
                            + suffix
                            + "(a, "
                            + x
                            + ", wo, bo, "
                            + y
                            + ", "
                            + tile(suffix, pixels, vectors).trips()
                            + ");")));
  }

  private List<VectorTile> tiles(String suffix, int vectors) {
    List<VectorTile> tiles = new ArrayList<>();
    if (split.larger() > 0) {
      tiles.add(tile(suffix, split.size() + 1, vectors));
    }
    tiles.add(tile(suffix, split.size(), vectors));
    return tiles;
  }

  private VectorTile tile(String suffix, int pixels, int vectors) {
    return new VectorTile(conv, name, "Tile" + pixels + suffix, pixels, vectors);
  }

  @Override
  List<HotKernel> hot(String x, String y) {
    List<HotKernel> hot = new ArrayList<>();
    int wide = Conv2d.wide(conv.outputs());
    if (wide > 0) {
      tiles("", 2).forEach(t -> hot.add(t.hot(x, 0, 0, y)));
    }
    if (wide < Conv2d.padded(conv.outputs())) {
      int weights = wide * conv.terms();
      tiles("Narrow", 1).forEach(t -> hot.add(t.hot(x, weights, wide, Lines.sum(y, wide))));
    }
    return hot;
  }
}
