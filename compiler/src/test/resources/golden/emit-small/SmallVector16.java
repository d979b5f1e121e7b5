package model;

import dev.ninc.runtime.Generated;
import dev.ninc.runtime.LoadPhase;
import dev.ninc.runtime.Workspace;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** Convolutions of {@link Small} for processors with 16 vector registers. */
@Generated(
    by = "ninc 0.1.0-SNAPSHOT",
    from = "input.nin",
    digest = "sha256:c028bd9721c28df2a2a9014dc38a326c7491f0fc1c1e02daf4e3c8d63ffdfc97"
)
final class SmallVector16 extends SmallVector {
  /** The pieces of each step's work. */
  private static final int[] UNITS = {1, 9, 9, 21, 1, 4, 4, 4, 4, 1, 1, 1};

  /** How many of them are worth a thread's attention. */
  private static final int[] GRAINS = {1, 9, 9, 21, 1, 4, 4, 4, 4, 1, 1, 1};

  /** How often each hot kernel goes round its outermost loop. */
  private static final int[] HOT_TERMS = {3, 20, 20, 16 / L, 16 / L, 16, 3, 32, 16 / L};

  /** Iterations of its innermost loop each time. */
  private static final int[] HOT_LENGTHS = {9, 1, 1, 1, 9, 1, 48, 1, 16};

  SmallVector16(LoadPhase weights) {
    super(weights);
  }

  /** input.nin:8 conv1: 3x3 pad 1, 3 → 20, ReLU. 9 rows of 9 pixels; 1 panel of 32 outputs. */
  @Override
  void conv1(Workspace w, int from, int to) {
    // pieces: 9 rows
    float[] a = w.arena();
    for (int out = 0; out < 32; out += 2 * L) {
      for (int row = from; row < to; row++) {
        conv1Row(a, 2592 + row * 33, out, out, row * 288 + out);
      }
    }
  }

  /** A row of pixels for two vectors of outputs: 3 tiles of 3 pixels. */
  private void conv1Row(float[] a, int x, int wo, int bo, int y) {
    for (int tile = 0; tile < 3; tile++) {
      conv1Tile3(a, x + tile * 9, wo, bo, y + tile * 96, 3);
    }
  }

  /** 3 pixels x two vectors of outputs. */
  private void conv1Tile3(float[] a, int x, int wo, int bo, int y, int rows) {
    if (rows == 0) {
      return;
    }
    float[] w = conv1Weight;
    float[] b = conv1Bias;
    FloatVector s00 = FloatVector.fromArray(S, b, bo);
    FloatVector s01 = FloatVector.fromArray(S, b, bo + L);
    FloatVector s10 = s00;
    FloatVector s11 = s01;
    FloatVector s20 = s00;
    FloatVector s21 = s01;
    for (int row = 0; row < rows; row++, x += 33, wo += 288) {
      for (int k = 0; k < 9; k++) {
        FloatVector w0 = FloatVector.fromArray(S, w, wo + k * 32);
        FloatVector w1 = FloatVector.fromArray(S, w, wo + k * 32 + L);
        FloatVector v0 = FloatVector.broadcast(S, a[x + k]);
        s00 = v0.fma(w0, s00);
        s01 = v0.fma(w1, s01);
        FloatVector v1 = FloatVector.broadcast(S, a[x + 3 + k]);
        s10 = v1.fma(w0, s10);
        s11 = v1.fma(w1, s11);
        FloatVector v2 = FloatVector.broadcast(S, a[x + 6 + k]);
        s20 = v2.fma(w0, s20);
        s21 = v2.fma(w1, s21);
      }
    }
    FloatVector zero = FloatVector.zero(S);
    s00.blend(zero, s00.compare(VectorOperators.LE, zero)).intoArray(a, y);
    s01.blend(zero, s01.compare(VectorOperators.LE, zero)).intoArray(a, y + L);
    s10.blend(zero, s10.compare(VectorOperators.LE, zero)).intoArray(a, y + 32);
    s11.blend(zero, s11.compare(VectorOperators.LE, zero)).intoArray(a, y + 32 + L);
    s20.blend(zero, s20.compare(VectorOperators.LE, zero)).intoArray(a, y + 64);
    s21.blend(zero, s21.compare(VectorOperators.LE, zero)).intoArray(a, y + 64 + L);
  }

