package model;

import dev.ninc.runtime.Generated;
import dev.ninc.runtime.Kernels;
import dev.ninc.runtime.LoadPhase;
import dev.ninc.runtime.Packing;
import dev.ninc.runtime.VectorWidth;
import dev.ninc.runtime.Workspace;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Kernels of {@link Filtered} with the Vector API: one method per step. The convolutions are cut
 * into tiles for a number of registers: see the subclasses.
 */
@Generated(
    by = "ninc 0.1.0-SNAPSHOT",
    from = "input.nin",
    digest = "sha256:e911e068fa3b81227bff1e687decd4573120db997e09bb74d654a0762dd27699"
)
abstract class FilteredVector extends Filtered.Steps {
  static final VectorSpecies<Float> S = species();

  /** Floats in a vector. */
  static final int L = S.length();

  /** Transforms the filters of a Winograd convolution F(2x2, 3x3). */
  private static final double[][] FILTERS_2_3 = {
    {-1, 0, 0},
    {1.0 / 2, 1.0 / 2, 1.0 / 2},
    {1.0 / 2, -1.0 / 2, 1.0 / 2},
    {0, 0, 1}
  };

  /** Transforms the filters of a Winograd convolution F(4x4, 3x3). */
  private static final double[][] FILTERS_4_3 = {
    {1, 0, 0},
    {-1.0 / 3, -1.0 / 3, -1.0 / 3},
    {1.0 / 3, -1.0 / 3, 1.0 / 3},
    {1.0 / 15, 2.0 / 15, 4.0 / 15},
    {-16.0 / 15, 8.0 / 15, -4.0 / 15},
    {0, 0, 1}
  };

  final float[] firstWeight;
  final float[] firstBias;
  final float[] secondWeight;
  final float[] secondBias;

  FilteredVector(LoadPhase weights) {
    firstWeight = Packing.winogradPanels(weights.floats("first.weight"), 24, 3, FILTERS_2_3);
    firstBias = Packing.bias(weights.floats("first.bias"), 1);
    secondWeight = Packing.winogradPanels(weights.floats("second.weight"), 20, 24, FILTERS_4_3);
    secondBias = Packing.bias(weights.floats("second.bias"), 1);
  }

  /** The kernels for this processor. */
  static Kernels create(LoadPhase weights) {
    return VectorWidth.registers(L) == 32 ? new FilteredVector32(weights) : new FilteredVector16(weights);
  }

  private static VectorSpecies<Float> species() {
    int bits = VectorWidth.bits(FloatVector.SPECIES_PREFERRED.vectorBitSize());
    return VectorShape.forBitSize(bits).withLanes(float.class);
  }

  /**
   * input.nin:5 first: 3x3 pad 1, 3 → 24, ReLU, as F(2x2, 3x3).
   * 30 tiles of 2x2 pixels; 1 panel of 32 outputs.
   */
  @Override
  void first(Workspace w, int from, int to) {
    // pieces: 5 rows of tiles
    // V: from s[256] on, 48 floats for each tile: 16 points of 3 channels.
    // U: 1,536 floats for a panel of 32 outputs: 16 points of 3 channels.
    float[] a = w.arena();
    float[] s = w.scratch();
    for (int row = from; row < to; row++) {
      for (int tile = 0; tile < 6; tile++) {
        firstPatch(a, row * 84 + tile * 6, s, 256 + tile * 48);
      }
      int y = 11424 + row * 896;
      for (int out = 0; out < 32; out += 2 * L) {
        for (int v = 0; v < 2 * L; v += L) {
          for (int tile = 0; tile < 6; tile++) {
            firstProductColumns(s, 256 + tile * 48, out + v, 4);
            if (tile == 5) {
              firstOutputCut(s, a, out + v, y + tile * 64 + out + v, 2);
            } else {
              firstOutput(s, a, out + v, y + tile * 64 + out + v, 2);
            }
          }
        }
      }
    }
  }

  /** (Bᵀ d) B for F(2x2, 3x3), points 0, 1, −1 and ∞: the columns of a patch, then its rows. */
  private static void firstPatch(float[] a, int x, float[] s, int v) {
    for (int k = 0; k < 12; k++) {
      int at = x + k;
      float d0 = a[at];
      float d1 = a[at + 42];
      float d2 = a[at + 84];
      float d3 = a[at + 126];
      float r0 = d2 - d0;
      // Points p and -p: even part d2, odd part d1.
      float r1 = d2 + d1;
      float r2 = d2 - d1;
      float r3 = d3 - d1;
      s[k] = r0;
      s[k + 12] = r1;
      s[k + 24] = r2;
      s[k + 36] = r3;
    }
    for (int k = 0; k < 12; k++) {
      int from = k / 3 * 12 + k % 3;
      int to = v + from;
      float d0 = s[from];
      float d1 = s[from + 3];
      float d2 = s[from + 6];
      float d3 = s[from + 9];
      float r0 = d2 - d0;
      // Points p and -p: even part d2, odd part d1.
      float r1 = d2 + d1;
      float r2 = d2 - d1;
      float r3 = d3 - d1;
      s[to] = r0;
      s[to + 3] = r1;
      s[to + 6] = r2;
      s[to + 9] = r3;
    }
  }

