package model;

import dev.ninc.runtime.Generated;
import dev.ninc.runtime.Kernels;
import dev.ninc.runtime.LoadPhase;
import dev.ninc.runtime.Packing;
import dev.ninc.runtime.VectorWidth;
import dev.ninc.runtime.Workspace;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Kernels of {@link Small} with the Vector API: one method per step. The convolutions are cut
 * into tiles for a number of registers: see the subclasses.
 */
@Generated(
    by = "ninc 0.1.0-SNAPSHOT",
    from = "input.nin",
    digest = "sha256:c028bd9721c28df2a2a9014dc38a326c7491f0fc1c1e02daf4e3c8d63ffdfc97"
)
abstract class SmallVector extends Small.Steps {
  static final VectorSpecies<Float> S = species();

  /** Floats in a vector. */
  static final int L = S.length();

  final float[] conv1Weight;
  final float[] conv1Bias;
  final float[] cccp1Weight;
  final float[] cccp1Bias;
  final float[] leftWeight;
  final float[] leftBias;
  final float[] rightWeight;
  final float[] rightBias;
  final float[] scoresWeight;
  final float[] scoresBias;

  SmallVector(LoadPhase weights) {
    conv1Weight = Packing.panels(weights.floats("conv1.weight"), 20, 3, 3, 3, 1);
    conv1Bias = Packing.bias(weights.floats("conv1.bias"), 1);
    cccp1Weight = Packing.panels(weights.floats("cccp1.weight"), 16, 20, 1, 1, 1);
    cccp1Bias = Packing.bias(weights.floats("cccp1.bias"), 1);
    leftWeight = Packing.panels(weights.floats("left.weight"), 16, 16, 1, 1, 1);
    leftBias = Packing.bias(weights.floats("left.bias"), 1);
    rightWeight = Packing.panels(weights.floats("right:norm:weight"), 16, 16, 3, 3, 1);
    rightBias = Packing.bias(weights.floats("right:norm:bias"), 1);
    scoresWeight = Packing.panels(weights.floats("scores.weight"), 2, 32, 1, 1, 1);
    scoresBias = Packing.bias(weights.floats("scores.bias"), 1);
  }

  /** The kernels for this processor. */
  static Kernels create(LoadPhase weights) {
    return VectorWidth.registers(L) == 32 ? new SmallVector32(weights) : new SmallVector16(weights);
  }

  private static VectorSpecies<Float> species() {
    int bits = VectorWidth.bits(FloatVector.SPECIES_PREFERRED.vectorBitSize());
    return VectorShape.forBitSize(bits).withLanes(float.class);
  }

  /** input.nin:9 maxpool1: max 3x3 stride 2, 16x9x9 → 16x4x4. */
  @Override
  void maxpool1(Workspace w, int from, int to) {
    // pieces: 4 rows
    float[] a = w.arena();
    for (int row = from; row < to; row++) {
      int top = row * 2;
      int bottom = row * 2 + 3;
      for (int column = 0; column < 4; column++) {
        int left = column * 2;
        int right = column * 2 + 3;
        int x = 2592 + top * 144 + left * 16;
        int y = 112 + row * 96 + column * 16;
        if (bottom - top == 3 && right - left == 3) {
          maxpool1Window(a, x, y, 16);
        } else {
          maxpool1Clipped(a, x, bottom - top, right - left, y, 16);
        }
      }
    }
  }

  /** A whole window. */
  static void maxpool1Window(float[] a, int x, int y, int channels) {
    for (int c = 0; c < channels; c += L) {
      FloatVector m = FloatVector.fromArray(S, a, x + c);
      m = m.max(FloatVector.fromArray(S, a, x + c + 16));
      m = m.max(FloatVector.fromArray(S, a, x + c + 32));
      m = m.max(FloatVector.fromArray(S, a, x + c + 144));
      m = m.max(FloatVector.fromArray(S, a, x + c + 160));
      m = m.max(FloatVector.fromArray(S, a, x + c + 176));
      m = m.max(FloatVector.fromArray(S, a, x + c + 288));
      m = m.max(FloatVector.fromArray(S, a, x + c + 304));
      m = m.max(FloatVector.fromArray(S, a, x + c + 320));
      m.intoArray(a, y + c);
    }
  }

  /** A window that reaches beyond the image, or a large one. */
  static void maxpool1Clipped(float[] a, int x, int rows, int columns, int y, int channels) {
    for (int c = 0; c < channels; c += L) {
      FloatVector m = FloatVector.fromArray(S, a, x + c);
      int at = x + c;
      int column = 0;
      for (int cell = 0; cell < rows * columns; cell++) {
        m = m.max(FloatVector.fromArray(S, a, at + column * 16));
        column++;
        if (column == columns) {
          column = 0;
          at += 144;
        }
      }
      m.intoArray(a, y + c);
    }
  }

  /** input.nin:16 gap1: mean of 16 pixels. */
  @Override
  void gap1(Workspace w) {
    gap1Channels(w.arena(), 16);
  }

  /** The mean of each channel. */
  static void gap1Channels(float[] a, int channels) {
    for (int c = 0; c < channels; c += L) {
      FloatVector sum = FloatVector.zero(S);
      for (int row = 0; row < 4; row++) {
        for (int column = 0; column < 4; column++) {
          sum = sum.add(FloatVector.fromArray(S, a, row * 64 + column * 16 + c));
        }
      }
      sum.mul(1f / 16).intoArray(a, 256 + c);
    }
  }

  @Override
  public boolean isVector() {
    return true;
  }
}