  /** input.nin:8 cccp1: 1x1, 20 → 16, ReLU. 81 pixels; one of 16 outputs. */
  @Override
  void cccp1(Workspace w, int from, int to) {
    // pieces: 21 tiles of pixels
    float[] a = w.arena();
    for (int out = 0; out < 16; out += L) {
      cccp1RowNarrow(a, 0, out, out, 2592 + out, from, to);
    }
  }

  /** A row of pixels for one vector of outputs: 18 tiles of 4 pixels, 3 of 3. */
  private void cccp1RowNarrow(float[] a, int x, int wo, int bo, int y, int from, int to) {
    for (int tile = from; tile < Math.min(to, 18); tile++) {
      cccp1Tile4Narrow(a, x + tile * 128, wo, bo, y + tile * 64, 20);
    }
    for (int tile = Math.max(from, 18); tile < to; tile++) {
      cccp1Tile3Narrow(a, x + 576 + tile * 96, wo, bo, y + 288 + tile * 48, 20);
    }
  }

  /** 4 pixels x one vector of outputs. */
  private void cccp1Tile4Narrow(float[] a, int x, int wo, int bo, int y, int terms) {
    if (terms == 0) {
      return;
    }
    float[] w = cccp1Weight;
    float[] b = cccp1Bias;
    FloatVector s00 = FloatVector.fromArray(S, b, bo);
    FloatVector s10 = s00;
    FloatVector s20 = s00;
    FloatVector s30 = s00;
    for (int k = 0; k < terms; k++) {
      FloatVector w0 = FloatVector.fromArray(S, w, wo + k * 16);
      FloatVector v0 = FloatVector.broadcast(S, a[x + k]);
      s00 = v0.fma(w0, s00);
      FloatVector v1 = FloatVector.broadcast(S, a[x + 32 + k]);
      s10 = v1.fma(w0, s10);
      FloatVector v2 = FloatVector.broadcast(S, a[x + 64 + k]);
      s20 = v2.fma(w0, s20);
      FloatVector v3 = FloatVector.broadcast(S, a[x + 96 + k]);
      s30 = v3.fma(w0, s30);
    }
    FloatVector zero = FloatVector.zero(S);
    s00.blend(zero, s00.compare(VectorOperators.LE, zero)).intoArray(a, y);
    s10.blend(zero, s10.compare(VectorOperators.LE, zero)).intoArray(a, y + 16);
    s20.blend(zero, s20.compare(VectorOperators.LE, zero)).intoArray(a, y + 32);
    s30.blend(zero, s30.compare(VectorOperators.LE, zero)).intoArray(a, y + 48);
  }

  /** 3 pixels x one vector of outputs. */
  private void cccp1Tile3Narrow(float[] a, int x, int wo, int bo, int y, int terms) {
    if (terms == 0) {
      return;
    }
    float[] w = cccp1Weight;
    float[] b = cccp1Bias;
    FloatVector s00 = FloatVector.fromArray(S, b, bo);
    FloatVector s10 = s00;
    FloatVector s20 = s00;
    for (int k = 0; k < terms; k++) {
      FloatVector w0 = FloatVector.fromArray(S, w, wo + k * 16);
      FloatVector v0 = FloatVector.broadcast(S, a[x + k]);
      s00 = v0.fma(w0, s00);
      FloatVector v1 = FloatVector.broadcast(S, a[x + 32 + k]);
      s10 = v1.fma(w0, s10);
      FloatVector v2 = FloatVector.broadcast(S, a[x + 64 + k]);
      s20 = v2.fma(w0, s20);
    }
    FloatVector zero = FloatVector.zero(S);
    s00.blend(zero, s00.compare(VectorOperators.LE, zero)).intoArray(a, y);
    s10.blend(zero, s10.compare(VectorOperators.LE, zero)).intoArray(a, y + 16);
    s20.blend(zero, s20.compare(VectorOperators.LE, zero)).intoArray(a, y + 32);
  }

