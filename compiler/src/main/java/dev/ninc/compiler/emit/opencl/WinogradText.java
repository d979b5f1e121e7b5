package dev.ninc.compiler.emit.opencl;

import static dev.ninc.compiler.emit.model.Lines.sum;
import static dev.ninc.compiler.emit.model.Lines.times;

import dev.ninc.compiler.emit.model.Lines;
import dev.ninc.compiler.plan.Pixels;
import dev.ninc.compiler.plan.opencl.ConvolutionKernel;
import dev.ninc.compiler.plan.opencl.DeviceConv;
import dev.ninc.compiler.plan.opencl.GroupTile;
import dev.ninc.compiler.plan.winograd.WinogradGrid;
import java.util.ArrayList;
import java.util.List;

/** The steps of a Winograd convolution. */
final class WinogradText {

  private static final int LANES = 16;

  private final Site site;
  private final DeviceConv conv;
  private final WinogradGrid grid;

  WinogradText(Site site, DeviceConv conv, WinogradGrid grid) {
    this.site = site;
    this.conv = conv;
    this.grid = grid;
  }

  /** Patches of the input become points. */
  KernelText patches(ConvolutionKernel.WinogradPatches kernel) {
    Vector vector = new Vector(kernel.vectors());
    Helper transform = Transforms.patches(grid, kernel.vectors().width());
    Pixels in = conv.in();
    String pixel = sum(times("y", in.rowStride()), times("x", in.pixelStride()));
    return new KernelText(
        site.work(Lines.count(kernel.vectors().width(), "channel") + " of a patch"),
        Template.of(isAlone() ? "cpu/patches.cl" : "gpu/patches.cl"),
        site.unitsWithRest()
            .and(vector.place(site.rest()))
            .and(place(conv.window().pad().top(), conv.window().pad().left()))
            .and(
                "TYPE",
                vector.type(),
                "PATCH",
                grid.patch(),
                "ROWS",
                in.maps().height(),
                "COLUMNS",
                in.maps().width(),
                "TRANSFORM",
                transform.name(),
                "LOADED",
                vector.of(sum(site.in().start(), pixel)),
                "STORED",
                vector.of(point(site.out().start(), kernel.tiles(), "tile"))),
        List.of(transform));
  }

  /** Products and outputs in one step. */
  KernelText item(ConvolutionKernel.ItemWinograd kernel) {
    Helper transform = Transforms.outputs(grid, LANES);
    List<Helper> helpers = new ArrayList<>(Functions.of(conv.act(), LANES));
    helpers.add(transform);
    if (!hasWholeVectors()) {
      helpers.add(ItemConvolutionText.storeFirst());
    }
    return new KernelText(
        Lines.count(kernel.block(), "tile") + " x " + kernel.vectors() * LANES + " outputs",
        Template.of("cpu/winograd.cl"),
        Words.of(
                "NAME", site.launch().kernel(),
                "UNITS", site.launch().units(),
                "ARENA", site.memory().arena(),
                "BLOCK", kernel.block(),
                "TILE", kernel.atOnce(),
                "VECTORS", kernel.vectors(),
                "USED", used(kernel.vectors()),
                "POINTS", grid.points(),
                "PRODUCTS", kernel.block() * kernel.vectors() + 1,
                "CHANNELS", conv.inputs(),
                "FILTERS", sum(kernel.filters(), times("panel", weights())),
                "BIAS", sum(kernel.bias(), times("panel", DeviceConv.PANEL)),
                "FROM", point(site.in().start(), kernel.tiles(), "unit % " + grid.tiles()))
            .and(place(0, 0))
            .and(output())
            .and("TRANSFORM", transform.name(), "TO", rowOfOutput(), "STORE", store()),
        helpers);
  }

  /** Floats of a panel's transformed weights. */
  private int weights() {
    return grid.points() * conv.inputs() * DeviceConv.PANEL;
  }

  private String used(int vectors) {
    int used = (conv.outputs() + LANES - 1) / LANES;
    return used == conv.panels() * vectors ? "" + vectors : "min(2, " + used + " - panel * 2)";
  }

  /** The number of each point that a row and a column have. */
  private String point(int start, Pixels layout, String tile) {
    String point =
        tile.equals("tile")
            ? times("(i * " + grid.patch() + " + j)", layout.rowStride())
            : times("point", layout.rowStride());
    return sum(start, point, times(tile, layout.pixelStride()));
  }

