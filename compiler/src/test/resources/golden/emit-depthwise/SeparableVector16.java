package model;

import dev.ninc.runtime.Generated;
import dev.ninc.runtime.LoadPhase;
import dev.ninc.runtime.Workspace;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** Convolutions of {@link Separable} for processors with 16 vector registers. */
@Generated(
    by = "ninc 0.1.0-SNAPSHOT",
    from = "input.nin",
    digest = "sha256:07644527d3b84619c32cf709b37dd90ded196db5e05484552d9eefd7c5886903"
)
final class SeparableVector16 extends SeparableVector {
  /** The pieces of each step's work. */
  private static final int[] UNITS = {1, 12, 6, 1, 6, 6, 1, 6, 6, 1};

  /** How many of them are worth a thread's attention. */
  private static final int[] GRAINS = {1, 12, 6, 1, 6, 6, 1, 6, 6, 1};

  /** How often each hot kernel goes round its outermost loop. */
  private static final int[] HOT_TERMS = {3, 32 / L, 24, 5};

  /** Iterations of its innermost loop each time. */
  private static final int[] HOT_LENGTHS = {9, 1, 1, 1};

  SeparableVector16(LoadPhase weights) {
    super(weights);
  }

  /**
   * input.nin:5 stem: 3x3 stride 2 pad 1, 3 → 24, ReLU. 6 rows of 6 pixels; 1 panel of 32 outputs.
   */
  @Override
  void stem(Workspace w, int from, int to) {
    // pieces: 6 rows
    float[] a = w.arena();
    for (int row = from; row < to; row++) {
      for (int out = 0; out < 32; out += 2 * L) {
        stemRow(a, row * 78, out, out, 2048 + row * 192 + out);
      }
    }
  }

  /** A row of pixels for two vectors of outputs: 2 tiles of 3 pixels. */
  private void stemRow(float[] a, int x, int wo, int bo, int y) {
    for (int tile = 0; tile < 2; tile++) {
      stemTile3(a, x + tile * 18, wo, bo, y + tile * 96, 3);
    }
  }