  /** Aᵀ M for F(2x2, 3x3): each column of products over 3 channels. */
  final void firstProductColumns(float[] s, int v, int wo, int columns) {
    float[] w = firstWeight;
    for (int column = 0; column < columns; column++) {
      int x = v + column * 3;
      int u = wo + column * 96;
      FloatVector d0 = FloatVector.fromArray(S, w, u).mul(s[x]);
      d0 = FloatVector.fromArray(S, w, u + 32).fma(FloatVector.broadcast(S, s[x + 1]), d0);
      d0 = FloatVector.fromArray(S, w, u + 64).fma(FloatVector.broadcast(S, s[x + 2]), d0);
      FloatVector d1 = FloatVector.fromArray(S, w, u + 384).mul(s[x + 12]);
      d1 = FloatVector.fromArray(S, w, u + 416).fma(FloatVector.broadcast(S, s[x + 13]), d1);
      d1 = FloatVector.fromArray(S, w, u + 448).fma(FloatVector.broadcast(S, s[x + 14]), d1);
      FloatVector d2 = FloatVector.fromArray(S, w, u + 768).mul(s[x + 24]);
      d2 = FloatVector.fromArray(S, w, u + 800).fma(FloatVector.broadcast(S, s[x + 25]), d2);
      d2 = FloatVector.fromArray(S, w, u + 832).fma(FloatVector.broadcast(S, s[x + 26]), d2);
      FloatVector d3 = FloatVector.fromArray(S, w, u + 1152).mul(s[x + 36]);
      d3 = FloatVector.fromArray(S, w, u + 1184).fma(FloatVector.broadcast(S, s[x + 37]), d3);
      d3 = FloatVector.fromArray(S, w, u + 1216).fma(FloatVector.broadcast(S, s[x + 38]), d3);
      // Points p and -p: even powers of both are equal, odd powers opposite.
      FloatVector r0 = d0.add(d1.add(d2));
      FloatVector r1 = d1.sub(d2).add(d3);
      r0.intoArray(s, column * 16);
      r1.intoArray(s, 64 + column * 16);
    }
  }

  /** (Aᵀ M) A: each row, with bias and ReLU. */
  final void firstOutput(float[] s, float[] a, int bo, int y, int rows) {
    if (rows == 0) {
      return;
    }
    FloatVector zero = FloatVector.zero(S);
    FloatVector bias = FloatVector.fromArray(S, firstBias, bo);
    for (int row = 0; row < rows; row++) {
      FloatVector d0 = FloatVector.fromArray(S, s, row * 64);
      FloatVector d1 = FloatVector.fromArray(S, s, row * 64 + 16);
      FloatVector d2 = FloatVector.fromArray(S, s, row * 64 + 32);
      FloatVector d3 = FloatVector.fromArray(S, s, row * 64 + 48);
      // Points p and -p: even powers of both are equal, odd powers opposite.
      FloatVector r0 = d0.add(d1.add(d2));
      FloatVector r1 = d1.sub(d2).add(d3);
      FloatVector y0 = r0.add(bias);
      y0.blend(zero, y0.compare(VectorOperators.LE, zero)).intoArray(a, y + row * 448);
      FloatVector y1 = r1.add(bias);
      y1.blend(zero, y1.compare(VectorOperators.LE, zero)).intoArray(a, y + row * 448 + 32);
    }
  }

  /** (Aᵀ M) A: 1 column of each row, for the tiles of the last column, with bias and ReLU. */
  final void firstOutputCut(float[] s, float[] a, int bo, int y, int rows) {
    if (rows == 0) {
      return;
    }
    FloatVector zero = FloatVector.zero(S);
    FloatVector bias = FloatVector.fromArray(S, firstBias, bo);
    for (int row = 0; row < rows; row++) {
      FloatVector d0 = FloatVector.fromArray(S, s, row * 64);
      FloatVector d1 = FloatVector.fromArray(S, s, row * 64 + 16);
      FloatVector d2 = FloatVector.fromArray(S, s, row * 64 + 32);
      FloatVector r0 = d0.add(d1.add(d2));
      FloatVector y0 = r0.add(bias);
      y0.blend(zero, y0.compare(VectorOperators.LE, zero)).intoArray(a, y + row * 448);
    }
  }

