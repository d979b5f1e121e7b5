package model;

import dev.ninc.runtime.Generated;
import dev.ninc.runtime.LoadPhase;
import dev.ninc.runtime.Packing;
import dev.ninc.runtime.Workspace;
import java.util.Arrays;

/**
 * Kernels of {@link Filtered} in plain Java, in the form that C2 vectorizes: one method per step.
 */
@Generated(
    by = "ninc 0.1.0-SNAPSHOT",
    from = "input.nin",
    digest = "sha256:e911e068fa3b81227bff1e687decd4573120db997e09bb74d654a0762dd27699"
)
final class FilteredScalar extends Filtered.Steps {
  /** The pieces of each step's work. */
  private static final int[] UNITS = {1, 10, 1, 5, 9, 3, 1, 1};

  /** How many of them are worth a thread's attention. */
  private static final int[] GRAINS = {1, 10, 1, 4, 9, 2, 1, 1};

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

  private final float[][] firstWeight;
  private final float[] firstBias;
  private final float[][] secondWeight;
  private final float[] secondBias;

  FilteredScalar(LoadPhase weights) {
    firstWeight = Packing.winogradRows(weights.floats("first.weight"), 24, 3, FILTERS_2_3);
    firstBias = Packing.bias(weights.floats("first.bias"), 1);
    secondWeight = Packing.winogradRows(weights.floats("second.weight"), 20, 24, FILTERS_4_3);
    secondBias = Packing.bias(weights.floats("second.bias"), 1);
  }

  /** input.nin:5 first: 3x3 pad 1, 3 → 24, ReLU. */
  @Override
  void first(Workspace w, int from, int to) {
    // pieces: 5 rows of tiles
    float[] a = w.arena();
    float[][] s = w.rows();
    for (int row = 0; row < 2; row++) {
      System.arraycopy(firstBias, 0, s[8], row * 24, 24);
    }
    for (int tile = from * 6; tile < to * 6; tile++) {
      firstPatch(s, a, tile / 6 * 84 + tile % 6 * 6);
      firstTile(s, a, tile);
    }
  }

  /** A patch of 4x4 pixels at x, transformed: a row for each column of points. */
  private static void firstPatch(float[][] s, float[] a, int x) {
    for (int row = 0; row < 4; row++) {
      System.arraycopy(a, x + row * 42, s[row], 0, 12);
    }
    F2x3.patch(s, 0, 4, 12);
    for (int row = 0; row < 4; row++) {
      for (int column = 0; column < 4; column++) {
        System.arraycopy(s[4 + row], column * 3, s[column], row * 3, 3);
      }
    }
    F2x3.patch(s, 0, 4, 12);
    for (int column = 0; column < 4; column++) {
      System.arraycopy(s[4 + column], 0, s[9 + column], 0, 12);
    }
  }

  /** A tile of 2x2 pixels, a column of points after the other, with bias and activation. */
  private void firstTile(float[][] s, float[] a, int tile) {
    for (int column = 0; column < 4; column++) {
      float[] v = s[9 + column];
      for (int row = 0; row < 4; row++) {
        int k = row * 3;
        int u = (row * 4 + column) * 3;
        F2x3.product(
            s[row],
            firstWeight[u], firstWeight[u + 1], firstWeight[u + 2],
            v[k], v[k + 1], v[k + 2],
            24);
      }
      F2x3.tile(s, 0, 4, 24);
      for (int row = 0; row < 2; row++) {
        System.arraycopy(s[4 + row], 0, s[13 + column], row * 24, 24);
      }
    }
    F2x3.tile(s, 13, 4, 48);
    int y = 11424 + tile / 6 * 896 + tile % 6 * 64;
    int columns = Math.min(2, 11 - tile % 6 * 2);
    for (int column = 0; column < columns; column++) {
      firstFinish(s[4 + column], s[8]);
      for (int row = 0; row < 2; row++) {
        System.arraycopy(s[4 + column], row * 24, a, y + row * 448 + column * 32, 24);
      }
    }
  }

  /** Bias and activation of 2 pixels of 24 outputs. */
  private static void firstFinish(float[] r, float[] b) {
    for (int p = 0; p < 48; p++) {
      float v = r[p] + b[p];
      r[p] = Math.max(v, 0f);
    }
  }

  /** input.nin:6 second: tiles of F(4x4, 3x3). */
  @Override
  void secondTiles(Workspace w, int from, int to) {
    // pieces: 9 tiles
    float[] a = w.arena();
    for (int tile = from; tile < to; tile++) {
      secondTilesPatch(w.rows(), a, 10944 + tile / 3 * 1792 + tile % 3 * 128, a, tile * 32);
    }
  }

