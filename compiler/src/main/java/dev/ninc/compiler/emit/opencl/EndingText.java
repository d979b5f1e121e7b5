package dev.ninc.compiler.emit.opencl;

import static dev.ninc.compiler.emit.model.Lines.sum;
import static dev.ninc.compiler.emit.model.Lines.times;

import dev.ninc.compiler.emit.model.Lines;
import dev.ninc.compiler.plan.opencl.ChainStage;
import dev.ninc.compiler.plan.opencl.ChainTile;
import dev.ninc.compiler.plan.opencl.ConvolutionKernel;
import dev.ninc.compiler.plan.opencl.DeviceConv;
import java.util.ArrayList;
import java.util.List;

/** The end of a network in one kernel: a pointwise convolution, means, and perhaps a softmax. */
final class EndingText {

  private static final int QUAD = ChainTile.QUAD;
  private static final int LANES = 16;

  private EndingText() {}

  /** A work-group for each image. */
  static KernelText group(Site site, ConvolutionKernel.GroupEnding ending) {
    ChainTile tile = ending.tile();
    ChainSums sums = new ChainSums(site, ending.stage(), tile, "sums_of_" + site.launch().kernel());
    DeviceConv conv = sums.conv();
    List<Helper> helpers = new ArrayList<>(Functions.of(conv.act(), QUAD));
    helpers.addAll(sums.ofMaps());
    String to = "a + (size_t) get_group_id(0) * " + site.memory().arena() + at(site);
    if (ending.softmax()) {
      helpers.add(Functions.larger(1));
      helpers.add(softmax(conv.outputs(), tile.items()));
    }
    return new KernelText(
        "%d pixels x %d outputs at a time, of an image".formatted(QUAD, QUAD * sums.quads()),
        Template.of("gpu/ending.cl"),
        Words.of("NAME", site.launch().kernel(), "LOCAL", tile.items(), "PIXELS", tile.pixels())
            .and("BLOCK", tile.terms(), "QUADS", sums.quads(), "DOWN", tile.rows())
            .and("X_SIZE", tile.pixelFloats() / QUAD, "Y_SIZE", tile.weightFloats() / QUAD)
            .and("MAP", conv.out().maps().pixels(), "OUTPUTS", conv.outputs())
            .and("SUMS", sums.name())
            .and("ACTIVATED", Functions.call(conv.act(), QUAD, "sum[i][j]"))
            .and(
                "MEANS",
                ending.softmax()
                    ? "local float *mean = (local float *) y;"
                    : "global float *mean = " + to + ";")
            .and(
                "SOFTMAX",
                ending.softmax()
                    ? softmaxName(conv.outputs(), tile.items()) + "(mean, " + to + ");"
                    : ""),
        helpers);
  }

  private static String at(Site site) {
    return site.out().start() == 0 ? "" : " + " + site.out().start();
  }

  private static Helper softmax(int outputs, int items) {
    String name = softmaxName(outputs, items);
    return new Helper(
        name,
        Template.of("gpu/ending-softmax.cl"),
        Words.of("NAME", name, "OUTPUTS", outputs, "LOCAL", items));
  }

  private static String softmaxName(int outputs, int items) {
    return "softmax_" + outputs + "_by_" + items;
  }

  /** A work-item for each image. */
  static KernelText item(Site site, ConvolutionKernel.ItemEnding ending) {
    ChainStage stage = ending.stage();
    DeviceConv conv = stage.conv();
    int vectors = conv.outputs() <= LANES ? 1 : 2;
    int pixels = conv.out().maps().pixels();
    List<Helper> helpers = new ArrayList<>(Functions.of(conv.act(), LANES));
    if (ending.softmax()) {
      helpers.add(Functions.larger(1));
    }
    Helper result = result(conv.outputs(), ending.softmax());
    helpers.add(result);
    return new KernelText(
        Lines.count(ending.tile(), "pixel")
            + " x "
            + vectors * LANES
            + " outputs at a time, of an image",
        Template.of("cpu/ending.cl"),
        Words.of("NAME", site.launch().kernel(), "ARENA", site.memory().arena())
            .and("TILE", ending.tile(), "VECTORS", vectors, "PANELS", conv.panels())
            .and("ALL_VECTORS", vectors * conv.panels(), "MAP", pixels, "CHANNELS", conv.inputs())
            .and("FILTERS", sum(stage.filters(), times("panel", conv.panelFloats())))
            .and("BIAS", sum(stage.bias(), times("panel", DeviceConv.PANEL)))
            .and("FROM", Site.at(site.in(), "min(first + p, " + (pixels - 1) + ")"))
            .and("ACTIVATED", Functions.call(conv.act(), LANES, "s[p][v]"))
            .and("TO", site.out().start(), "RESULT", result.name() + "(mean, to);"),
        helpers);
  }

  private static Helper result(int outputs, boolean softmax) {
    String name = (softmax ? "softmax_" : "means_") + outputs;
    return new Helper(
        name,
        Template.of(softmax ? "cpu/ending-softmax.cl" : "cpu/ending-mean.cl"),
        Words.of("NAME", name, "OUTPUTS", outputs));
  }
}
