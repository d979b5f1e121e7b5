package dev.ninc.compiler.plan.cost;

import java.util.ArrayList;
import java.util.List;

/**
 * Winograd's minimal filtering F(m x m, r x r) (Lavin and Gray, "Fast Algorithms for Convolutional
 * Neural Networks", 2016): a tile of m x m outputs costs (m + r - 1)&sup2; multiplications for each
 * pair of channels instead of m&sup2; r&sup2;. Tiles that hang over the edge cost as much.
 */
public final class WinogradWork {

  /** Bytes of products that wait for their transform. */
  private static final long PRODUCTS = 256 << 10;

  private final ConvShape shape;
  private final int m;
  private final int points;
  private final int edge;

  private WinogradWork(ConvShape shape, int m) {
    if (shape.windowHeight() != shape.windowWidth() || shape.groups() != 1) {
      throw new IllegalArgumentException("no square window, or groups");
    }
    this.shape = shape;
    this.m = m;
    this.edge = m + shape.windowHeight() - 1;
    this.points = edge * edge;
  }

  /** Products point by point, for all tiles; the transformed maps lie in memory between. */
  public static Work of(ConvShape shape, int m) {
    return new WinogradWork(shape, m).pointwise();
  }

  /** Products of one tile at a time within its transform, for few input channels. */
  public static Work fused(ConvShape shape, int m) {
    return new WinogradWork(shape, m).tilewise();
  }

  /** Tiles of the whole image. */
  public static int tiles(ConvShape shape, int m) {
    return ceil(shape.height(), m) * ceil(shape.width(), m);
  }

  private int tiles() {
    return tiles(shape, m);
  }

  private Work pointwise() {
    long maps = (long) points * tiles() * shape.inputVectors() * ConvShape.LANES * Float.BYTES;
    long rereading = maps > ReferenceMachine.NEAR_CACHE ? maps * shape.panels() : 0;
    long near = weightBytes() * blocks();
    // Either each panel passes over all tiles, or each block of tiles over all weights.
    long mapBytes = Math.min(rereading, blocks() > 1 ? near - weightBytes() : rereading);
    long inputs = 2L * points * tiles() * shape.inputVectors();
    return new Work(
        multiplications(), weightBytes(), products(), 0, 0, inputs + outputs(), mapBytes);
  }

  private List<Tiles> products() {
    int vectors = shape.outputVectors();
    List<Tiles> all = new ArrayList<>();
    int size = tiles() / blocks();
    int larger = tiles() % blocks();
    for (int block = 0; block < 2; block++) {
      long times = (long) points * (block == 0 ? larger : blocks() - larger);
      int pixels = block == 0 ? size + 1 : size;
      if (times > 0 && vectors > 1) {
        all.addAll(Tiles.of(times * (vectors / 2), pixels, 2, shape.inputs(), 1));
      }
      if (times > 0 && vectors % 2 == 1) {
        all.addAll(Tiles.of(times, pixels, 1, shape.inputs(), 1));
      }
    }
    return all;
  }

  /** Blocks of tiles whose products fit into their part of the cache. */
  private int blocks() {
    long bytes = (long) points * tiles() * 2 * ConvShape.LANES * Float.BYTES;
    return (int) ceil(bytes, PRODUCTS);
  }

  private Work tilewise() {
    long vectors = (long) points * tiles() * shape.outputVectors();
    long scalars = 2L * points * tiles() * shape.inputs();
    return new Work(
        multiplications(),
        weightBytes(),
        List.of(),
        2 * vectors * shape.inputs(),
        outputs() + scalars / 2,
        0,
        0);
  }

  /** Vectors of the output transform: all points in its first pass, m rows of them in its second. */
  private long outputs() {
    return (long) edge * (edge + m) * tiles() * shape.outputVectors();
  }

  private long multiplications() {
    return (long) points * tiles() * shape.inputs() * shape.outputVectors() * ConvShape.LANES;
  }

  private long weightBytes() {
    return (long) points
        * shape.inputs()
        * shape.outputVectors()
        * ConvShape.LANES
        * Float.BYTES;
  }

  private static int ceil(int a, int b) {
    return (a + b - 1) / b;
  }

  private static long ceil(long a, long b) {
    return (a + b - 1) / b;
  }
}
