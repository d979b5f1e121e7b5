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

    /** Adds terms of n pixels, step floats apart, three pixels at once. */
    static void add(float[][] s, int n, float[] a, int x, int step, float[][] w, int wo,
        int terms) {
      int i = 0;
      for (; i + 3 <= n; i += 3) {
        int at = x + i * step;
        add3(s[i], s[i + 1], s[i + 2], a, at, at + step, at + 2 * step, w, wo, terms);
      }
      for (; i < n; i++) {
        add1(s[i], a, x + i * step, w, wo, terms);
      }
    }

    /** Adds terms of three pixels, four terms at once. */
    private static void add3(float[] s, float[] t, float[] u, float[] a, int p, int q, int r,
        float[][] w, int wo, int terms) {
      int k = 0;
      for (; k + 4 <= terms; k += 4) {
        fma12(
            s, t, u,
            w[wo + k], w[wo + k + 1], w[wo + k + 2], w[wo + k + 3],
            a[p + k], a[p + k + 1], a[p + k + 2], a[p + k + 3],
            a[q + k], a[q + k + 1], a[q + k + 2], a[q + k + 3],
            a[r + k], a[r + k + 1], a[r + k + 2], a[r + k + 3]);
      }
      for (; k < terms; k++) {
        fma1(s, w[wo + k], a[p + k]);
        fma1(t, w[wo + k], a[q + k]);
        fma1(u, w[wo + k], a[r + k]);
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

    /** The innermost loop, which C2 vectorizes: three pixels x four terms. */
    private static void fma12(float[] s, float[] t, float[] u, float[] w0, float[] w1, float[] w2,
        float[] w3, float p0, float p1, float p2, float p3, float q0, float q1, float q2, float q3,
        float r0, float r1, float r2, float r3) {
      for (int o = 0; o < 20; o++) {
        float v0 = w0[o];
        float v1 = w1[o];
        float v2 = w2[o];
        float v3 = w3[o];
        s[o] = Math.fma(p3, v3, Math.fma(p2, v2, Math.fma(p1, v1, Math.fma(p0, v0, s[o]))));
        t[o] = Math.fma(q3, v3, Math.fma(q2, v2, Math.fma(q1, v1, Math.fma(q0, v0, t[o]))));
        u[o] = Math.fma(r3, v3, Math.fma(r2, v2, Math.fma(r1, v1, Math.fma(r0, v0, u[o]))));
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

    /** Adds terms of n pixels, step floats apart, three pixels at once. */
    static void add(float[][] s, int n, float[] a, int x, int step, float[][] w, int wo,
        int terms) {
      int i = 0;
      for (; i + 3 <= n; i += 3) {
        int at = x + i * step;
        add3(s[i], s[i + 1], s[i + 2], a, at, at + step, at + 2 * step, w, wo, terms);
      }
      for (; i < n; i++) {
        add1(s[i], a, x + i * step, w, wo, terms);
      }
    }

    /** Adds terms of three pixels, four terms at once. */
    private static void add3(float[] s, float[] t, float[] u, float[] a, int p, int q, int r,
        float[][] w, int wo, int terms) {
      int k = 0;
      for (; k + 4 <= terms; k += 4) {
        fma12(
            s, t, u,
            w[wo + k], w[wo + k + 1], w[wo + k + 2], w[wo + k + 3],
            a[p + k], a[p + k + 1], a[p + k + 2], a[p + k + 3],
            a[q + k], a[q + k + 1], a[q + k + 2], a[q + k + 3],
            a[r + k], a[r + k + 1], a[r + k + 2], a[r + k + 3]);
      }
      for (; k < terms; k++) {
        fma1(s, w[wo + k], a[p + k]);
        fma1(t, w[wo + k], a[q + k]);
        fma1(u, w[wo + k], a[r + k]);
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

    /** The innermost loop, which C2 vectorizes: three pixels x four terms. */
    private static void fma12(float[] s, float[] t, float[] u, float[] w0, float[] w1, float[] w2,
        float[] w3, float p0, float p1, float p2, float p3, float q0, float q1, float q2, float q3,
        float r0, float r1, float r2, float r3) {
      for (int o = 0; o < 24; o++) {
        float v0 = w0[o];
        float v1 = w1[o];
        float v2 = w2[o];
        float v3 = w3[o];
        s[o] = Math.fma(p3, v3, Math.fma(p2, v2, Math.fma(p1, v1, Math.fma(p0, v0, s[o]))));
        t[o] = Math.fma(q3, v3, Math.fma(q2, v2, Math.fma(q1, v1, Math.fma(q0, v0, t[o]))));
        u[o] = Math.fma(r3, v3, Math.fma(r2, v2, Math.fma(r1, v1, Math.fma(r0, v0, u[o]))));
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
