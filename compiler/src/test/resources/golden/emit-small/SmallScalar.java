package model;

import dev.ninc.runtime.Generated;
import dev.ninc.runtime.LoadPhase;
import dev.ninc.runtime.Packing;
import dev.ninc.runtime.Workspace;
import java.util.Arrays;

/**
 * Kernels of {@link Small} in plain Java, in the form that C2 vectorizes: one method per step.
 */
@Generated(
    by = "ninc 0.1.0-SNAPSHOT",
    from = "input.nin",
    digest = "sha256:c028bd9721c28df2a2a9014dc38a326c7491f0fc1c1e02daf4e3c8d63ffdfc97"
)
final class SmallScalar extends Small.Steps {
  /** The pieces of each step's work. */
  private static final int[] UNITS = {1, 9, 9, 4, 1, 4, 4, 4, 1, 1, 1, 1};

  /** How many of them are worth a thread's attention. */
  private static final int[] GRAINS = {1, 9, 9, 4, 1, 4, 4, 4, 1, 1, 1, 1};

  private final float[][] conv1Weight;
  private final float[] conv1Bias;
  private final float[][] cccp1Weight;
  private final float[] cccp1Bias;
  private final float[][] leftWeight;
  private final float[] leftBias;
  private final float[][] rightWeight;
  private final float[] rightBias;
  private final float[][] scoresWeight;
  private final float[] scoresBias;

  SmallScalar(LoadPhase weights) {
    conv1Weight = Packing.rows(weights.floats("conv1.weight"), 20, 3, 3, 3, 1);
    conv1Bias = Packing.bias(weights.floats("conv1.bias"), 1);
    cccp1Weight = Packing.rows(weights.floats("cccp1.weight"), 16, 20, 1, 1, 1);
    cccp1Bias = Packing.bias(weights.floats("cccp1.bias"), 1);
    leftWeight = Packing.rows(weights.floats("left.weight"), 16, 16, 1, 1, 1);
    leftBias = Packing.bias(weights.floats("left.bias"), 1);
    rightWeight = Packing.rows(weights.floats("right:norm:weight"), 16, 16, 3, 3, 1);
    rightBias = Packing.bias(weights.floats("right:norm:bias"), 1);
    scoresWeight = Packing.rows(weights.floats("scores.weight"), 2, 32, 1, 1, 1);
    scoresBias = Packing.bias(weights.floats("scores.bias"), 1);
  }

  /** input.nin:8 conv1: 3x3 pad 1, 3 → 20, ReLU. */
  @Override
  void conv1(Workspace w, int from, int to) {
    // pieces: 9 rows
    float[] a = w.arena();
    for (int row = from; row < to; row++) {
      conv1Row(w.rows(), a, 2592 + row * 33, row * 288);
    }
  }

  /** A row of 9 pixels. */
  private void conv1Row(float[][] s, float[] a, int x, int y) {
    Sums20.start(s, 9, conv1Bias, 0);
    for (int row = 0; row < 3; row++) {
      Sums20.add(s, 9, a, x + row * 33, 3, conv1Weight, row * 9, 9);
    }
    Sums20.relu(s, 9);
    Sums20.store(s, 9, a, y, 32);
  }

  /** input.nin:8 cccp1: 1x1, 20 → 16, ReLU. */
  @Override
  void cccp1(Workspace w, int from, int to) {
    // pieces: 4 tiles of pixels
    float[] a = w.arena();
    cccp1Row(w.rows(), a, 0, 2592, from, to);
  }

