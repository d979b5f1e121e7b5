package model;

import dev.ninc.runtime.Generated;
import dev.ninc.runtime.LoadPhase;
import dev.ninc.runtime.Packing;
import dev.ninc.runtime.Workspace;

/**
 * Kernels of {@link Separable} in plain Java, in the form that C2 vectorizes: one method per step.
 */
@Generated(
    by = "ninc 0.1.0-SNAPSHOT",
    from = "input.nin",
    digest = "sha256:07644527d3b84619c32cf709b37dd90ded196db5e05484552d9eefd7c5886903"
)
final class SeparableScalar extends Separable.Steps {
  /** The pieces of each step's work. */
  private static final int[] UNITS = {1, 12, 6, 1, 6, 6, 1, 6, 6, 1};

  /** How many of them are worth a thread's attention. */
  private static final int[] GRAINS = {1, 12, 6, 1, 6, 6, 1, 6, 6, 1};

  private final float[][] stemWeight;
  private final float[] stemBias;
  private final float[][] smallWeight;
  private final float[] smallBias;
  private final float[][] cccp1Weight;
  private final float[] cccp1Bias;
  private final float[][] largeWeight;
  private final float[] largeBias;

  SeparableScalar(LoadPhase weights) {
    stemWeight = Packing.rows(weights.floats("stem.weight"), 24, 3, 3, 3, 1);
    stemBias = Packing.bias(weights.floats("stem.bias"), 1);
    smallWeight = Packing.tapRows(weights.floats("small.weight"), 24, 9);
    smallBias = Packing.bias(weights.floats("small.bias"), 1);
    cccp1Weight = Packing.rows(weights.floats("cccp1.weight"), 20, 24, 1, 1, 1);
    cccp1Bias = Packing.bias(weights.floats("cccp1.bias"), 1);
    largeWeight = Packing.tapRows(weights.floats("large.weight"), 20, 25);
    largeBias = Packing.bias(weights.floats("large.bias"), 1);
  }

  /** input.nin:5 stem: 3x3 stride 2 pad 1, 3 → 24, ReLU. */
  @Override
  void stem(Workspace w, int from, int to) {
    // pieces: 6 rows
    float[] a = w.arena();
    for (int row = from; row < to; row++) {
      stemRow(w.rows(), a, row * 78, 2048 + row * 192);
    }
  }

  /** A row of 6 pixels. */
  private void stemRow(float[][] s, float[] a, int x, int y) {
    Sums24.start(s, 6, stemBias, 0);
    for (int row = 0; row < 3; row++) {
      Sums24.add(s, 6, a, x + row * 39, 6, stemWeight, row * 9, 9);
    }
    Sums24.relu(s, 6);
    Sums24.store(s, 6, a, y, 32);
  }

  /** input.nin:7 small: depthwise 3x3 pad 1, 24, ReLU. */
  @Override
  void small(Workspace w, int from, int to) {
    // pieces: 6 rows
    float[] a = w.arena();
    for (int row = from; row < to; row++) {
      smallRow(w.rows(), a, row * 256, 3200 + row * 192);
    }
  }

  /** A row of 6 pixels. */
  private void smallRow(float[][] s, float[] a, int x, int y) {
    Sums24.start(s, 6, smallBias, 0);
    for (int row = 0; row < 3; row++) {
      Sums24.load(s, 6, 8, a, x + row * 256, 32);
      Sums24.window(s, 6, 6, 1, 1, smallWeight, row * 3, 3);
    }
    Sums24.relu(s, 6);
    Sums24.store(s, 6, a, y, 32);
  }

  /** input.nin:8 cccp1: 1x1, 24 → 20. */
  @Override
  void cccp1(Workspace w, int from, int to) {
    // pieces: 6 rows
    float[] a = w.arena();
    for (int row = from; row < to; row++) {
      cccp1Row(w.rows(), a, 3200 + row * 192, 704 + row * 320);
    }
  }

  /** A row of 6 pixels. */
  private void cccp1Row(float[][] s, float[] a, int x, int y) {
    Sums20.start(s, 6, cccp1Bias, 0);
    Sums20.add(s, 6, a, x, 32, cccp1Weight, 0, 24);
    Sums20.store(s, 6, a, y, 32);
  }

  /** input.nin:9 large: depthwise 5x5 pad 2, 20. */
  @Override
  void large(Workspace w, int from, int to) {
    // pieces: 6 rows
    float[] a = w.arena();
    for (int row = from; row < to; row++) {
      largeRow(w.rows(), a, row * 320, 3200 + row * 192);
    }
  }