  /** input.nin:11 left: 1x1, 16 → 16, ReLU. 4 rows of 4 pixels; one of 16 outputs. */
  @Override
  void left(Workspace w, int from, int to) {
    // pieces: 4 rows
    float[] a = w.arena();
    for (int out = 0; out < 16; out += L) {
      for (int row = from; row < to; row++) {
        leftRowNarrow(a, 112 + row * 96, out, out, 576 + row * 128 + out);
      }
    }
  }

  /** A row of pixels for one vector of outputs: 1 tile of 4 pixels. */
  private void leftRowNarrow(float[] a, int x, int wo, int bo, int y) {
    leftTile4Narrow(a, x, wo, bo, y, 16);
  }

  /** 4 pixels x one vector of outputs. */
  private void leftTile4Narrow(float[] a, int x, int wo, int bo, int y, int terms) {
    if (terms == 0) {
      return;
    }
    float[] w = leftWeight;
    float[] b = leftBias;
    FloatVector s00 = FloatVector.fromArray(S, b, bo);
    FloatVector s10 = s00;
    FloatVector s20 = s00;
    FloatVector s30 = s00;
    for (int k = 0; k < terms; k++) {
      FloatVector w0 = FloatVector.fromArray(S, w, wo + k * 16);
      FloatVector v0 = FloatVector.broadcast(S, a[x + k]);
      s00 = v0.fma(w0, s00);
      FloatVector v1 = FloatVector.broadcast(S, a[x + 16 + k]);
      s10 = v1.fma(w0, s10);
      FloatVector v2 = FloatVector.broadcast(S, a[x + 32 + k]);
      s20 = v2.fma(w0, s20);
      FloatVector v3 = FloatVector.broadcast(S, a[x + 48 + k]);
      s30 = v3.fma(w0, s30);
    }
    FloatVector zero = FloatVector.zero(S);
    s00.blend(zero, s00.compare(VectorOperators.LE, zero)).intoArray(a, y);
    s10.blend(zero, s10.compare(VectorOperators.LE, zero)).intoArray(a, y + 32);
    s20.blend(zero, s20.compare(VectorOperators.LE, zero)).intoArray(a, y + 64);
    s30.blend(zero, s30.compare(VectorOperators.LE, zero)).intoArray(a, y + 96);
  }

  /** input.nin:13 right: 3x3 pad 1, 16 → 16, ReLU. 4 rows of 4 pixels; one of 16 outputs. */
  @Override
  void right(Workspace w, int from, int to) {
    // pieces: 4 rows
    float[] a = w.arena();
    for (int out = 0; out < 16; out += L) {
      for (int row = from; row < to; row++) {
        rightRowNarrow(a, row * 96, out, out, 592 + row * 128 + out);
      }
    }
  }

  /** A row of pixels for one vector of outputs: 1 tile of 4 pixels. */
  private void rightRowNarrow(float[] a, int x, int wo, int bo, int y) {
    rightTile4Narrow(a, x, wo, bo, y, 3);
  }

  /** 4 pixels x one vector of outputs. */
  private void rightTile4Narrow(float[] a, int x, int wo, int bo, int y, int rows) {
    if (rows == 0) {
      return;
    }
    float[] w = rightWeight;
    float[] b = rightBias;
    FloatVector s00 = FloatVector.fromArray(S, b, bo);
    FloatVector s10 = s00;
    FloatVector s20 = s00;
    FloatVector s30 = s00;
    for (int row = 0; row < rows; row++, x += 96, wo += 768) {
      for (int k = 0; k < 48; k++) {
        FloatVector w0 = FloatVector.fromArray(S, w, wo + k * 16);
        FloatVector v0 = FloatVector.broadcast(S, a[x + k]);
        s00 = v0.fma(w0, s00);
        FloatVector v1 = FloatVector.broadcast(S, a[x + 16 + k]);
        s10 = v1.fma(w0, s10);
        FloatVector v2 = FloatVector.broadcast(S, a[x + 32 + k]);
        s20 = v2.fma(w0, s20);
        FloatVector v3 = FloatVector.broadcast(S, a[x + 48 + k]);
        s30 = v3.fma(w0, s30);
      }
    }
    FloatVector zero = FloatVector.zero(S);
    s00.blend(zero, s00.compare(VectorOperators.LE, zero)).intoArray(a, y);
    s10.blend(zero, s10.compare(VectorOperators.LE, zero)).intoArray(a, y + 32);
    s20.blend(zero, s20.compare(VectorOperators.LE, zero)).intoArray(a, y + 64);
    s30.blend(zero, s30.compare(VectorOperators.LE, zero)).intoArray(a, y + 96);
  }

