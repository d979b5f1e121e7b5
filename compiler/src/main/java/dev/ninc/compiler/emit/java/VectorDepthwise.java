package dev.ninc.compiler.emit.java;

import com.palantir.javapoet.MethodSpec;
import dev.ninc.compiler.plan.java.Conv2d;
import dev.ninc.compiler.plan.java.ConvolutionKernel;
import dev.ninc.compiler.plan.java.ConvolutionKernel.Depthwise.Form;
import dev.ninc.compiler.plan.java.Division;
import dev.ninc.compiler.plan.java.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A depthwise convolution: the loop over rows, the row cut into tiles, the tiles. */
final class VectorDepthwise extends ConvolutionText {

  private final Form form;
  private final Split split;

  VectorDepthwise(ConvolutionKernel.Depthwise kernel, String name, Division division) {
    super(kernel.conv(), name, division, Arrays.ARENA);
    this.form = kernel.form();
    this.split = Split.of(conv.pixels(), kernel.tile());
  }

  @Override
  String rows(String arrays, String x, String y, Range rows) {
    return rowByRow(arrays, x, y, rows);
  }

  @Override
  List<MethodSpec> parts() {
    List<MethodSpec> parts = new ArrayList<>();
    parts.add(
        Methods.part(
            name + "Row(float[] a, int x, int y)",
            "A row of pixels: " + Comments.tiles(split) + ".",
            Template.code(
                "${tiles}",
                "tiles",
                new TileCalls(conv, split, Optional.empty()).text(this::call))));
    eachTile().forEach(t -> parts.add(t.method()));
    return parts;
  }

  private String call(int pixels, String x, String y) {
    if (form == Form.WINDOW) {
      return name + "Tile" + pixels + "(a, " + x + ", " + y + ", " + tile(pixels).trips() + ");";
    }
    return Template.fill(
        """
        for (int c = 0; c < ${channels}; c += L) {
          ${name}(a, ${x} + c, c, ${y} + c, ${trips});
        }""",
        "channels",
        Conv2d.padded(conv.channels()),
        "name",
        name + "Tile" + pixels,
        "x",
        x,
        "y",
        y,
        "trips",
        tile(pixels).trips());
  }

  private List<VectorDepthwiseTile> eachTile() {
    return split.larger() > 0
        ? List.of(tile(split.size() + 1), tile(split.size()))
        : List.of(tile(split.size()));
  }

  private VectorDepthwiseTile tile(int pixels) {
    return new VectorDepthwiseTile(conv, name, pixels, form);
  }

  @Override
  List<HotKernel> hot(String x, String y) {
    return eachTile().stream().map(t -> t.hot(x, y)).toList();
  }
}
