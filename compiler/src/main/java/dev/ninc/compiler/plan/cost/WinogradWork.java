package dev.ninc.compiler.plan.cost;

import java.util.ArrayList;
import java.util.List;

/**
 * Winograd's minimal filtering F(m x m, r x r) (Lavin and Gray, "Fast Algorithms for Convolutional
 * Neural Networks", 2016): a tile of m x m outputs costs (m + r - 1)&sup2; multiplications for each
 * pair of channels instead of m&sup2; r&sup2;. Tiles that hang over the edge cost as much.
 */
public final class WinogradWork {

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
    WinogradBlocks walk = new WinogradBlocks(shape, m);
    int blocks = walk.blocks();
    long inputs = 2L * points * tiles() * shape.inputVectors();
    int size = tiles() / blocks;
    int larger = tiles() % blocks;
    List<Tiles> all = new ArrayList<>(block(larger, size + 1));
    all.addAll(block(blocks - larger, size));
    long passes = (long) larger * Tiles.in(size + 1) + (long) (blocks - larger) * Tiles.in(size);
    return new Work(
        multiplications(), weightBytes(), all, passes, 0, 0, inputs + outputs(), walk.againBytes());
  }

  /** The products of some blocks, all of which have the same number of tiles. */
  private List<Tiles> block(int blocks, int tiles) {
    long times = (long) points * blocks;
    int vectors = shape.outputVectors();
    List<Tiles> all = new ArrayList<>();
    if (times > 0 && vectors > 1) {
      all.addAll(Tiles.of(times * (vectors / 2), tiles, 2, shape.inputs(), 1));
    }
    if (times > 0 && vectors % 2 == 1) {
      all.addAll(Tiles.of(times, tiles, 1, shape.inputs(), 1));
    }
    return all;
  }

  private Work tilewise() {
    long vectors = (long) points * tiles() * shape.outputVectors();
    long scalars = 2L * points * tiles() * shape.inputs();
    return new Work(
        multiplications(),
        weightBytes(),
        List.of(),
        tiles(),
        2 * vectors * shape.inputs(),
        outputs() + scalars / 2,
        0,
        0);
  }

  /**
   * Vectors of the output transform: all points in its first pass, m rows of them in its second.
   */
  private long outputs() {
    return (long) edge * (edge + m) * tiles() * shape.outputVectors();
  }

  private long multiplications() {
    return (long) points * tiles() * shape.inputs() * shape.outputVectors() * ConvShape.LANES;
  }

  private long weightBytes() {
    return new WinogradBlocks(shape, m).weightBytes();
  }

  private static int ceil(int a, int b) {
    return (a + b - 1) / b;
  }
}