  /** A row of 6 pixels. */
  private void largeRow(float[][] s, float[] a, int x, int y) {
    Sums20.start(s, 6, largeBias, 0);
    for (int row = 0; row < 5; row++) {
      Sums20.load(s, 6, 10, a, x + row * 320, 32);
      Sums20.window(s, 6, 6, 1, 1, largeWeight, row * 5, 5);
    }
    Sums20.store(s, 6, a, y, 32);
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

    /** Reads n pixels, step floats apart, into rows from the first on. */
    static void load(float[][] s, int first, int n, float[] a, int x, int step) {
      for (int i = 0; i < n; i++) {
        System.arraycopy(a, x + i * step, s[first + i], 0, 20);
      }
    }

    /** Adds a row of the windows of n pixels, three taps at once. */
    static void window(float[][] s, int n, int first, int stride, int dilation, float[][] w, int wo,
        int taps) {
      for (int i = 0; i < n; i++) {
        int at = first + i * stride;
        int tap = wo;
        for (; tap + 3 <= wo + taps; tap += 3, at += 3 * dilation) {
          taps3(s[i], s[at], s[at + dilation], s[at + 2 * dilation], w[tap], w[tap + 1], w[tap + 2]);
        }
        for (; tap < wo + taps; tap++, at += dilation) {
          tap(s[i], s[at], w[tap]);
        }
      }
    }

    /** Three taps of all channels. */
    private static void taps3(float[] s, float[] x0, float[] x1, float[] x2, float[] w0, float[] w1,
        float[] w2) {
      for (int c = 0; c < 20; c++) {
        s[c] = Math.fma(x2[c], w2[c], Math.fma(x1[c], w1[c], Math.fma(x0[c], w0[c], s[c])));
      }
    }

    /** One tap of all channels. */
    private static void tap(float[] s, float[] x, float[] w) {
      for (int c = 0; c < 20; c++) {
        s[c] = Math.fma(x[c], w[c], s[c]);
      }
    }
  }

  /** Sums of 24 outputs for a block of pixels, a row each. */
  private static final class Sums24 {
    /** The sums of n pixels start with the bias. */
    static void start(float[][] s, int n, float[] b, int bo) {
      for (int i = 0; i < n; i++) {
        System.arraycopy(b, bo, s[i], 0, 24);
      }
    }

    /** Writes the sums of n pixels, step floats apart. */
    static void store(float[][] s, int n, float[] a, int y, int step) {
      for (int i = 0; i < n; i++) {
        System.arraycopy(s[i], 0, a, y + i * step, 24);
      }
    }

    /** The activation of the sums of n pixels. */
    static void relu(float[][] s, int n) {
      for (int i = 0; i < n; i++) {
        float[] r = s[i];
        for (int o = 0; o < 24; o++) {
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
      for (int o = 0; o < 24; o++) {
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
      for (int o = 0; o < 24; o++) {
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
        for (int o = 0; o < 24; o++) {
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
        for (int o = 0; o < 24; o++) {
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
        for (int o = 0; o < 24; o++) {
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
      for (int o = 0; o < 24; o++) {
        s[o] = Math.fma(x3, w3[o], Math.fma(x2, w2[o], Math.fma(x1, w1[o], Math.fma(x0, w0[o], s[o]))));
      }
    }

    /** One pixel x one term. */
    private static void fma1(float[] s, float[] w0, float x0) {
      for (int o = 0; o < 24; o++) {
        s[o] = Math.fma(x0, w0[o], s[o]);
      }
    }

    /** Reads n pixels, step floats apart, into rows from the first on. */
    static void load(float[][] s, int first, int n, float[] a, int x, int step) {
      for (int i = 0; i < n; i++) {
        System.arraycopy(a, x + i * step, s[first + i], 0, 24);
      }
    }

    /** Adds a row of the windows of n pixels, three taps at once. */
    static void window(float[][] s, int n, int first, int stride, int dilation, float[][] w, int wo,
        int taps) {
      for (int i = 0; i < n; i++) {
        int at = first + i * stride;
        int tap = wo;
        for (; tap + 3 <= wo + taps; tap += 3, at += 3 * dilation) {
          taps3(s[i], s[at], s[at + dilation], s[at + 2 * dilation], w[tap], w[tap + 1], w[tap + 2]);
        }
        for (; tap < wo + taps; tap++, at += dilation) {
          tap(s[i], s[at], w[tap]);
        }
      }
    }

    /** Three taps of all channels. */
    private static void taps3(float[] s, float[] x0, float[] x1, float[] x2, float[] w0, float[] w1,
        float[] w2) {
      for (int c = 0; c < 24; c++) {
        s[c] = Math.fma(x2[c], w2[c], Math.fma(x1[c], w1[c], Math.fma(x0[c], w0[c], s[c])));
      }
    }

    /** One tap of all channels. */
    private static void tap(float[] s, float[] x, float[] w) {
      for (int c = 0; c < 24; c++) {
        s[c] = Math.fma(x[c], w[c], s[c]);
      }
    }
  }
}
