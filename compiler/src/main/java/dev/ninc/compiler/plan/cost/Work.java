package dev.ninc.compiler.plan.cost;

import java.util.List;

/**
 * What an algorithm does for one image and one layer, counted.
 *
 * @param multiplications of single numbers, padding and overhanging tiles included
 * @param weightBytes of the weights in the form that the algorithm reads
 * @param tiles the register tiles that multiply
 * @param passes how many tiles, one after the other, use the same weights. While the first one
 *     multiplies, its weights come from afar; the others find them nearby, and read nothing ahead
 * @param loads further vectors and broadcast numbers that are loaded to multiply, outside of tiles
 * @param elements vectors that pass through a transform in the first-level cache
 * @param farElements the same in the second-level cache
 * @param againBytes bytes of maps, or of weights, that are read again although they have left the
 *     second-level cache
 */
public record Work(
    long multiplications,
    long weightBytes,
    List<Tiles> tiles,
    long passes,
    long loads,
    long elements,
    long farElements,
    long againBytes) {

  public Work {
    tiles = List.copyOf(tiles);
  }

  /** Vectors that pass through transforms, of any kind. */
  public long transformed() {
    return elements + farElements;
  }

  /**
   * The estimate in nanoseconds, as the geometric mean over the reference machines: so the ratio of
   * two estimates counts alike on each.
   */
  public double nanoseconds(Residence weights) {
    double product =
        ReferenceMachine.ALL.stream()
            .mapToDouble(machine -> nanoseconds(machine, weights))
            .reduce(1, (a, b) -> a * b);
    // StrictMath: the last bit of Math.pow may differ from one Java to the next.
    return StrictMath.pow(product, 1.0 / ReferenceMachine.ALL.size());
  }

  double nanoseconds(ReferenceMachine machine, Residence weights) {
    double multiplying =
        tiles.stream().mapToDouble(t -> t.cycles(machine)).sum() + loads / machine.loads();
    double first = multiplying / machine.gigahertz() / passes;
    double bandwidth =
        weights == Residence.CACHE ? machine.cacheBandwidth() : machine.memoryBandwidth();
    double transforming =
        (elements * machine.element() + farElements * machine.farElement()) / machine.gigahertz();
    return Math.max(first, weightBytes / bandwidth)
        + first * (passes - 1)
        + againBytes / machine.cacheBandwidth()
        + transforming;
  }
}