  /** A patch of 6x6 pixels at x, transformed: a number at y for each channel and point. */
  private static void secondTilesPatch(float[][] s, float[] a, int x, float[] v, int y) {
    for (int row = 0; row < 6; row++) {
      System.arraycopy(a, x + row * 448, s[row], 0, 184);
    }
    F4x3.patch(s, 0, 6, 184);
    for (int row = 0; row < 6; row++) {
      for (int column = 0; column < 6; column++) {
        System.arraycopy(s[6 + row], column * 32, s[column], row * 24, 24);
      }
    }
    F4x3.patch(s, 0, 6, 144);
    for (int row = 0; row < 6; row++) {
      for (int column = 0; column < 6; column++) {
        System.arraycopy(s[6 + column], row * 24, v, y + row * 1824 + column * 304, 24);
      }
    }
  }

  /** input.nin:6 second: 3x3 pad 1, 24 → 20, ReLU. */
  @Override
  void second(Workspace w, int from, int to) {
    // pieces: 3 groups of 4 tiles
    // V: from a[0] on, 304 floats from point to point: 9 tiles of 32, and 16.
    // M: from m[0] on, 736 floats for each tile: 36 points of 20 outputs, and 16.
    // U: rows of 20 outputs: 36 points of 24 channels.
    float[] a = w.arena();
    float[] m = w.scratch();
    int end = Math.min(to * 4, 9);
    for (int first = from * 4; first < end; first += 9) {
      int n = Math.min(9, end - first);
      secondProducts(w.rows(), a, first * 32, m, n);
      secondOutputs(w.rows(), m, a, first, n);
    }
  }

  /** The products of n tiles, for each of 36 points a sum over 24 channels. */
  private void secondProducts(float[][] s, float[] v, int x, float[] m, int n) {
    for (int point = 0; point < 36; point++) {
      for (int i = 0; i < n; i++) {
        Arrays.fill(s[i], 0, 20, 0f);
      }
      Sums20.add(s, n, v, x + point * 304, 32, secondWeight, point * 24, 24);
      Sums20.store(s, n, m, point * 20, 736);
    }
  }

  /** Makes n tiles of 4x4 pixels of their products, with bias and activation. */
  private void secondOutputs(float[][] s, float[] m, float[] a, int first, int n) {
    for (int row = 0; row < 4; row++) {
      System.arraycopy(secondBias, 0, s[12], row * 20, 20);
    }
    for (int tile = first; tile < first + n; tile++) {
      for (int row = 0; row < 6; row++) {
        System.arraycopy(m, (tile - first) * 736 + row * 120, s[row], 0, 120);
      }
      F4x3.tile(s, 0, 6, 120);
      for (int row = 0; row < 4; row++) {
        for (int column = 0; column < 6; column++) {
          System.arraycopy(s[6 + row], column * 20, s[column], row * 20, 20);
        }
      }
      F4x3.tile(s, 0, 6, 80);
      int y = 10944 + tile / 3 * 1408 + tile % 3 * 128;
      int rows = Math.min(4, 10 - tile / 3 * 4);
      int columns = Math.min(4, 11 - tile % 3 * 4);
      for (int column = 0; column < columns; column++) {
        secondFinish(s[6 + column], s[12]);
        for (int row = 0; row < rows; row++) {
          System.arraycopy(s[6 + column], row * 20, a, y + row * 352 + column * 32, 20);
        }
      }
    }
  }

  /** Bias and activation of 4 pixels of 20 outputs. */
  private static void secondFinish(float[] r, float[] b) {
    for (int p = 0; p < 80; p++) {
      float v = r[p] + b[p];
      r[p] = Math.max(v, 0f);
    }
  }

  /** input.nin:7 gap1: mean of 110 pixels. */
  @Override
  void gap1(Workspace w) {
    float[] a = w.arena();
    windowSum(w.rows(), a, 10944, 10, 352, 11, 32, 20);
    times(w.rows()[0], 1f / 110, 20);
    System.arraycopy(w.rows()[0], 0, a, 0, 20);
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
  }

  /** Transforms of Winograd's F(2x2, 3x3) in one dimension, over n numbers. */
  private static final class F2x3 {
    /** Rows x, x + 1, … of a patch of the input to rows y, y + 1, … of its points. */
    static void patch(float[][] s, int x, int y, int n) {
      float[] x0 = s[x];
      float[] x1 = s[x + 1];
      float[] x2 = s[x + 2];
      float[] x3 = s[x + 3];
      float[] y0 = s[y];
      float[] y1 = s[y + 1];
      float[] y2 = s[y + 2];
      float[] y3 = s[y + 3];
      for (int p = 0; p < n; p++) {
        float d0 = x0[p];
        float d1 = x1[p];
        float d2 = x2[p];
        float d3 = x3[p];
        float r0 = d2 - d0;
        // Points p and -p: even part d2, odd part d1.
        float r1 = d2 + d1;
        float r2 = d2 - d1;
        float r3 = d3 - d1;
        y0[p] = r0;
        y1[p] = r1;
        y2[p] = r2;
        y3[p] = r3;
      }
    }

