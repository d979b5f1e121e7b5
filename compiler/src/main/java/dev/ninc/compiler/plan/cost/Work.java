package dev.ninc.compiler.plan.cost;

import java.util.List;

/**
 * What an algorithm does for one image and one layer, counted.
 *
 * @param multiplications of single numbers, padding and overhanging tiles included
 * @param weightBytes of the weights in the form that the algorithm reads
 * @param tiles the register tiles that multiply
 * @param loads further vectors and broadcast numbers that are loaded to multiply, outside of tiles
 * @param elements vectors that pass through a transform in the first-level cache
 * @param farElements the same in the second-level cache
 * @param mapBytes bytes of maps that are read again although they have left the second-level cache
 */
public record Work(
    long multiplications,
    long weightBytes,
    List<Tiles> tiles,
    long loads,
    long elements,
    long farElements,
    long mapBytes) {

  /** What remains of the shorter of computing and reading: reading ahead hides the rest. */
  private static final double EXPOSED = 0.25;

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
    return Math.pow(product, 1.0 / ReferenceMachine.ALL.size());
  }

  double nanoseconds(ReferenceMachine machine, Residence weights) {
    double multiplying =
        tiles.stream().mapToDouble(t -> t.cycles(machine)).sum() + loads / machine.loads();
    double computing = multiplying / machine.gigahertz();
    double bandwidth =
        weights == Residence.CACHE ? machine.cacheBandwidth() : machine.memoryBandwidth();
    double reading = weightBytes / bandwidth + mapBytes / machine.cacheBandwidth();
    double transforming =
        (elements * machine.element() + farElements * machine.farElement()) / machine.gigahertz();
    return Math.max(computing, reading) + EXPOSED * Math.min(computing, reading) + transforming;
  }
}
