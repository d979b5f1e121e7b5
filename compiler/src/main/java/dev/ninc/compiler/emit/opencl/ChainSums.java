package dev.ninc.compiler.emit.opencl;

import static dev.ninc.compiler.emit.model.Lines.sum;

import dev.ninc.compiler.plan.opencl.ChainStage;
import dev.ninc.compiler.plan.opencl.ChainTile;
import dev.ninc.compiler.plan.opencl.DeviceConv;
import java.util.List;

/**
 * The functions that sum up one convolution of a chain in a work-group's tile of pixels.
 *
 * @param name of the function, unique in the program
 */
record ChainSums(Site site, ChainStage stage, ChainTile tile, String name) {

  private static final int QUAD = ChainTile.QUAD;

  DeviceConv conv() {
    return stage.conv();
  }

  /** Vectors of 4 outputs of a work-item. */
  int quads() {
    return ChainTile.quads(conv().outputs());
  }

  /** What it calls, and the function itself, of the first convolution: its inputs lie in maps. */
  List<Helper> ofMaps() {
    boolean flat = conv().inputs() % tile.terms() != 0;
    return flat ? List.of(begin(), multiply(tile.inputRow()), flat()) : taps();
  }

  private List<Helper> taps() {
    WindowWords window = new WindowWords(conv());
    Words words =
        windowed(window, "top", "left")
            .and("BRING", bring().name(), "X_QUADS", tile.terms() / QUAD, "PIXELS", tile.pixels());
    return List.of(begin(), bring(), multiply(tile.inputRow()), helper("gpu/chain-taps.cl", words));
  }

  private Helper flat() {
    WindowWords window = new WindowWords(conv());
    int step = tile.items() / tile.terms();
    return helper(
        "gpu/chain-flat.cl",
        windowed(window, "top[n]", "left[n]")
            .and("ROUNDS", tile.pixels() / step, "STEP", step, "DOWN", tile.rows())
            .and("TERMS", conv().terms(), "RUN", conv().window().width() * conv().inputs())
            .and("PANEL_WEIGHTS", conv().panelFloats(), "LAST", last()));
  }

  private Words windowed(WindowWords window, String top, String left) {
    return common(tile.inputRow())
        .and(window.words())
        .and(window.tap(top, left))
        .and("UNITS", conv().out().maps().pixels(), "ARENA", site.memory().arena())
        .and("FROM", site.in().start(), "X_ROW", tile.inputRow() / QUAD)
        .and("ROW_STRIDE", conv().in().rowStride(), "PIXEL_STRIDE", conv().in().pixelStride());
  }

  /** What it calls, and the function itself, of a pointwise convolution: its inputs lie in z. */
  List<Helper> ofLocal() {
    Words words =
        common(tile.betweenRow()).and("BRING", bring().name(), "Z_ROW", tile.betweenRow() / QUAD);
    return List.of(
        begin(), bring(), multiply(tile.betweenRow()), helper("gpu/chain-next.cl", words));
  }

  private Words common(int row) {
    return Words.of(
        "NAME", name,
        "LAYER", Ascii.of(conv().layer()),
        "QUADS", quads(),
        "BEGIN", begin().name(),
        "BIAS", sum(stage.bias()),
        "FILTERS", sum(stage.filters()),
        "CHANNELS", conv().inputs(),
        "BLOCK", tile.terms(),
        "MULTIPLY", multiply(row).name());
  }

  private Helper helper(String resource, Words words) {
    return new Helper(name, Template.of(resource), words);
  }

  private Helper begin() {
    String name = "begin_" + conv().outputs();
    return new Helper(
        name,
        Template.of("gpu/chain-begin.cl"),
        Words.of("NAME", name, "QUADS", quads(), "LAST", last()));
  }

  private Helper bring() {
    String name =
        "bring_%dx%d_of_%d_by_%d"
            .formatted(tile.terms(), conv().outputs(), conv().terms(), tile.items());
    return new Helper(
        name,
        Template.of("gpu/chain-bring.cl"),
        Words.of("NAME", name, "QUADS", quads(), "LAST", last(), "BLOCK", tile.terms())
            .and("DOWN", tile.rows(), "PANEL_WEIGHTS", conv().panelFloats()));
  }

  /**
   * @param row floats from a pixel to the next
   */
  private Helper multiply(int row) {
    String name = "multiply_4x%d_%d_row_%d".formatted(QUAD * quads(), tile.terms(), row);
    return new Helper(
        name,
        Template.of("gpu/chain-multiply.cl"),
        Words.of("NAME", name, "QUADS", quads(), "BLOCK", tile.terms(), "X_ROW", row / QUAD));
  }

  /** The last vector of outputs that holds anything. */
  private int last() {
    return (conv().outputs() - 1) / QUAD;
  }
}