    /** Rows x, x + 1, … of points to rows y, y + 1, … of a tile of the output. */
    static void tile(float[][] s, int x, int y, int n) {
      float[] x0 = s[x];
      float[] x1 = s[x + 1];
      float[] x2 = s[x + 2];
      float[] x3 = s[x + 3];
      float[] y0 = s[y];
      float[] y1 = s[y + 1];
      for (int p = 0; p < n; p++) {
        float d0 = x0[p];
        float d1 = x1[p];
        float d2 = x2[p];
        float d3 = x3[p];
        // Points p and -p: even powers of both are equal, odd powers opposite.
        float r0 = (d0 + (d1 + d2));
        float r1 = ((d1 - d2) + d3);
        y0[p] = r0;
        y1[p] = r1;
      }
    }

    /** The products of one point: 3 channels times a row of weights each. */
    static void product(float[] y, float[] u0, float[] u1, float[] u2, float v0, float v1, float v2,
        int n) {
      for (int p = 0; p < n; p++) {
        y[p] = Math.fma(v2, u2[p], Math.fma(v1, u1[p], v0 * u0[p]));
      }
    }
  }

  /** Transforms of Winograd's F(4x4, 3x3) in one dimension, over n numbers. */
  private static final class F4x3 {
    /** Rows x, x + 1, … of a patch of the input to rows y, y + 1, … of its points. */
    static void patch(float[][] s, int x, int y, int n) {
      float[] x0 = s[x];
      float[] x1 = s[x + 1];
      float[] x2 = s[x + 2];
      float[] x3 = s[x + 3];
      float[] x4 = s[x + 4];
      float[] x5 = s[x + 5];
      float[] y0 = s[y];
      float[] y1 = s[y + 1];
      float[] y2 = s[y + 2];
      float[] y3 = s[y + 3];
      float[] y4 = s[y + 4];
      float[] y5 = s[y + 5];
      for (int p = 0; p < n; p++) {
        float d0 = x0[p];
        float d1 = x1[p];
        float d2 = x2[p];
        float d3 = x3[p];
        float d4 = x4[p];
        float d5 = x5[p];
        float t2 = Math.fma(d2, -2.0f, Math.fma(d1, 1.5f, d0 + d4));
        float r0 = Math.fma(d3, -1.5f, t2);
        float r1 = Math.fma(d3, -0.5f, Math.fma(d2, -2.5f, d4 - d1));
        float r2 = Math.fma(d3, -2.5f, Math.fma(d2, 0.5f, d1 + d4));
        float r3 = Math.fma(d1, -0.5f, Math.fma(d3, 0.5f, d4 - d2));
        float r4 = Math.fma(d3, -2.0f, Math.fma(d1, 2.0f, d4 - d2));
        float t13 = Math.fma(d3, -2.0f, Math.fma(d2, 1.5f, d1 + d5));
        float r5 = Math.fma(d4, -1.5f, t13);
        y0[p] = r0;
        y1[p] = r1;
        y2[p] = r2;
        y3[p] = r3;
        y4[p] = r4;
        y5[p] = r5;
      }
    }

    /** Rows x, x + 1, … of points to rows y, y + 1, … of a tile of the output. */
    static void tile(float[][] s, int x, int y, int n) {
      float[] x0 = s[x];
      float[] x1 = s[x + 1];
      float[] x2 = s[x + 2];
      float[] x3 = s[x + 3];
      float[] x4 = s[x + 4];
      float[] x5 = s[x + 5];
      float[] y0 = s[y];
      float[] y1 = s[y + 1];
      float[] y2 = s[y + 2];
      float[] y3 = s[y + 3];
      for (int p = 0; p < n; p++) {
        float d0 = x0[p];
        float d1 = x1[p];
        float d2 = x2[p];
        float d3 = x3[p];
        float d4 = x4[p];
        float d5 = x5[p];
        // Points p and -p: even powers of both are equal, odd powers opposite.
        float t0 = d1 + d2;
        float t1 = d1 - d2;
        float r0 = (((d0 + t0) + d3) + d4);
        float r1 = Math.fma(d4, -0.5f, Math.fma(d3, 2.0f, t1));
        float r2 = Math.fma(d4, 0.25f, Math.fma(d3, 4.0f, t0));
        float r3 = Math.fma(d4, -0.125f, Math.fma(d3, 8.0f, t1 + d5));
        y0[p] = r0;
        y1[p] = r1;
        y2[p] = r2;
        y3[p] = r3;
      }
    }
  }
}