  /** input.nin:6 second: the patches of 9 tiles of 4x4 pixels, transformed for F(4x4, 3x3). */
  @Override
  void secondTiles(Workspace w, int from, int to) {
    // pieces: 9 tiles
    // V: from a[0] on, 304 floats from point to point: 9 tiles of 32, and 16.
    float[] a = w.arena();
    float[] s = w.scratch();
    for (int tile = from; tile < to; tile++) {
      int x = 10944 + tile / 3 * 1792 + tile % 3 * 128;
      int v = tile * 32;
      for (int c = 0; c < 32; c += L) {
        secondPatchColumns(a, x + c, s, 6);
        secondPatchRows(s, a, v + c, 6);
      }
    }
  }

  /** Bᵀ d for F(4x4, 3x3), points 0, 1, −1, 2, −½ and ∞: each column of a patch. */
  static void secondPatchColumns(float[] a, int x, float[] s, int columns) {
    for (int column = 0; column < columns; column++) {
      FloatVector d0 = FloatVector.fromArray(S, a, x + column * 32);
      FloatVector d1 = FloatVector.fromArray(S, a, x + column * 32 + 448);
      FloatVector d2 = FloatVector.fromArray(S, a, x + column * 32 + 896);
      FloatVector d3 = FloatVector.fromArray(S, a, x + column * 32 + 1344);
      FloatVector d4 = FloatVector.fromArray(S, a, x + column * 32 + 1792);
      FloatVector d5 = FloatVector.fromArray(S, a, x + column * 32 + 2240);
      FloatVector t1 = d1.fma(FloatVector.broadcast(S, 1.5f), d0.add(d4));
      FloatVector t2 = d2.fma(FloatVector.broadcast(S, -2.0f), t1);
      FloatVector r0 = d3.fma(FloatVector.broadcast(S, -1.5f), t2);
      FloatVector t4 = d2.fma(FloatVector.broadcast(S, -2.5f), d4.sub(d1));
      FloatVector r1 = d3.fma(FloatVector.broadcast(S, -0.5f), t4);
      FloatVector t6 = d2.fma(FloatVector.broadcast(S, 0.5f), d1.add(d4));
      FloatVector r2 = d3.fma(FloatVector.broadcast(S, -2.5f), t6);
      FloatVector t8 = d3.fma(FloatVector.broadcast(S, 0.5f), d4.sub(d2));
      FloatVector r3 = d1.fma(FloatVector.broadcast(S, -0.5f), t8);
      FloatVector t10 = d1.fma(FloatVector.broadcast(S, 2.0f), d4.sub(d2));
      FloatVector r4 = d3.fma(FloatVector.broadcast(S, -2.0f), t10);
      FloatVector t12 = d2.fma(FloatVector.broadcast(S, 1.5f), d1.add(d5));
      FloatVector t13 = d3.fma(FloatVector.broadcast(S, -2.0f), t12);
      FloatVector r5 = d4.fma(FloatVector.broadcast(S, -1.5f), t13);
      r0.intoArray(s, column * 16);
      r1.intoArray(s, column * 16 + 96);
      r2.intoArray(s, column * 16 + 192);
      r3.intoArray(s, column * 16 + 288);
      r4.intoArray(s, column * 16 + 384);
      r5.intoArray(s, column * 16 + 480);
    }
  }

