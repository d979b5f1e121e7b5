package model;

import dev.ninc.runtime.Generated;
import dev.ninc.runtime.LoadPhase;
import dev.ninc.runtime.Workspace;
import jdk.incubator.vector.FloatVector;

/** Convolutions of {@link Filtered} for processors with 32 vector registers. */
@Generated(
    by = "ninc 0.1.0-SNAPSHOT",
    from = "input.nin",
    digest = "sha256:e911e068fa3b81227bff1e687decd4573120db997e09bb74d654a0762dd27699"
)
final class FilteredVector32 extends FilteredVector {
  /** The pieces of each step's work. */
  private static final int[] UNITS = {1, 10, 1, 5, 9, 1, 1, 1};

  /** How many of them are worth a thread's attention. */
  private static final int[] GRAINS = {1, 10, 1, 5, 9, 1, 1, 1};

  /** How often each hot kernel goes round its outermost loop. */
  private static final int[] HOT_TERMS = {4, 2, 2, 6, 6, 24, 6, 4, 4, 32 / L};

  /** Iterations of its innermost loop each time. */
  private static final int[] HOT_LENGTHS = {3, 1, 1, 1, 1, 1, 1, 1, 1, 110};

  FilteredVector32(LoadPhase weights) {
    super(weights);
  }

  /**
   * input.nin:6 second: 3x3 pad 1, 24 → 20, ReLU, as F(4x4, 3x3).
   * 9 tiles of 4x4 pixels; 1 panel of 32 outputs.
   */
  @Override
  void second(Workspace w, int from, int to) {
    // V: from a[0] on, 304 floats from point to point: 9 tiles of 32, and 16.
    // M: from s[576] on, 304 floats from point to point: 9 tiles of 32, and 16.
    // U: 27,648 floats for a panel of 32 outputs: 36 points of 24 channels.
    float[] a = w.arena();
    float[] s = w.scratch();
    for (int out = 0; out < 32; out += 2 * L) {
      secondProducts(a, 0, s, 576, out);
      secondOutputs(s, 576, a, out, 2 * L, 0, 9);
    }
  }

  /** M at all points, for two vectors of outputs: 1 time 9 tiles. */
  private void secondProducts(float[] v, int x, float[] s, int m, int wo) {
    for (int point = 0; point < 36; point++) {
      secondProducts9(v, x, wo, s, m, 24);
      x += 304;
      m += 304;
      wo += 768;
    }
  }

  /** 9 tiles x two vectors of outputs, over the input channels. */
  private void secondProducts9(float[] v, int x, int wo, float[] s, int m, int channels) {
    if (channels == 0) {
      return;
    }
    float[] w = secondWeight;
    FloatVector s00 = FloatVector.zero(S);
    FloatVector s01 = FloatVector.zero(S);
    FloatVector s10 = FloatVector.zero(S);
    FloatVector s11 = FloatVector.zero(S);
    FloatVector s20 = FloatVector.zero(S);
    FloatVector s21 = FloatVector.zero(S);
    FloatVector s30 = FloatVector.zero(S);
    FloatVector s31 = FloatVector.zero(S);
    FloatVector s40 = FloatVector.zero(S);
    FloatVector s41 = FloatVector.zero(S);
    FloatVector s50 = FloatVector.zero(S);
    FloatVector s51 = FloatVector.zero(S);
    FloatVector s60 = FloatVector.zero(S);
    FloatVector s61 = FloatVector.zero(S);
    FloatVector s70 = FloatVector.zero(S);
    FloatVector s71 = FloatVector.zero(S);
    FloatVector s80 = FloatVector.zero(S);
    FloatVector s81 = FloatVector.zero(S);
    for (int k = 0; k < channels; k++) {
      FloatVector w0 = FloatVector.fromArray(S, w, wo + k * 32);
      FloatVector w1 = FloatVector.fromArray(S, w, wo + k * 32 + L);
      FloatVector v0 = FloatVector.broadcast(S, v[x + k]);
      s00 = v0.fma(w0, s00);
      s01 = v0.fma(w1, s01);
      FloatVector v1 = FloatVector.broadcast(S, v[x + 32 + k]);
      s10 = v1.fma(w0, s10);
      s11 = v1.fma(w1, s11);
      FloatVector v2 = FloatVector.broadcast(S, v[x + 64 + k]);
      s20 = v2.fma(w0, s20);
      s21 = v2.fma(w1, s21);
      FloatVector v3 = FloatVector.broadcast(S, v[x + 96 + k]);
      s30 = v3.fma(w0, s30);
      s31 = v3.fma(w1, s31);
      FloatVector v4 = FloatVector.broadcast(S, v[x + 128 + k]);
      s40 = v4.fma(w0, s40);
      s41 = v4.fma(w1, s41);
      FloatVector v5 = FloatVector.broadcast(S, v[x + 160 + k]);
      s50 = v5.fma(w0, s50);
      s51 = v5.fma(w1, s51);
      FloatVector v6 = FloatVector.broadcast(S, v[x + 192 + k]);
      s60 = v6.fma(w0, s60);
      s61 = v6.fma(w1, s61);
      FloatVector v7 = FloatVector.broadcast(S, v[x + 224 + k]);
      s70 = v7.fma(w0, s70);
      s71 = v7.fma(w1, s71);
      FloatVector v8 = FloatVector.broadcast(S, v[x + 256 + k]);
      s80 = v8.fma(w0, s80);
      s81 = v8.fma(w1, s81);
    }
    s00.intoArray(s, m);
    s01.intoArray(s, m + L);
    s10.intoArray(s, m + 32);
    s11.intoArray(s, m + 32 + L);
    s20.intoArray(s, m + 64);
    s21.intoArray(s, m + 64 + L);
    s30.intoArray(s, m + 96);
    s31.intoArray(s, m + 96 + L);
    s40.intoArray(s, m + 128);
    s41.intoArray(s, m + 128 + L);
    s50.intoArray(s, m + 160);
    s51.intoArray(s, m + 160 + L);
    s60.intoArray(s, m + 192);
    s61.intoArray(s, m + 192 + L);
    s70.intoArray(s, m + 224);
    s71.intoArray(s, m + 224 + L);
    s80.intoArray(s, m + 256);
    s81.intoArray(s, m + 256 + L);
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
      case 0 -> firstProductColumns(w.scratch(), 256, 0, terms);
      case 1 -> firstOutput(w.scratch(), a, 0, 11424, terms);
      case 2 -> firstOutputCut(w.scratch(), a, 0, 11424, terms);
      case 3 -> secondPatchColumns(a, 10944, w.scratch(), terms);
      case 4 -> secondPatchRows(w.scratch(), a, 0, terms);
      case 5 -> secondProducts9(a, 0, 0, w.scratch(), 576, terms);
      case 6 -> secondProductColumns(w.scratch(), 576, terms);
      case 7 -> secondOutput(w.scratch(), a, 0, 10944, terms);
      case 8 -> secondOutputCut(w.scratch(), a, 0, 10944, terms);
      case 9 -> gap1Channels(a, terms * L);
      default -> throw new IndexOutOfBoundsException(kernel);
    }
  }

  @Override
  public String describe() {
    return L * Float.SIZE + " bits, 32 registers";
  }
}