  /** A row of 81 pixels in blocks of 24. */
  private void cccp1Row(float[][] s, float[] a, int x, int y, int from, int to) {
    for (int pixel = from * 24; pixel < Math.min(to * 24, 81); pixel += 24) {
      int n = Math.min(24, 81 - pixel);
      Sums16.start(s, n, cccp1Bias, 0);
      Sums16.add(s, n, a, x + pixel * 32, 32, cccp1Weight, 0, 20);
      Sums16.relu(s, n);
      Sums16.store(s, n, a, y + pixel * 16, 16);
    }
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
        windowMax(w.rows(), a, x, bottom - top, 144, right - left, 16, 16);
        System.arraycopy(w.rows()[0], 0, a, y, 16);
      }
    }
  }

  /** input.nin:11 left: 1x1, 16 → 16, ReLU. */
  @Override
  void left(Workspace w, int from, int to) {
    // pieces: 4 rows
    float[] a = w.arena();
    for (int row = from; row < to; row++) {
      leftRow(w.rows(), a, 112 + row * 96, 576 + row * 128);
    }
  }

  /** A row of 4 pixels. */
  private void leftRow(float[][] s, float[] a, int x, int y) {
    Sums16.start(s, 4, leftBias, 0);
    Sums16.add(s, 4, a, x, 16, leftWeight, 0, 16);
    Sums16.relu(s, 4);
    Sums16.store(s, 4, a, y, 32);
  }

  /** input.nin:13 right: 3x3 pad 1, 16 → 16, ReLU. */
  @Override
  void right(Workspace w, int from, int to) {
    // pieces: 4 rows
    float[] a = w.arena();
    for (int row = from; row < to; row++) {
      rightRow(w.rows(), a, row * 96, 592 + row * 128);
    }
  }

  /** A row of 4 pixels. */
  private void rightRow(float[][] s, float[] a, int x, int y) {
    Sums16.start(s, 4, rightBias, 0);
    for (int row = 0; row < 3; row++) {
      for (int k = 0; k < 48; k += 24) {
        Sums16.add(s, 4, a, x + row * 96 + k, 16, rightWeight, row * 48 + k, 24);
      }
    }
    Sums16.relu(s, 4);
    Sums16.store(s, 4, a, y, 32);
  }

  /** input.nin:15 scores: 1x1, 32 → 2. */
  @Override
  void scores(Workspace w, int from, int to) {
    float[] a = w.arena();
    scoresRow(w.rows(), a, 576, 0);
  }

  /** A row of 16 pixels. */
  private void scoresRow(float[][] s, float[] a, int x, int y) {
    Sums2.start(s, 16, scoresBias, 0);
    for (int k = 0; k < 32; k += 24) {
      Sums2.add(s, 16, a, x + k, 32, scoresWeight, k, Math.min(24, 32 - k));
    }
    Sums2.store(s, 16, a, y, 16);
  }

  /** input.nin:16 gap1: mean of 16 pixels. */
  @Override
  void gap1(Workspace w) {
    float[] a = w.arena();
    windowSum(w.rows(), a, 0, 4, 64, 4, 16, 2);
    times(w.rows()[0], 1f / 16, 2);
    System.arraycopy(w.rows()[0], 0, a, 256, 2);
  }

  /** The largest of each channel in a window, in the first row. */
  private static void windowMax(float[][] s, float[] a, int x, int rows, int rowStride, int columns,
      int pixelStride, int channels) {
    System.arraycopy(a, x, s[0], 0, channels);
    for (int cell = 1; cell < rows * columns; cell++) {
      int at = x + cell / columns * rowStride + cell % columns * pixelStride;
      System.arraycopy(a, at, s[1], 0, channels);
      max(s[0], s[1], channels);
    }
  }

  /** The larger of two pixels, channel by channel. */
  private static void max(float[] s, float[] x, int channels) {
    for (int c = 0; c < channels; c++) {
      s[c] = Math.max(s[c], x[c]);
    }
  }

  /** The sum of each channel in a window, in the first row. */
  private static void windowSum(float[][] s, float[] a, int x, int rows, int rowStride, int columns,
      int pixelStride, int channels) {
    Arrays.fill(s[0], 0, channels, 0f);
    for (int cell = 0; cell < rows * columns; cell++) {
      int at = x + cell / columns * rowStride + cell % columns * pixelStride;
      System.arraycopy(a, at, s[1], 0, channels);
      plus(s[0], s[1], channels);
    }
  }

  /** The sum of two pixels, channel by channel. */
  private static void plus(float[] s, float[] x, int channels) {
    for (int c = 0; c < channels; c++) {
      s[c] += x[c];
    }
  }

  /** A pixel times a number. */
  private static void times(float[] s, float scale, int channels) {
    for (int c = 0; c < channels; c++) {
      s[c] *= scale;
    }
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
  public boolean isVector() {
    return false;
  }

  @Override
  public String describe() {
    return "plain Java loops";
  }

  /** Sums of 2 outputs for a block of pixels, a row each. */
  private static final class Sums2 {
    /** The sums of n pixels start with the bias. */
    static void start(float[][] s, int n, float[] b, int bo) {
      for (int i = 0; i < n; i++) {
        System.arraycopy(b, bo, s[i], 0, 2);
      }
    }

    /** Writes the sums of n pixels, step floats apart. */
    static void store(float[][] s, int n, float[] a, int y, int step) {
      for (int i = 0; i < n; i++) {
        System.arraycopy(s[i], 0, a, y + i * step, 2);
      }
    }

    /** Adds terms of n pixels, step floats apart, four pixels at once. */
    static void add(float[][] s, int n, float[] a, int x, int step, float[][] w, int wo,
        int terms) {
      int i = 0;
      for (; i + 4 <= n; i += 4) {
        add4(s[i], s[i + 1], s[i + 2], s[i + 3], a, x + i * step, step, w, wo, terms);
      }
      for (; i < n; i++) {
        add1(s[i], a, x + i * step, w, wo, terms);
      }
    }

    /** Adds terms of four pixels, six terms at once. */
    private static void add4(float[] s, float[] t, float[] u, float[] v, float[] a, int x, int step,
        float[][] w, int wo, int terms) {
      int p = x;
      int q = p + step;
      int r = q + step;
      int z = r + step;
      int k = wo;
      for (; k + 6 <= wo + terms; k += 6, p += 6, q += 6, r += 6, z += 6) {
        fma24(s, t, u, v, a, p, q, r, z, w, k);
      }
      if (k < wo + terms) {
        rest4(s, t, u, v, a, p, q, r, z, w, k, wo + terms - k);
      }
    }

    /** Adds terms of one pixel, four terms at once. */
    private static void add1(float[] s, float[] a, int x, float[][] w, int wo, int terms) {
      int k = 0;
      for (; k + 4 <= terms; k += 4) {
        fma4(
            s,
            w[wo + k], w[wo + k + 1], w[wo + k + 2], w[wo + k + 3],
            a[x + k], a[x + k + 1], a[x + k + 2], a[x + k + 3]);
      }
      for (; k < terms; k++) {
        fma1(s, w[wo + k], a[x + k]);
      }
    }

    /** Four pixels x six terms, three in each of two innermost loops, which C2 vectorizes. */
    private static void fma24(float[] s, float[] t, float[] u, float[] v, float[] a, int p, int q,
        int r, int z, float[][] w, int k) {
      float[] g0 = w[k];
      float[] g1 = w[k + 1];
      float[] g2 = w[k + 2];
      float p0 = a[p], p1 = a[p + 1], p2 = a[p + 2];
      float q0 = a[q], q1 = a[q + 1], q2 = a[q + 2];
      float r0 = a[r], r1 = a[r + 1], r2 = a[r + 2];
      float z0 = a[z], z1 = a[z + 1], z2 = a[z + 2];
      for (int o = 0; o < 2; o++) {
        float w0 = g0[o];
        float w1 = g1[o];
        float w2 = g2[o];
        s[o] = Math.fma(p2, w2, Math.fma(p1, w1, Math.fma(p0, w0, s[o])));
        t[o] = Math.fma(q2, w2, Math.fma(q1, w1, Math.fma(q0, w0, t[o])));
        u[o] = Math.fma(r2, w2, Math.fma(r1, w1, Math.fma(r0, w0, u[o])));
        v[o] = Math.fma(z2, w2, Math.fma(z1, w1, Math.fma(z0, w0, v[o])));
      }
      float[] h0 = w[k + 3];
      float[] h1 = w[k + 4];
      float[] h2 = w[k + 5];
      float p3 = a[p + 3], p4 = a[p + 4], p5 = a[p + 5];
      float q3 = a[q + 3], q4 = a[q + 4], q5 = a[q + 5];
      float r3 = a[r + 3], r4 = a[r + 4], r5 = a[r + 5];
      float z3 = a[z + 3], z4 = a[z + 4], z5 = a[z + 5];
      for (int o = 0; o < 2; o++) {
        float w0 = h0[o];
        float w1 = h1[o];
        float w2 = h2[o];
        s[o] = Math.fma(p5, w2, Math.fma(p4, w1, Math.fma(p3, w0, s[o])));
        t[o] = Math.fma(q5, w2, Math.fma(q4, w1, Math.fma(q3, w0, t[o])));
        u[o] = Math.fma(r5, w2, Math.fma(r4, w1, Math.fma(r3, w0, u[o])));
        v[o] = Math.fma(z5, w2, Math.fma(z4, w1, Math.fma(z3, w0, v[o])));
      }
    }

    /** Four pixels x one to five terms. */
    private static void rest4(float[] s, float[] t, float[] u, float[] v, float[] a, int p, int q,
        int r, int z, float[][] w, int k, int rest) {
      if (rest >= 3) {
        float[] g0 = w[k];
        float[] g1 = w[k + 1];
        float[] g2 = w[k + 2];
        float p0 = a[p], p1 = a[p + 1], p2 = a[p + 2];
        float q0 = a[q], q1 = a[q + 1], q2 = a[q + 2];
        float r0 = a[r], r1 = a[r + 1], r2 = a[r + 2];
        float z0 = a[z], z1 = a[z + 1], z2 = a[z + 2];
        for (int o = 0; o < 2; o++) {
          float w0 = g0[o];
          float w1 = g1[o];
          float w2 = g2[o];
          s[o] = Math.fma(p2, w2, Math.fma(p1, w1, Math.fma(p0, w0, s[o])));
          t[o] = Math.fma(q2, w2, Math.fma(q1, w1, Math.fma(q0, w0, t[o])));
          u[o] = Math.fma(r2, w2, Math.fma(r1, w1, Math.fma(r0, w0, u[o])));
          v[o] = Math.fma(z2, w2, Math.fma(z1, w1, Math.fma(z0, w0, v[o])));
        }
      }
      int n = rest % 3;
      int l = rest - n;
      if (n == 2) {
        float[] h0 = w[k + l];
        float[] h1 = w[k + l + 1];
        float p0 = a[p + l], p1 = a[p + l + 1];
        float q0 = a[q + l], q1 = a[q + l + 1];
        float r0 = a[r + l], r1 = a[r + l + 1];
        float z0 = a[z + l], z1 = a[z + l + 1];
        for (int o = 0; o < 2; o++) {
          float w0 = h0[o];
          float w1 = h1[o];
          s[o] = Math.fma(p1, w1, Math.fma(p0, w0, s[o]));
          t[o] = Math.fma(q1, w1, Math.fma(q0, w0, t[o]));
          u[o] = Math.fma(r1, w1, Math.fma(r0, w0, u[o]));
          v[o] = Math.fma(z1, w1, Math.fma(z0, w0, v[o]));
        }
      } else if (n == 1) {
        float[] i0 = w[k + l];
        float p0 = a[p + l];
        float q0 = a[q + l];
        float r0 = a[r + l];
        float z0 = a[z + l];
        for (int o = 0; o < 2; o++) {
          float w0 = i0[o];
          s[o] = Math.fma(p0, w0, s[o]);
          t[o] = Math.fma(q0, w0, t[o]);
          u[o] = Math.fma(r0, w0, u[o]);
          v[o] = Math.fma(z0, w0, v[o]);
        }
      }
    }

    /** One pixel x four terms. */
    private static void fma4(float[] s, float[] w0, float[] w1, float[] w2, float[] w3, float x0,
        float x1, float x2, float x3) {
      for (int o = 0; o < 2; o++) {
        s[o] = Math.fma(x3, w3[o], Math.fma(x2, w2[o], Math.fma(x1, w1[o], Math.fma(x0, w0[o], s[o]))));
      }
    }

    /** One pixel x one term. */
    private static void fma1(float[] s, float[] w0, float x0) {
      for (int o = 0; o < 2; o++) {
        s[o] = Math.fma(x0, w0[o], s[o]);
      }
    }
  }

  /** Sums of 16 outputs for a block of pixels, a row each. */
  private static final class Sums16 {
    /** The sums of n pixels start with the bias. */
    static void start(float[][] s, int n, float[] b, int bo) {
      for (int i = 0; i < n; i++) {
        System.arraycopy(b, bo, s[i], 0, 16);
      }
    }

    /** Writes the sums of n pixels, step floats apart. */
    static void store(float[][] s, int n, float[] a, int y, int step) {
      for (int i = 0; i < n; i++) {
        System.arraycopy(s[i], 0, a, y + i * step, 16);
      }
    }

    /** The activation of the sums of n pixels. */
    static void relu(float[][] s, int n) {
      for (int i = 0; i < n; i++) {
        float[] r = s[i];
        for (int o = 0; o < 16; o++) {
          r[o] = Math.max(r[o], 0f);
        }
      }
    }

    /** Adds terms of n pixels, step floats apart, four pixels at once. */
    static void add(float[][] s, int n, float[] a, int x, int step, float[][] w, int wo,
        int terms) {
      int i = 0;
      for (; i + 4 <= n; i += 4) {
        add4(s[i], s[i + 1], s[i + 2], s[i + 3], a, x + i * step, step, w, wo, terms);
      }
      for (; i < n; i++) {
        add1(s[i], a, x + i * step, w, wo, terms);
      }
    }

    /** Adds terms of four pixels, six terms at once. */
    private static void add4(float[] s, float[] t, float[] u, float[] v, float[] a, int x, int step,
        float[][] w, int wo, int terms) {
      int p = x;
      int q = p + step;
      int r = q + step;
      int z = r + step;
      int k = wo;
      for (; k + 6 <= wo + terms; k += 6, p += 6, q += 6, r += 6, z += 6) {
        fma24(s, t, u, v, a, p, q, r, z, w, k);
      }
      if (k < wo + terms) {
        rest4(s, t, u, v, a, p, q, r, z, w, k, wo + terms - k);
      }
    }

    /** Adds terms of one pixel, four terms at once. */
    private static void add1(float[] s, float[] a, int x, float[][] w, int wo, int terms) {
      int k = 0;
      for (; k + 4 <= terms; k += 4) {
        fma4(
            s,
            w[wo + k], w[wo + k + 1], w[wo + k + 2], w[wo + k + 3],
            a[x + k], a[x + k + 1], a[x + k + 2], a[x + k + 3]);
      }
      for (; k < terms; k++) {
        fma1(s, w[wo + k], a[x + k]);
      }
    }

    /** Four pixels x six terms, three in each of two innermost loops, which C2 vectorizes. */
    private static void fma24(float[] s, float[] t, float[] u, float[] v, float[] a, int p, int q,
        int r, int z, float[][] w, int k) {
      float[] g0 = w[k];
      float[] g1 = w[k + 1];
      float[] g2 = w[k + 2];
      float p0 = a[p], p1 = a[p + 1], p2 = a[p + 2];
      float q0 = a[q], q1 = a[q + 1], q2 = a[q + 2];
      float r0 = a[r], r1 = a[r + 1], r2 = a[r + 2];
      float z0 = a[z], z1 = a[z + 1], z2 = a[z + 2];
      for (int o = 0; o < 16; o++) {
        float w0 = g0[o];
        float w1 = g1[o];
        float w2 = g2[o];
        s[o] = Math.fma(p2, w2, Math.fma(p1, w1, Math.fma(p0, w0, s[o])));
        t[o] = Math.fma(q2, w2, Math.fma(q1, w1, Math.fma(q0, w0, t[o])));
        u[o] = Math.fma(r2, w2, Math.fma(r1, w1, Math.fma(r0, w0, u[o])));
        v[o] = Math.fma(z2, w2, Math.fma(z1, w1, Math.fma(z0, w0, v[o])));
      }
      float[] h0 = w[k + 3];
      float[] h1 = w[k + 4];
      float[] h2 = w[k + 5];
      float p3 = a[p + 3], p4 = a[p + 4], p5 = a[p + 5];
      float q3 = a[q + 3], q4 = a[q + 4], q5 = a[q + 5];
      float r3 = a[r + 3], r4 = a[r + 4], r5 = a[r + 5];
      float z3 = a[z + 3], z4 = a[z + 4], z5 = a[z + 5];
      for (int o = 0; o < 16; o++) {
        float w0 = h0[o];
        float w1 = h1[o];
        float w2 = h2[o];
        s[o] = Math.fma(p5, w2, Math.fma(p4, w1, Math.fma(p3, w0, s[o])));
        t[o] = Math.fma(q5, w2, Math.fma(q4, w1, Math.fma(q3, w0, t[o])));
        u[o] = Math.fma(r5, w2, Math.fma(r4, w1, Math.fma(r3, w0, u[o])));
        v[o] = Math.fma(z5, w2, Math.fma(z4, w1, Math.fma(z3, w0, v[o])));
      }
    }

    /** Four pixels x one to five terms. */
    private static void rest4(float[] s, float[] t, float[] u, float[] v, float[] a, int p, int q,
        int r, int z, float[][] w, int k, int rest) {
      if (rest >= 3) {
        float[] g0 = w[k];
        float[] g1 = w[k + 1];
        float[] g2 = w[k + 2];
        float p0 = a[p], p1 = a[p + 1], p2 = a[p + 2];
        float q0 = a[q], q1 = a[q + 1], q2 = a[q + 2];
        float r0 = a[r], r1 = a[r + 1], r2 = a[r + 2];
        float z0 = a[z], z1 = a[z + 1], z2 = a[z + 2];
        for (int o = 0; o < 16; o++) {
          float w0 = g0[o];
          float w1 = g1[o];
          float w2 = g2[o];
          s[o] = Math.fma(p2, w2, Math.fma(p1, w1, Math.fma(p0, w0, s[o])));
          t[o] = Math.fma(q2, w2, Math.fma(q1, w1, Math.fma(q0, w0, t[o])));
          u[o] = Math.fma(r2, w2, Math.fma(r1, w1, Math.fma(r0, w0, u[o])));
          v[o] = Math.fma(z2, w2, Math.fma(z1, w1, Math.fma(z0, w0, v[o])));
        }
      }
      int n = rest % 3;
      int l = rest - n;
      if (n == 2) {
        float[] h0 = w[k + l];
        float[] h1 = w[k + l + 1];
        float p0 = a[p + l], p1 = a[p + l + 1];
        float q0 = a[q + l], q1 = a[q + l + 1];
        float r0 = a[r + l], r1 = a[r + l + 1];
        float z0 = a[z + l], z1 = a[z + l + 1];
        for (int o = 0; o < 16; o++) {
          float w0 = h0[o];
          float w1 = h1[o];
          s[o] = Math.fma(p1, w1, Math.fma(p0, w0, s[o]));
          t[o] = Math.fma(q1, w1, Math.fma(q0, w0, t[o]));
          u[o] = Math.fma(r1, w1, Math.fma(r0, w0, u[o]));
          v[o] = Math.fma(z1, w1, Math.fma(z0, w0, v[o]));
        }
      } else if (n == 1) {
        float[] i0 = w[k + l];
        float p0 = a[p + l];
        float q0 = a[q + l];
        float r0 = a[r + l];
        float z0 = a[z + l];
        for (int o = 0; o < 16; o++) {
          float w0 = i0[o];
          s[o] = Math.fma(p0, w0, s[o]);
          t[o] = Math.fma(q0, w0, t[o]);
          u[o] = Math.fma(r0, w0, u[o]);
          v[o] = Math.fma(z0, w0, v[o]);
        }
      }
    }

    /** One pixel x four terms. */
    private static void fma4(float[] s, float[] w0, float[] w1, float[] w2, float[] w3, float x0,
        float x1, float x2, float x3) {
      for (int o = 0; o < 16; o++) {
        s[o] = Math.fma(x3, w3[o], Math.fma(x2, w2[o], Math.fma(x1, w1[o], Math.fma(x0, w0[o], s[o]))));
      }
    }

    /** One pixel x one term. */
    private static void fma1(float[] s, float[] w0, float x0) {
      for (int o = 0; o < 16; o++) {
        s[o] = Math.fma(x0, w0[o], s[o]);
      }
    }
  }

  /** Sums of 20 outputs for a block of pixels, a row each. */
  private static final class Sums20 {
    /** The sums of n pixels start with the bias. */
    static void start(float[][] s, int n, float[] b, int bo) {
      for (int i = 0; i < n; i++) {
        System.arraycopy(b, bo, s[i], 0, 20);
      }
    }

    /** Writes the sums of n pixels, step floats apart. */
    static void store(float[][] s, int n, float[] a, int y, int step) {
      for (int i = 0; i < n; i++) {
        System.arraycopy(s[i], 0, a, y + i * step, 20);
      }
    }

    /** The activation of the sums of n pixels. */
    static void relu(float[][] s, int n) {
      for (int i = 0; i < n; i++) {
        float[] r = s[i];
        for (int o = 0; o < 20; o++) {
          r[o] = Math.max(r[o], 0f);
        }
      }
    }

    /** Adds terms of n pixels, step floats apart, four pixels at once. */
    static void add(float[][] s, int n, float[] a, int x, int step, float[][] w, int wo,
        int terms) {
      int i = 0;
      for (; i + 4 <= n; i += 4) {
        add4(s[i], s[i + 1], s[i + 2], s[i + 3], a, x + i * step, step, w, wo, terms);
      }
      for (; i < n; i++) {
        add1(s[i], a, x + i * step, w, wo, terms);
      }
    }

    /** Adds terms of four pixels, six terms at once. */
    private static void add4(float[] s, float[] t, float[] u, float[] v, float[] a, int x, int step,
        float[][] w, int wo, int terms) {
      int p = x;
      int q = p + step;
      int r = q + step;
      int z = r + step;
      int k = wo;
      for (; k + 6 <= wo + terms; k += 6, p += 6, q += 6, r += 6, z += 6) {
        fma24(s, t, u, v, a, p, q, r, z, w, k);
      }
      if (k < wo + terms) {
        rest4(s, t, u, v, a, p, q, r, z, w, k, wo + terms - k);
      }
    }

    /** Adds terms of one pixel, four terms at once. */
    private static void add1(float[] s, float[] a, int x, float[][] w, int wo, int terms) {
      int k = 0;
      for (; k + 4 <= terms; k += 4) {
        fma4(
            s,
            w[wo + k], w[wo + k + 1], w[wo + k + 2], w[wo + k + 3],
            a[x + k], a[x + k + 1], a[x + k + 2], a[x + k + 3]);
      }
      for (; k < terms; k++) {
        fma1(s, w[wo + k], a[x + k]);
      }
    }

    /** Four pixels x six terms, three in each of two innermost loops, which C2 vectorizes. */
    private static void fma24(float[] s, float[] t, float[] u, float[] v, float[] a, int p, int q,
        int r, int z, float[][] w, int k) {
      float[] g0 = w[k];
      float[] g1 = w[k + 1];
      float[] g2 = w[k + 2];
      float p0 = a[p], p1 = a[p + 1], p2 = a[p + 2];
      float q0 = a[q], q1 = a[q + 1], q2 = a[q + 2];
      float r0 = a[r], r1 = a[r + 1], r2 = a[r + 2];
      float z0 = a[z], z1 = a[z + 1], z2 = a[z + 2];
      for (int o = 0; o < 20; o++) {
        float w0 = g0[o];
        float w1 = g1[o];
        float w2 = g2[o];
        s[o] = Math.fma(p2, w2, Math.fma(p1, w1, Math.fma(p0, w0, s[o])));
        t[o] = Math.fma(q2, w2, Math.fma(q1, w1, Math.fma(q0, w0, t[o])));
        u[o] = Math.fma(r2, w2, Math.fma(r1, w1, Math.fma(r0, w0, u[o])));
        v[o] = Math.fma(z2, w2, Math.fma(z1, w1, Math.fma(z0, w0, v[o])));
      }
      float[] h0 = w[k + 3];
      float[] h1 = w[k + 4];
      float[] h2 = w[k + 5];
      float p3 = a[p + 3], p4 = a[p + 4], p5 = a[p + 5];
      float q3 = a[q + 3], q4 = a[q + 4], q5 = a[q + 5];
      float r3 = a[r + 3], r4 = a[r + 4], r5 = a[r + 5];
      float z3 = a[z + 3], z4 = a[z + 4], z5 = a[z + 5];
      for (int o = 0; o < 20; o++) {
        float w0 = h0[o];
        float w1 = h1[o];
        float w2 = h2[o];
        s[o] = Math.fma(p5, w2, Math.fma(p4, w1, Math.fma(p3, w0, s[o])));
        t[o] = Math.fma(q5, w2, Math.fma(q4, w1, Math.fma(q3, w0, t[o])));
        u[o] = Math.fma(r5, w2, Math.fma(r4, w1, Math.fma(r3, w0, u[o])));
        v[o] = Math.fma(z5, w2, Math.fma(z4, w1, Math.fma(z3, w0, v[o])));
      }
    }

    /** Four pixels x one to five terms. */
    private static void rest4(float[] s, float[] t, float[] u, float[] v, float[] a, int p, int q,
        int r, int z, float[][] w, int k, int rest) {
      if (rest >= 3) {
        float[] g0 = w[k];
        float[] g1 = w[k + 1];
        float[] g2 = w[k + 2];
        float p0 = a[p], p1 = a[p + 1], p2 = a[p + 2];
        float q0 = a[q], q1 = a[q + 1], q2 = a[q + 2];
        float r0 = a[r], r1 = a[r + 1], r2 = a[r + 2];
        float z0 = a[z], z1 = a[z + 1], z2 = a[z + 2];
        for (int o = 0; o < 20; o++) {
          float w0 = g0[o];
          float w1 = g1[o];
          float w2 = g2[o];
          s[o] = Math.fma(p2, w2, Math.fma(p1, w1, Math.fma(p0, w0, s[o])));
          t[o] = Math.fma(q2, w2, Math.fma(q1, w1, Math.fma(q0, w0, t[o])));
          u[o] = Math.fma(r2, w2, Math.fma(r1, w1, Math.fma(r0, w0, u[o])));
          v[o] = Math.fma(z2, w2, Math.fma(z1, w1, Math.fma(z0, w0, v[o])));
        }
      }
      int n = rest % 3;
      int l = rest - n;
      if (n == 2) {
        float[] h0 = w[k + l];
        float[] h1 = w[k + l + 1];
        float p0 = a[p + l], p1 = a[p + l + 1];
        float q0 = a[q + l], q1 = a[q + l + 1];
        float r0 = a[r + l], r1 = a[r + l + 1];
        float z0 = a[z + l], z1 = a[z + l + 1];
        for (int o = 0; o < 20; o++) {
          float w0 = h0[o];
          float w1 = h1[o];
          s[o] = Math.fma(p1, w1, Math.fma(p0, w0, s[o]));
          t[o] = Math.fma(q1, w1, Math.fma(q0, w0, t[o]));
          u[o] = Math.fma(r1, w1, Math.fma(r0, w0, u[o]));
          v[o] = Math.fma(z1, w1, Math.fma(z0, w0, v[o]));
        }
      } else if (n == 1) {
        float[] i0 = w[k + l];
        float p0 = a[p + l];
        float q0 = a[q + l];
        float r0 = a[r + l];
        float z0 = a[z + l];
        for (int o = 0; o < 20; o++) {
          float w0 = i0[o];
          s[o] = Math.fma(p0, w0, s[o]);
          t[o] = Math.fma(q0, w0, t[o]);
          u[o] = Math.fma(r0, w0, u[o]);
          v[o] = Math.fma(z0, w0, v[o]);
        }
      }
    }

    /** One pixel x four terms. */
    private static void fma4(float[] s, float[] w0, float[] w1, float[] w2, float[] w3, float x0,
        float x1, float x2, float x3) {
      for (int o = 0; o < 20; o++) {
        s[o] = Math.fma(x3, w3[o], Math.fma(x2, w2[o], Math.fma(x1, w1[o], Math.fma(x0, w0[o], s[o]))));
      }
    }

    /** One pixel x one term. */
    private static void fma1(float[] s, float[] w0, float x0) {
      for (int o = 0; o < 20; o++) {
        s[o] = Math.fma(x0, w0[o], s[o]);
      }
    }
  }
}
