package dev.ninc.compiler.emit.opencl;

import dev.ninc.compiler.plan.opencl.GroupTile;

/** How a work-group shares a tile, and the function that multiplies what is in local memory. */
record GroupProducts(GroupTile tile) {

  /** {@code multiply_128x96_8x8}, and the terms where they are not 16. */
  private String name() {
    String sizes =
        "%dx%d_%dx%d"
            .formatted(tile.pixels(), tile.outputs(), tile.itemPixels(), tile.itemOutputs());
    String flat = tile.loads().inSteps() ? "" : "_flat"; // whose rows of inputs are shorter
    return "multiply_" + sizes + (tile.terms() == 16 ? "" : "_" + tile.terms()) + flat;
  }

  Helper helper() {
    return new Helper(
        name(),
        Template.of("gpu/multiply.cl"),
        Words.of(
            "NAME", name(),
            "BLOCK", tile.terms(),
            "ITEM_PIXELS", tile.itemPixels(),
            "ITEM_QUADS", tile.itemOutputs() / 4,
            "X_ROW", tile.inputRow() / 4,
            "Y_ROW", tile.outputs() / 4,
            "ACROSS", tile.columns(),
            "DOWN", tile.rows()));
  }

  /** The words of a kernel that calls it. */
  Words words() {
    int quads = tile.outputs() / 4;
    int step = tile.items() / quads;
    return Words.of(
        "MULTIPLY", name(),
        "LOCAL", tile.items(),
        "BLOCK", tile.terms(),
        "PIXELS", tile.pixels(),
        "OUTPUTS", tile.outputs(),
        "ITEM_PIXELS", tile.itemPixels(),
        "ITEM_OUTPUTS", tile.itemOutputs(),
        "ITEM_QUADS", tile.itemOutputs() / 4,
        "X_ROW", tile.inputRow(),
        "X_SIZE", tile.terms() * tile.inputRow() / 4,
        "Y_SIZE", tile.terms() * tile.outputs() / 4,
        "Y_QUADS", quads,
        "Y_STEP", step,
        "Y_ROUNDS", tile.terms() / step,
        "ACROSS", tile.columns(),
        "DOWN", tile.rows());
  }
}