  /** (Bᵀ d) B: each row, to the points of a transformed tile. */
  static void secondPatchRows(float[] s, float[] v, int x, int rows) {
    for (int row = 0; row < rows; row++) {
      FloatVector d0 = FloatVector.fromArray(S, s, row * 96);
      FloatVector d1 = FloatVector.fromArray(S, s, row * 96 + 16);
      FloatVector d2 = FloatVector.fromArray(S, s, row * 96 + 32);
      FloatVector d3 = FloatVector.fromArray(S, s, row * 96 + 48);
      FloatVector d4 = FloatVector.fromArray(S, s, row * 96 + 64);
      FloatVector d5 = FloatVector.fromArray(S, s, row * 96 + 80);
      FloatVector t1 = d1.fma(FloatVector.broadcast(S, 1.5f), d0.add(d4));
      FloatVector t2 = d2.fma(FloatVector.broadcast(S, -2.0f), t1);
      FloatVector r0 = d3.fma(FloatVector.broadcast(S, -1.5f), t2);
      FloatVector t4 = d2.fma(FloatVector.broadcast(S, -2.5f), d4.sub(d1));
      FloatVector r1 = d3.fma(FloatVector.broadcast(S, -0.5f), t4);
      FloatVector t6 = d2.fma(FloatVector.broadcast(S, 0.5f), d1.add(d4));
      FloatVector r2 = d3.fma(FloatVector.broadcast(S, -2.5f), t6);
      FloatVector t8 = d3.fma(FloatVector.broadcast(S, 0.5f), d4.sub(d2));
      FloatVector r3 = d1.fma(FloatVector.broadcast(S, -0.5f), t8);
      FloatVector t10 = d1.fma(FloatVector.broadcast(S, 2.0f), d4.sub(d2));
      FloatVector r4 = d3.fma(FloatVector.broadcast(S, -2.0f), t10);
      FloatVector t12 = d2.fma(FloatVector.broadcast(S, 1.5f), d1.add(d5));
      FloatVector t13 = d3.fma(FloatVector.broadcast(S, -2.0f), t12);
      FloatVector r5 = d4.fma(FloatVector.broadcast(S, -1.5f), t13);
      r0.intoArray(v, x + row * 1824);
      r1.intoArray(v, x + row * 1824 + 304);
      r2.intoArray(v, x + row * 1824 + 608);
      r3.intoArray(v, x + row * 1824 + 912);
      r4.intoArray(v, x + row * 1824 + 1216);
      r5.intoArray(v, x + row * 1824 + 1520);
    }
  }

  /** Tiles of the output from their products, for some outputs. */
  final void secondOutputs(float[] s, int m, float[] a, int out, int lanes, int from, int to) {
    for (int tile = from; tile < to; tile++) {
      int y = 10944 + tile / 3 * 1408 + tile % 3 * 128 + out;
      int rows = tile < 6 ? 4 : 2;
      for (int v = 0; v < lanes; v += L) {
        secondProductColumns(s, m + tile * 32 + v, 6);
        if (tile % 3 == 2) {
          secondOutputCut(s, a, out + v, y + v, rows);
        } else {
          secondOutput(s, a, out + v, y + v, rows);
        }
      }
    }
  }

  /** Aᵀ M for F(4x4, 3x3): each column of products, for a vector of outputs. */
  static void secondProductColumns(float[] s, int m, int columns) {
    for (int column = 0; column < columns; column++) {
      FloatVector d0 = FloatVector.fromArray(S, s, m + column * 304);
      FloatVector d1 = FloatVector.fromArray(S, s, m + column * 304 + 1824);
      FloatVector d2 = FloatVector.fromArray(S, s, m + column * 304 + 3648);
      FloatVector d3 = FloatVector.fromArray(S, s, m + column * 304 + 5472);
      FloatVector d4 = FloatVector.fromArray(S, s, m + column * 304 + 7296);
      FloatVector d5 = FloatVector.fromArray(S, s, m + column * 304 + 9120);
      // Points p and -p: even powers of both are equal, odd powers opposite.
      FloatVector t0 = d1.add(d2);
      FloatVector t1 = d1.sub(d2);
      FloatVector r0 = d0.add(t0).add(d3).add(d4);
      FloatVector t4 = d3.fma(FloatVector.broadcast(S, 2.0f), t1);
      FloatVector r1 = d4.fma(FloatVector.broadcast(S, -0.5f), t4);
      FloatVector t5 = d3.fma(FloatVector.broadcast(S, 4.0f), t0);
      FloatVector r2 = d4.fma(FloatVector.broadcast(S, 0.25f), t5);
      FloatVector t7 = d3.fma(FloatVector.broadcast(S, 8.0f), t1.add(d5));
      FloatVector r3 = d4.fma(FloatVector.broadcast(S, -0.125f), t7);
      r0.intoArray(s, column * 16);
      r1.intoArray(s, column * 16 + 96);
      r2.intoArray(s, column * 16 + 192);
      r3.intoArray(s, column * 16 + 288);
    }
  }