  /** input.nin:15 scores: 1x1, 32 → 2. 16 pixels; one of 16 outputs. */
  @Override
  void scores(Workspace w, int from, int to) {
    // pieces: 4 tiles of pixels
    float[] a = w.arena();
    for (int out = 0; out < 16; out += L) {
      scoresRowNarrow(a, 576, out, out, out, from, to);
    }
  }

  /** A row of pixels for one vector of outputs: 4 tiles of 4 pixels. */
  private void scoresRowNarrow(float[] a, int x, int wo, int bo, int y, int from, int to) {
    for (int tile = from; tile < to; tile++) {
      scoresTile4Narrow(a, x + tile * 128, wo, bo, y + tile * 64, 32);
    }
  }

  /** 4 pixels x one vector of outputs. */
  private void scoresTile4Narrow(float[] a, int x, int wo, int bo, int y, int terms) {
    if (terms == 0) {
      return;
    }
    float[] w = scoresWeight;
    float[] b = scoresBias;
    FloatVector s00 = FloatVector.fromArray(S, b, bo);
    FloatVector s10 = s00;
    FloatVector s20 = s00;
    FloatVector s30 = s00;
    for (int k = 0; k < terms; k++) {
      FloatVector w0 = FloatVector.fromArray(S, w, wo + k * 16);
      FloatVector v0 = FloatVector.broadcast(S, a[x + k]);
      s00 = v0.fma(w0, s00);
      FloatVector v1 = FloatVector.broadcast(S, a[x + 32 + k]);
      s10 = v1.fma(w0, s10);
      FloatVector v2 = FloatVector.broadcast(S, a[x + 64 + k]);
      s20 = v2.fma(w0, s20);
      FloatVector v3 = FloatVector.broadcast(S, a[x + 96 + k]);
      s30 = v3.fma(w0, s30);
    }
    s00.intoArray(a, y);
    s10.intoArray(a, y + 16);
    s20.intoArray(a, y + 32);
    s30.intoArray(a, y + 48);
  }

  @Override
  public int units(int step) {
    return UNITS[step];
  }

  @Override
  public int grain(int step) {
    return GRAINS[step];
  }

  @Override
  public int hotKernels() {
    return HOT_TERMS.length;
  }

  @Override
  public int hotTerms(int kernel) {
    return HOT_TERMS[kernel];
  }

  @Override
  public int hotLength(int kernel) {
    return HOT_LENGTHS[kernel];
  }

  @Override
  public void hot(int kernel, Workspace w, int terms) {
    float[] a = w.arena();
    switch (kernel) {
      case 0 -> conv1Tile3(a, 2592, 0, 0, 0, terms);
      case 1 -> cccp1Tile4Narrow(a, 0, 0, 0, 2592, terms);
      case 2 -> cccp1Tile3Narrow(a, 0, 0, 0, 2592, terms);
      case 3 -> maxpool1Window(a, 2592, 112, terms * L);
      case 4 -> maxpool1Clipped(a, 2592, 3, 3, 112, terms * L);
      case 5 -> leftTile4Narrow(a, 112, 0, 0, 576, terms);
      case 6 -> rightTile4Narrow(a, 0, 0, 0, 592, terms);
      case 7 -> scoresTile4Narrow(a, 576, 0, 0, 0, terms);
      case 8 -> gap1Channels(a, terms * L);
      default -> throw new IndexOutOfBoundsException(kernel);
    }
  }

  @Override
  public String describe() {
    return L * Float.SIZE + " bits, 16 registers";
  }
}
