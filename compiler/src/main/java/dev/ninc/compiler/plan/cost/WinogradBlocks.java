package dev.ninc.compiler.plan.cost;

/**
 * How a Winograd convolution walks over its tiles. Either all patches are transformed first, and
 * panels of outputs are outside: then the maps pass once for each panel, and the weights once. Or
 * blocks of tiles are outside, and their patches are transformed just before they are used: then
 * the weights pass once for each block, and the maps once. What moves less is better.
 *
 * <p>Kernels and estimates both ask here, so that what is charged is what runs.
 *
 * @param m rows and columns of a tile
 */
public record WinogradBlocks(ConvShape shape, int m) {

  /** Outputs of a panel. */
  private static final int PANEL = 2 * ConvShape.LANES;

  private long points() {
    int edge = m + shape.windowHeight() - 1;
    return (long) edge * edge;
  }

  private long allTiles() {
    return WinogradWork.tiles(shape, m);
  }

  /** Bytes of all patches, transformed. */
  long mapBytes() {
    return points() * allTiles() * inputLanes() * Float.BYTES;
  }

  /** Bytes of the transformed weights. */
  long weightBytes() {
    long outputs = (long) shape.outputVectors() * ConvShape.LANES;
    return points() * shape.inputs() * outputs * Float.BYTES;
  }

  private long inputLanes() {
    return (long) shape.inputVectors() * ConvShape.LANES;
  }

  /**
   * The most tiles of a block: its products, and its transformed patches where they are part of it,
   * stay in the cache.
   */
  public int tiles(boolean withPatches) {
    long floats = points() * (PANEL + (withPatches ? inputLanes() : 0));
    return (int) Math.max(1, NearCache.BLOCK / (floats * Float.BYTES));
  }

  /** Blocks of at most so many tiles. */
  int blocks() {
    return (int) ((allTiles() + tiles(areOutside()) - 1) / tiles(areOutside()));
  }

  /** Whether blocks are outside. One panel alone has nothing to share. */
  public boolean areOutside() {
    long block = tiles(true);
    if (shape.panels() == 1 && allTiles() > block) {
      return true;
    }
    long byBlocks = (allTiles() + block - 1) / block * weightBytes();
    return mapBytes() > NearCache.MAPS && mapBytes() * shape.panels() > byBlocks;
  }

  /** Bytes that pass once more although they have left the cache: maps, or weights. */
  long againBytes() {
    if (areOutside()) {
      return weightBytes() > NearCache.WEIGHTS ? weightBytes() * (blocks() - 1) : 0;
    }
    return mapBytes() > NearCache.MAPS ? mapBytes() * shape.panels() : 0;
  }
}
