package dev.ninc.probe;

import java.util.function.IntSupplier;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Loops that do one thing as fast as this machine can: what kernels are held against.
 *
 * <p>They are interfaces of java.base, since nothing else is known on both sides.
 */
public final class Probe implements IntSupplier, IntToDoubleFunction, ToDoubleFunction<float[]> {

  private static final VectorSpecies<Float> S =
      FloatVector.SPECIES_PREFERRED.length() > 16
          ? FloatVector.SPECIES_512
          : FloatVector.SPECIES_PREFERRED;

  /** Floats in a vector. */
  @Override
  public int getAsInt() {
    return S.length();
  }

  /**
   * {@code rounds} times 12 fused multiply-adds of vectors. Twelve sums that do not wait for each
   * other keep two units of a latency of four to six cycles busy, and leave room in 16 registers.
   */
  @Override
  public double applyAsDouble(int rounds) {
    FloatVector x = FloatVector.broadcast(S, 0.5f);
    FloatVector y = FloatVector.broadcast(S, 0.75f);
    FloatVector a0 = x, a1 = x, a2 = x, a3 = x, a4 = x, a5 = x;
    FloatVector a6 = x, a7 = x, a8 = x, a9 = x, a10 = x, a11 = x;
    for (int i = 0; i < rounds; i++) {
      a0 = a0.fma(x, y);
      a1 = a1.fma(x, y);
      a2 = a2.fma(x, y);
      a3 = a3.fma(x, y);
      a4 = a4.fma(x, y);
      a5 = a5.fma(x, y);
      a6 = a6.fma(x, y);
      a7 = a7.fma(x, y);
      a8 = a8.fma(x, y);
      a9 = a9.fma(x, y);
      a10 = a10.fma(x, y);
      a11 = a11.fma(x, y);
    }
    FloatVector sum =
        a0.add(a1).add(a2).add(a3).add(a4).add(a5).add(a6).add(a7).add(a8).add(a9).add(a10).add(a11);
    return sum.reduceLanes(VectorOperators.ADD);
  }

  /** Reads floats, eight vectors at a time; what is left over at the end is not read. */
  @Override
  public double applyAsDouble(float[] floats) {
    int step = S.length();
    FloatVector a0 = FloatVector.zero(S), a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0, a6 = a0, a7 = a0;
    for (int i = 0; i <= floats.length - 8 * step; i += 8 * step) {
      a0 = a0.add(FloatVector.fromArray(S, floats, i));
      a1 = a1.add(FloatVector.fromArray(S, floats, i + step));
      a2 = a2.add(FloatVector.fromArray(S, floats, i + 2 * step));
      a3 = a3.add(FloatVector.fromArray(S, floats, i + 3 * step));
      a4 = a4.add(FloatVector.fromArray(S, floats, i + 4 * step));
      a5 = a5.add(FloatVector.fromArray(S, floats, i + 5 * step));
      a6 = a6.add(FloatVector.fromArray(S, floats, i + 6 * step));
      a7 = a7.add(FloatVector.fromArray(S, floats, i + 7 * step));
    }
    return a0.add(a1).add(a2).add(a3).add(a4).add(a5).add(a6).add(a7).reduceLanes(VectorOperators.ADD);
  }
}
