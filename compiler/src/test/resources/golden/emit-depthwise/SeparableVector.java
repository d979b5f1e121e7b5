package model;

import dev.ninc.runtime.Generated;
import dev.ninc.runtime.Kernels;
import dev.ninc.runtime.LoadPhase;
import dev.ninc.runtime.Packing;
import dev.ninc.runtime.VectorWidth;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Kernels of {@link Separable} with the Vector API: one method per step. The convolutions are cut
 * into tiles for a number of registers: see the subclasses.
 */
@Generated(
    by = "ninc 0.1.0-SNAPSHOT",
    from = "input.nin",
    digest = "sha256:07644527d3b84619c32cf709b37dd90ded196db5e05484552d9eefd7c5886903"
)
abstract class SeparableVector extends Separable.Steps {
  static final VectorSpecies<Float> S = species();

  /** Floats in a vector. */
  static final int L = S.length();

  final float[] stemWeight;
  final float[] stemBias;
  final float[] smallWeight;
  final float[] smallBias;
  final float[] cccp1Weight;
  final float[] cccp1Bias;
  final float[] largeWeight;
  final float[] largeBias;

  SeparableVector(LoadPhase weights) {
    stemWeight = Packing.panels(weights.floats("stem.weight"), 24, 3, 3, 3, 1);
    stemBias = Packing.bias(weights.floats("stem.bias"), 1);
    smallWeight = Packing.taps(weights.floats("small.weight"), 24, 9);
    smallBias = Packing.bias(weights.floats("small.bias"), 1);
    cccp1Weight = Packing.panels(weights.floats("cccp1.weight"), 20, 24, 1, 1, 1);
    cccp1Bias = Packing.bias(weights.floats("cccp1.bias"), 1);
    largeWeight = Packing.taps(weights.floats("large.weight"), 20, 25);
    largeBias = Packing.bias(weights.floats("large.bias"), 1);
  }

  /** The kernels for this processor. */
  static Kernels create(LoadPhase weights) {
    return VectorWidth.registers(L) == 32 ? new SeparableVector32(weights) : new SeparableVector16(weights);
  }

  private static VectorSpecies<Float> species() {
    int bits = VectorWidth.bits(FloatVector.SPECIES_PREFERRED.vectorBitSize());
    return VectorShape.forBitSize(bits).withLanes(float.class);
  }

  @Override
  public boolean isVector() {
    return true;
  }
}
