package dev.ninc.runtime;

/**
 * Filters as Winograd's products need them, G · g · GT: in double precision, rounded once.
 *
 * <p>All filters that read one input channel are transformed at once, in rows with a number for
 * each output. So all the work is done by few small loops, which are compiled soon: weights are
 * transformed while somebody waits for the first result.
 *
 * <p>Rows of G that belong to points p and -p differ in the sign of the odd columns: their common
 * parts are computed once.
 */
final class FilterTransform {

  private final float[] weight;
  private final int outputs;
  private final int inputs;
  private final double[][] g;
  private final int[] partner;
  private final int side;
  private final double[][] filter;
  private final double[][] half;
  private final double[][] transformed;
  private final double[] unused;

  /**
   * @param weight [outputs, inputs, side, side], side odd
   * @param g a row for each point, with as many columns as a filter's side has taps
   */
  FilterTransform(float[] weight, int outputs, int inputs, double[][] g) {
    this.weight = weight;
    this.outputs = outputs;
    this.inputs = inputs;
    this.g = g;
    this.partner = partners(g);
    this.side = g[0].length;
    this.filter = new double[side * side][outputs];
    this.half = new double[g.length * side][outputs];
    this.transformed = new double[g.length * g.length][outputs];
    this.unused = new double[outputs];
  }

  /** Points of a tile: the square of G's rows. */
  int points() {
    return transformed.length;
  }

  /**
   * The transformed filters that read one channel.
   *
   * @return for each point a row with a number for each output; the next call overwrites it
   */
  double[][] channel(int channel) {
    for (int tap = 0; tap < filter.length; tap++) {
      gather(weight, channel * filter.length + tap, inputs * filter.length, filter[tap]);
    }
    for (int column = 0; column < side; column++) {
      product(filter, column, side, half, column, side);
    }
    for (int row = 0; row < g.length; row++) {
      product(half, row * side, 1, transformed, row * g.length, 1);
    }
    return transformed;
  }

  /** G times the vector of rows x, x + step, …: its elements become the rows y, y + apart, …. */
  private void product(double[][] from, int x, int step, double[][] to, int y, int apart) {
    for (int i = 0; i < g.length; i++) {
      double[] row = to[y + i * apart];
      int only = only(g[i]);
      if (only >= 0) {
        times(from[x + only * step], g[i][only], row);
      } else if (partner[i] >= i) {
        double[] other = partner[i] == i ? unused : to[y + partner[i] * apart];
        pair(from[x], from[x + step], from[x + 2 * step], g[i][0], g[i][1], g[i][2], row, other);
        for (int k = 3; k < side; k += 2) {
          addPair(from[x + k * step], from[x + (k + 1) * step], g[i][k], g[i][k + 1], row, other);
        }
      }
    }
  }

  /** The one column that is not zero, or -1. */
  private static int only(double[] row) {
    int only = -1;
    for (int k = 0; k < row.length; k++) {
      if (row[k] != 0) {
        if (only >= 0) {
          return -1;
        }
        only = k;
      }
    }
    return only;
  }

  /** For each row the one of the point with the other sign: the row itself where there is none. */
  private static int[] partners(double[][] g) {
    int[] partner = new int[g.length];
    for (int i = 0; i < g.length; i++) {
      partner[i] = i;
      for (int k = 0; k < g.length; k++) {
        if (k != i && isPair(g[i], g[k])) {
          partner[i] = k;
        }
      }
    }
    return partner;
  }

  private static boolean isPair(double[] plus, double[] minus) {
    for (int k = 0; k < plus.length; k++) {
      if (plus[k] != (k % 2 == 0 ? minus[k] : -minus[k])) {
        return false;
      }
    }
    return true;
  }

  private static void gather(float[] from, int at, int step, double[] to) {
    for (int o = 0; o < to.length; o++) {
      to[o] = from[at + o * step];
    }
  }

  private static void times(double[] x, double factor, double[] to) {
    for (int o = 0; o < to.length; o++) {
      to[o] = x[o] * factor;
    }
  }

  private static void pair(
      double[] x0,
      double[] x1,
      double[] x2,
      double f0,
      double f1,
      double f2,
      double[] plus,
      double[] minus) {
    for (int o = 0; o < plus.length; o++) {
      double even = x0[o] * f0 + x2[o] * f2;
      double odd = x1[o] * f1;
      plus[o] = even + odd;
      minus[o] = even - odd;
    }
  }

  private static void addPair(
      double[] x3, double[] x4, double f3, double f4, double[] plus, double[] minus) {
    for (int o = 0; o < plus.length; o++) {
      double even = x4[o] * f4;
      double odd = x3[o] * f3;
      plus[o] += even + odd;
      minus[o] += even - odd;
    }
  }

  /** Rounds {@code count} numbers. */
  static void round(double[] from, int x, float[] to, int y, int count) {
    for (int o = 0; o < count; o++) {
      to[y + o] = (float) from[x + o];
    }
  }
}