  /** (Aᵀ M) A: each row, with bias and ReLU. */
  final void secondOutput(float[] s, float[] a, int bo, int y, int rows) {
    if (rows == 0) {
      return;
    }
    FloatVector zero = FloatVector.zero(S);
    FloatVector bias = FloatVector.fromArray(S, secondBias, bo);
    for (int row = 0; row < rows; row++) {
      FloatVector d0 = FloatVector.fromArray(S, s, row * 96);
      FloatVector d1 = FloatVector.fromArray(S, s, row * 96 + 16);
      FloatVector d2 = FloatVector.fromArray(S, s, row * 96 + 32);
      FloatVector d3 = FloatVector.fromArray(S, s, row * 96 + 48);
      FloatVector d4 = FloatVector.fromArray(S, s, row * 96 + 64);
      FloatVector d5 = FloatVector.fromArray(S, s, row * 96 + 80);
      // Points p and -p: even powers of both are equal, odd powers opposite.
      FloatVector t0 = d1.add(d2);
      FloatVector t1 = d1.sub(d2);
      FloatVector r0 = d0.add(t0).add(d3).add(d4);
      FloatVector t4 = d3.fma(FloatVector.broadcast(S, 2.0f), t1);
      FloatVector r1 = d4.fma(FloatVector.broadcast(S, -0.5f), t4);
      FloatVector t5 = d3.fma(FloatVector.broadcast(S, 4.0f), t0);
      FloatVector r2 = d4.fma(FloatVector.broadcast(S, 0.25f), t5);
      FloatVector t7 = d3.fma(FloatVector.broadcast(S, 8.0f), t1.add(d5));
      FloatVector r3 = d4.fma(FloatVector.broadcast(S, -0.125f), t7);
      FloatVector y0 = r0.add(bias);
      y0.blend(zero, y0.compare(VectorOperators.LE, zero)).intoArray(a, y + row * 352);
      FloatVector y1 = r1.add(bias);
      y1.blend(zero, y1.compare(VectorOperators.LE, zero)).intoArray(a, y + row * 352 + 32);
      FloatVector y2 = r2.add(bias);
      y2.blend(zero, y2.compare(VectorOperators.LE, zero)).intoArray(a, y + row * 352 + 64);
      FloatVector y3 = r3.add(bias);
      y3.blend(zero, y3.compare(VectorOperators.LE, zero)).intoArray(a, y + row * 352 + 96);
    }
  }

  /** (Aᵀ M) A: 3 columns of each row, for the tiles of the last column, with bias and ReLU. */
  final void secondOutputCut(float[] s, float[] a, int bo, int y, int rows) {
    if (rows == 0) {
      return;
    }
    FloatVector zero = FloatVector.zero(S);
    FloatVector bias = FloatVector.fromArray(S, secondBias, bo);
    for (int row = 0; row < rows; row++) {
      FloatVector d0 = FloatVector.fromArray(S, s, row * 96);
      FloatVector d1 = FloatVector.fromArray(S, s, row * 96 + 16);
      FloatVector d2 = FloatVector.fromArray(S, s, row * 96 + 32);
      FloatVector d3 = FloatVector.fromArray(S, s, row * 96 + 48);
      FloatVector d4 = FloatVector.fromArray(S, s, row * 96 + 64);
      // Points p and -p: even powers of both are equal, odd powers opposite.
      FloatVector t0 = d1.add(d2);
      FloatVector r0 = d0.add(t0).add(d3).add(d4);
      FloatVector t4 = d3.fma(FloatVector.broadcast(S, 2.0f), d1.sub(d2));
      FloatVector r1 = d4.fma(FloatVector.broadcast(S, -0.5f), t4);
      FloatVector t5 = d3.fma(FloatVector.broadcast(S, 4.0f), t0);
      FloatVector r2 = d4.fma(FloatVector.broadcast(S, 0.25f), t5);
      FloatVector y0 = r0.add(bias);
      y0.blend(zero, y0.compare(VectorOperators.LE, zero)).intoArray(a, y + row * 352);
      FloatVector y1 = r1.add(bias);
      y1.blend(zero, y1.compare(VectorOperators.LE, zero)).intoArray(a, y + row * 352 + 32);
      FloatVector y2 = r2.add(bias);
      y2.blend(zero, y2.compare(VectorOperators.LE, zero)).intoArray(a, y + row * 352 + 64);
    }
  }

  /** input.nin:7 gap1: mean of 110 pixels. */
  @Override
  void gap1(Workspace w) {
    gap1Channels(w.arena(), 32);
  }

  /** The mean of each channel. */
  static void gap1Channels(float[] a, int channels) {
    for (int c = 0; c < channels; c += L) {
      FloatVector sum = FloatVector.zero(S);
      for (int row = 0; row < 10; row++) {
        for (int column = 0; column < 11; column++) {
          sum = sum.add(FloatVector.fromArray(S, a, 10944 + row * 352 + column * 32 + c));
        }
      }
      sum.mul(1f / 110).intoArray(a, c);
    }
  }

  @Override
  public boolean isVector() {
    return true;
  }
}