  /** 3 pixels x two vectors of outputs. */
  private void stemTile3(float[] a, int x, int wo, int bo, int y, int rows) {
    if (rows == 0) {
      return;
    }
    float[] w = stemWeight;
    float[] b = stemBias;
    FloatVector s00 = FloatVector.fromArray(S, b, bo);
    FloatVector s01 = FloatVector.fromArray(S, b, bo + L);
    FloatVector s10 = s00;
    FloatVector s11 = s01;
    FloatVector s20 = s00;
    FloatVector s21 = s01;
    for (int row = 0; row < rows; row++, x += 39, wo += 288) {
      for (int k = 0; k < 9; k++) {
        FloatVector w0 = FloatVector.fromArray(S, w, wo + k * 32);
        FloatVector w1 = FloatVector.fromArray(S, w, wo + k * 32 + L);
        FloatVector v0 = FloatVector.broadcast(S, a[x + k]);
        s00 = v0.fma(w0, s00);
        s01 = v0.fma(w1, s01);
        FloatVector v1 = FloatVector.broadcast(S, a[x + 6 + k]);
        s10 = v1.fma(w0, s10);
        s11 = v1.fma(w1, s11);
        FloatVector v2 = FloatVector.broadcast(S, a[x + 12 + k]);
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

  /** input.nin:7 small: depthwise 3x3 pad 1, 24, ReLU. 6 rows of 6 pixels. */
  @Override
  void small(Workspace w, int from, int to) {
    // pieces: 6 rows
    float[] a = w.arena();
    for (int row = from; row < to; row++) {
      smallRow(a, row * 256, 3200 + row * 192);
    }
  }

  /** A row of pixels: 2 tiles of 3 pixels. */
  private void smallRow(float[] a, int x, int y) {
    for (int tile = 0; tile < 2; tile++) {
      smallTile3(a, x + tile * 96, y + tile * 96, 32);
    }
  }

  /** 3 pixels, all channels. */
  private void smallTile3(float[] a, int x, int y, int channels) {
    float[] w = smallWeight;
    float[] b = smallBias;
    FloatVector zero = FloatVector.zero(S);
    for (int c = 0; c < channels; c += L) {
      FloatVector s0 = FloatVector.fromArray(S, b, c);
      FloatVector s1 = s0;
      FloatVector s2 = s0;
      // Row 0 of the window.
      FloatVector w0 = FloatVector.fromArray(S, w, c);
      FloatVector w1 = FloatVector.fromArray(S, w, c + 32);
      FloatVector w2 = FloatVector.fromArray(S, w, c + 64);
      FloatVector v0 = FloatVector.fromArray(S, a, x + c);
      FloatVector v1 = FloatVector.fromArray(S, a, x + c + 32);
      FloatVector v2 = FloatVector.fromArray(S, a, x + c + 64);
      FloatVector v3 = FloatVector.fromArray(S, a, x + c + 96);
      FloatVector v4 = FloatVector.fromArray(S, a, x + c + 128);
      s0 = v0.fma(w0, s0);
      s1 = v1.fma(w0, s1);
      s2 = v2.fma(w0, s2);
      s0 = v1.fma(w1, s0);
      s1 = v2.fma(w1, s1);
      s2 = v3.fma(w1, s2);
      s0 = v2.fma(w2, s0);
      s1 = v3.fma(w2, s1);
      s2 = v4.fma(w2, s2);
      // Row 1 of the window.
      w0 = FloatVector.fromArray(S, w, c + 96);
      w1 = FloatVector.fromArray(S, w, c + 128);
      w2 = FloatVector.fromArray(S, w, c + 160);
      v0 = FloatVector.fromArray(S, a, x + c + 256);
      v1 = FloatVector.fromArray(S, a, x + c + 288);
      v2 = FloatVector.fromArray(S, a, x + c + 320);
      v3 = FloatVector.fromArray(S, a, x + c + 352);
      v4 = FloatVector.fromArray(S, a, x + c + 384);
      s0 = v0.fma(w0, s0);
      s1 = v1.fma(w0, s1);
      s2 = v2.fma(w0, s2);
      s0 = v1.fma(w1, s0);
      s1 = v2.fma(w1, s1);
      s2 = v3.fma(w1, s2);
      s0 = v2.fma(w2, s0);
      s1 = v3.fma(w2, s1);
      s2 = v4.fma(w2, s2);
      // Row 2 of the window.
      w0 = FloatVector.fromArray(S, w, c + 192);
      w1 = FloatVector.fromArray(S, w, c + 224);
      w2 = FloatVector.fromArray(S, w, c + 256);
      v0 = FloatVector.fromArray(S, a, x + c + 512);
      v1 = FloatVector.fromArray(S, a, x + c + 544);
      v2 = FloatVector.fromArray(S, a, x + c + 576);
      v3 = FloatVector.fromArray(S, a, x + c + 608);
      v4 = FloatVector.fromArray(S, a, x + c + 640);
      s0 = v0.fma(w0, s0);
      s1 = v1.fma(w0, s1);
      s2 = v2.fma(w0, s2);
      s0 = v1.fma(w1, s0);
      s1 = v2.fma(w1, s1);
      s2 = v3.fma(w1, s2);
      s0 = v2.fma(w2, s0);
      s1 = v3.fma(w2, s1);
      s2 = v4.fma(w2, s2);
      s0.blend(zero, s0.compare(VectorOperators.LE, zero)).intoArray(a, y + c);
      s1.blend(zero, s1.compare(VectorOperators.LE, zero)).intoArray(a, y + c + 32);
      s2.blend(zero, s2.compare(VectorOperators.LE, zero)).intoArray(a, y + c + 64);
    }
  }

  /** input.nin:8 cccp1: 1x1, 24 → 20. 6 rows of 6 pixels; 1 panel of 32 outputs. */
  @Override
  void cccp1(Workspace w, int from, int to) {
    // pieces: 6 rows
    float[] a = w.arena();
    for (int out = 0; out < 32; out += 2 * L) {
      for (int row = from; row < to; row++) {
        cccp1Row(a, 3200 + row * 192, out, out, 704 + row * 320 + out);
      }
    }
  }

  /** A row of pixels for two vectors of outputs: 2 tiles of 3 pixels. */
  private void cccp1Row(float[] a, int x, int wo, int bo, int y) {
    for (int tile = 0; tile < 2; tile++) {
      cccp1Tile3(a, x + tile * 96, wo, bo, y + tile * 96, 24);
    }
  }

  /** 3 pixels x two vectors of outputs. */
  private void cccp1Tile3(float[] a, int x, int wo, int bo, int y, int terms) {
    if (terms == 0) {
      return;
    }
    float[] w = cccp1Weight;
    float[] b = cccp1Bias;
    FloatVector s00 = FloatVector.fromArray(S, b, bo);
    FloatVector s01 = FloatVector.fromArray(S, b, bo + L);
    FloatVector s10 = s00;
    FloatVector s11 = s01;
    FloatVector s20 = s00;
    FloatVector s21 = s01;
    for (int k = 0; k < terms; k++) {
      FloatVector w0 = FloatVector.fromArray(S, w, wo + k * 32);
      FloatVector w1 = FloatVector.fromArray(S, w, wo + k * 32 + L);
      FloatVector v0 = FloatVector.broadcast(S, a[x + k]);
      s00 = v0.fma(w0, s00);
      s01 = v0.fma(w1, s01);
      FloatVector v1 = FloatVector.broadcast(S, a[x + 32 + k]);
      s10 = v1.fma(w0, s10);
      s11 = v1.fma(w1, s11);
      FloatVector v2 = FloatVector.broadcast(S, a[x + 64 + k]);
      s20 = v2.fma(w0, s20);
      s21 = v2.fma(w1, s21);
    }
    s00.intoArray(a, y);
    s01.intoArray(a, y + L);
    s10.intoArray(a, y + 32);
    s11.intoArray(a, y + 32 + L);
    s20.intoArray(a, y + 64);
    s21.intoArray(a, y + 64 + L);
  }

  /** input.nin:9 large: depthwise 5x5 pad 2, 20. 6 rows of 6 pixels. */
  @Override
  void large(Workspace w, int from, int to) {
    // pieces: 6 rows
    float[] a = w.arena();
    for (int row = from; row < to; row++) {
      largeRow(a, row * 320, 3200 + row * 192);
    }
  }

  /** A row of pixels: 2 tiles of 3 pixels. */
  private void largeRow(float[] a, int x, int y) {
    for (int tile = 0; tile < 2; tile++) {
      for (int c = 0; c < 32; c += L) {
        largeTile3(a, x + tile * 96 + c, c, y + tile * 96 + c, 5);
      }
    }
  }

  /** 3 pixels x one vector of channels. */
  private void largeTile3(float[] a, int x, int c, int y, int rows) {
    if (rows == 0) {
      return;
    }
    float[] w = largeWeight;
    float[] b = largeBias;
    FloatVector s0 = FloatVector.fromArray(S, b, c);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    for (int row = 0; row < rows; row++, x += 320, c += 160) {
      FloatVector w0 = FloatVector.fromArray(S, w, c);
      FloatVector w1 = FloatVector.fromArray(S, w, c + 32);
      FloatVector w2 = FloatVector.fromArray(S, w, c + 64);
      FloatVector w3 = FloatVector.fromArray(S, w, c + 96);
      FloatVector w4 = FloatVector.fromArray(S, w, c + 128);
      FloatVector v0 = FloatVector.fromArray(S, a, x);
      FloatVector v1 = FloatVector.fromArray(S, a, x + 32);
      FloatVector v2 = FloatVector.fromArray(S, a, x + 64);
      FloatVector v3 = FloatVector.fromArray(S, a, x + 96);
      FloatVector v4 = FloatVector.fromArray(S, a, x + 128);
      FloatVector v5 = FloatVector.fromArray(S, a, x + 160);
      FloatVector v6 = FloatVector.fromArray(S, a, x + 192);
      s0 = v0.fma(w0, s0);
      s1 = v1.fma(w0, s1);
      s2 = v2.fma(w0, s2);
      s0 = v1.fma(w1, s0);
      s1 = v2.fma(w1, s1);
      s2 = v3.fma(w1, s2);
      s0 = v2.fma(w2, s0);
      s1 = v3.fma(w2, s1);
      s2 = v4.fma(w2, s2);
      s0 = v3.fma(w3, s0);
      s1 = v4.fma(w3, s1);
      s2 = v5.fma(w3, s2);
      s0 = v4.fma(w4, s0);
      s1 = v5.fma(w4, s1);
      s2 = v6.fma(w4, s2);
    }
    s0.intoArray(a, y);
    s1.intoArray(a, y + 32);
    s2.intoArray(a, y + 64);
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
      case 0 -> stemTile3(a, 0, 0, 0, 2048, terms);
      case 1 -> smallTile3(a, 0, 3200, terms * L);
      case 2 -> cccp1Tile3(a, 3200, 0, 0, 704, terms);
      case 3 -> largeTile3(a, 0, 0, 3200, terms);
      default -> throw new IndexOutOfBoundsException(kernel);
    }
  }

  @Override
  public String describe() {
    return L * Float.SIZE + " bits, 16 registers";
  }
}
