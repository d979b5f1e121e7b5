package dev.ninc.compiler.emit.opencl;

import static dev.ninc.compiler.emit.model.Lines.sum;
import static dev.ninc.compiler.emit.model.Lines.times;

import dev.ninc.compiler.plan.opencl.ConvolutionKernel.GroupConvolution;
import dev.ninc.compiler.plan.opencl.DeviceConv;
import dev.ninc.compiler.plan.opencl.GroupTile;
import java.util.ArrayList;
import java.util.List;

/**
 * A convolution as an implicit GEMM (im2col that is never written out): a work-group brings the
 * inputs and the weights of some terms into local memory, waits, and adds their products to sums in
 * registers. Pixels are counted through all images, so that small maps fill a tile as well.
 */
final class GroupConvolutionText {

  private final Site site;
  private final GroupConvolution kernel;
  private final DeviceConv conv;
  private final GroupTile tile;
  private final WindowWords window;

  GroupConvolutionText(Site site, GroupConvolution kernel) {
    this.site = site;
    this.kernel = kernel;
    this.conv = kernel.conv();
    this.tile = kernel.tile();
    this.window = new WindowWords(conv);
  }

  KernelText kernel() {
    GroupProducts products = new GroupProducts(tile);
    List<Helper> helpers = new ArrayList<>(Functions.of(conv.act(), storesVectors() ? 4 : 1));
    helpers.add(products.helper());
    return new KernelText(
        tile.itemPixels() + " pixels x " + tile.itemOutputs() + " outputs",
        Template.of(resource()),
        common().and(products.words()).and(inputs()),
        helpers);
  }

  private String resource() {
    return switch (tile.loads()) {
      case POINTWISE -> "gpu/pointwise.cl";
      case TAPS -> "gpu/convolution.cl";
      case CHANNELS -> "gpu/channels.cl";
      case FLAT -> "gpu/flat.cl";
    };
  }

  private Words inputs() {
    String bias = sum(kernel.bias(), group(conv.panels() * DeviceConv.PANEL), "output");
    return switch (tile.loads()) {
      case POINTWISE -> taps().and(pointwise()).and("STARTED", quad(bias));
      case TAPS -> taps().and(windowed()).and("BROUGHT", tile.brought(), "BIAS", bias);
      case CHANNELS -> pointwise().and("STEP", tile.pixelsOfRound(), "BIAS", bias);
      case FLAT -> windowed().and(flat()).and("BIAS", bias);
    };
  }

  private String quad(String bias) {
    return "*(global const float4 *) (w + %s + (j * %d + across) * 4)"
        .formatted(bias, tile.columns());
  }

  private Words common() {
    return Words.of(
        "NAME", site.launch().kernel(),
        "UNITS", site.launch().units(),
        "ARENA", site.memory().arena(),
        "PART", part(),
        "FILTERS", inGroup(kernel.filters(), conv.panels() * conv.panelFloats()),
        "PANEL_WEIGHTS", conv.panelFloats(),
        "CHANNELS", conv.inputs(),
        "TO", to(),
        "STORE", store());
  }

  /** Which outputs the work-group makes, counted from the first one of its group of channels. */
  private String part() {
    int tiles = kernel.tilesOfOutputs();
    String id = "get_group_id(1)";
    if (conv.groups() == 1) {
      return "const int output = " + (tiles == 1 ? "0" : id + " * " + tile.outputs()) + ";";
    }
    return tiles == 1
        ? "const int group = " + id + ";\nconst int output = 0;"
        : "const int group = %s / %d;\nconst int output = %s %% %d * %d;"
            .formatted(id, tiles, id, tiles, tile.outputs());
  }

  private String group(int floats) {
    return conv.groups() == 1 ? "0" : times("group", floats);
  }

  private String inGroup(int at, int floats) {
    return sum(at, group(floats));
  }

  private String to() {
    String pixel = "unit % " + site.launch().units();
    return sum(Site.at(site.out(), pixel), group(conv.outputs()));
  }

  /** A last vector may reach into padding lanes, but not into the next group's outputs. */
  private boolean storesVectors() {
    return conv.groups() == 1 || conv.outputs() % 4 == 0;
  }

  private String store() {
    boolean exact = kernel.tilesOfOutputs() * tile.outputs() <= conv.outputs();
    if (storesVectors()) {
      String value = Functions.call(conv.act(), 4, "sum[i][j]");
      String store = "*(global float4 *) (to + o) = " + value + ";";
      return exact ? store : "if (o < " + conv.outputs() + ") {\n  " + store + "\n}";
    }
    List<String> lines = new ArrayList<>();
    for (int n = 0; n < 4; n++) {
      String value = Functions.call(conv.act(), 1, "sum[i][j].s" + n);
      String o = sum("o", n);
      lines.add("if (%s < %d) {\n  to[%s] = %s;\n}".formatted(o, conv.outputs(), o, value));
    }
    return String.join("\n", lines);
  }

  private Words taps() {
    return Words.of(
        "QUADS", tile.terms() / 4, "STEP", tile.pixelsOfRound(), "ROUNDS", tile.rounds());
  }

  private Words pointwise() {
    return Words.of("FROM", sum(Site.at(site.in(), window.onlyPixel()), group(conv.inputs())));
  }

  private Words windowed() {
    return window
        .words()
        .and(window.tap("corner[p].x", "corner[p].y"))
        .and("FROM", inGroup(site.in().start(), conv.inputs()))
        .and("ROW_STRIDE", conv.in().rowStride(), "PIXEL_STRIDE", conv.in().pixelStride());
  }

  private Words flat() {
    return Words.of(
        "TERMS", conv.terms(),
        "RUN", conv.window().width() * conv.inputs(),
        "STEP", tile.pixelsOfRound());
  }
}