  /** {@code TOP} and {@code LEFT}: where a tile, or its patch, begins. */
  private Words place(int above, int before) {
    String row = grid.columns() == 1 ? "tile" : "tile / " + grid.columns();
    String column = grid.columns() == 1 ? "0" : "tile % " + grid.columns();
    if (grid.rows() == 1) {
      row = "0";
      column = "tile";
    }
    return Words.of(
        "TOP",
        Expressions.minus(times(row, grid.m()), above),
        "LEFT",
        Expressions.minus(times(column, grid.m()), before));
  }

  private Words output() {
    return Words.of(
        "SIDE",
        grid.m(),
        "PATCH",
        grid.patch(),
        "ROWS",
        conv.out().maps().height(),
        "COLUMNS",
        conv.out().maps().width());
  }

  private String rowOfOutput() {
    Pixels out = conv.out();
    return sum(
        site.out().start(),
        times("(top + i)", out.rowStride()),
        times("left", out.pixelStride()),
        times("panel", DeviceConv.PANEL),
        times("v", LANES));
  }

  private boolean hasWholeVectors() {
    return conv.out().pixelStride() % LANES == 0;
  }

  private String store() {
    String value = Functions.call(conv.act(), LANES, "sum");
    String to = sum("y", times("j", conv.out().pixelStride()));
    return hasWholeVectors()
        ? "*(global float16 *) (" + to + ") = " + value + ";"
        : "storeFirst(" + to + ", " + value + ", " + conv.outputs() + ");";
  }

  /** The products at all points, by the tiles of a direct 1x1 convolution. */
  KernelText products(ConvolutionKernel.WinogradProducts kernel) {
    GroupTile tile = kernel.tile();
    GroupProducts products = new GroupProducts(tile);
    String parts = "get_group_id(1)";
    int n = kernel.tilesOfOutputs();
    String output = n == 1 ? "0" : times(parts + " % " + n, tile.outputs());
    String store = "*(global float4 *) (to + o) = sum[i][j];";
    boolean exact = n * tile.outputs() <= conv.outputs();
    return new KernelText(
        tile.itemPixels() + " tiles x " + tile.itemOutputs() + " outputs at a point",
        Template.of("gpu/pointwise.cl"),
        products
            .words()
            .and(
                "NAME", site.launch().kernel(),
                "UNITS", site.launch().units(),
                "ARENA", site.memory().arena(),
                "PART",
                    "const int point = %s;\nconst int output = %s;"
                        .formatted(n == 1 ? parts : parts + " / " + n, output),
                "FILTERS", sum(kernel.filters(), times("point", conv.inputs() * DeviceConv.PANEL)),
                "PANEL_WEIGHTS", weights(),
                "STARTED", "0.0f",
                "CHANNELS", conv.inputs(),
                "QUADS", tile.terms() / 4,
                "STEP", tile.pixelsOfRound(),
                "ROUNDS", tile.rounds(),
                "FROM", point(site.in().start(), kernel.tiles(), "pixel"),
                "TO", point(site.out().start(), kernel.products(), "unit % " + grid.tiles()),
                "STORE", exact ? store : "if (o < " + conv.outputs() + ") {\n  " + store + "\n}"),
        List.of(products.helper()));
  }

  /** Products become outputs. */
  KernelText outputs(ConvolutionKernel.WinogradOutputs kernel) {
    Vector vector = new Vector(kernel.vectors());
    int lanes = kernel.vectors().width();
    Helper transform = Transforms.outputs(grid, lanes);
    List<Helper> helpers = new ArrayList<>(Functions.of(conv.act(), lanes));
    helpers.add(transform);
    Pixels out = conv.out();
    String pixel = sum(times("y", out.rowStride()), times("x", out.pixelStride()));
    return new KernelText(
        site.work(Lines.count(lanes, "output") + " of a tile"),
        Template.of("gpu/outputs.cl"),
        site.unitsWithRest()
            .and(vector.place(site.rest()))
            .and(place(0, 0))
            .and(output())
            .and(
                "TYPE",
                vector.type(),
                "BIAS",
                vector.weights("" + kernel.bias()),
                "LOADED",
                vector.of(point(site.in().start(), kernel.products(), "tile")),
                "TRANSFORM",
                transform.name(),
                "ACTIVATED",
                Functions.call(conv.act(), lanes, "sum"),
                "STORED",
                vector.of(sum(site.out().start(), pixel))),
        helpers);
  }

  private boolean isAlone() {
    return site.launch().local() == 1;
  }
}
