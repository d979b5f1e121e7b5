package dev.ninc.compiler.interp;

import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Op;

/**
 * Local response normalization: x / t^beta with t = bias + k · Σ x², k = alpha / size.
 *
 * <p>A float kernel adds the squares of one window, with no running sum; makes t of that; and takes
 * the power of t by a few roots and products, or in double precision. An error of r in t, relative,
 * changes t^−beta by a factor of (1 − r)^−|beta| at most.
 */
final class ResponseNorm {

  /** What roots, products and the division may lose, relative. */
  private static final double POWER = 8 * Rounding.U;

  private final Op.Lrn op;
  private final Maps maps;
  private final double k;

  ResponseNorm(Op.Lrn op, Maps maps) {
    this.op = op;
    this.maps = maps;
    this.k = op.alpha() / op.size();
  }

  Numbers run(Numbers in) {
    Numbers out = Numbers.zeros(in.size());
    for (int at = 0; at < in.size(); at++) {
      number(in, at, out);
    }
    return out;
  }

  private void number(Numbers in, int at, Numbers out) {
    int c = at / maps.pixels();
    int first = Math.max(0, c - op.reach());
    int last = Math.min(maps.channels() - 1, c + op.reach());
    double squares = 0;
    double carried = 0;
    for (int other = first; other <= last; other++) {
      int cell = at + (other - c) * maps.pixels();
      double x = in.values()[cell];
      double off = in.bounds()[cell];
      squares += x * x;
      carried += (2 * Math.abs(x) + off) * off;
    }
    double base = op.bias() + k * squares;
    double power = Math.pow(base, -op.beta());
    double x = in.values()[at];
    double bound =
        Math.abs(k) * (carried + Rounding.sum(last - first + 1, squares))
            + Rounding.few(Math.abs(op.bias()) + Math.abs(k) * squares);
    double grown = grown(base, bound, squares);
    out.values()[at] = x * power;
    out.bounds()[at] =
        Math.abs(x) * power * grown + in.bounds()[at] * power * (1 + grown) + Rounding.TINY;
  }

  /** How much t^−beta may grow or shrink, relative, when t is off by {@code bound}. */
  private double grown(double base, double bound, double squares) {
    if (squares > Float.MAX_VALUE) {
      return Double.POSITIVE_INFINITY; // A float sum overflows.
    }
    double r = bound / Math.abs(base);
    double factor = Math.expm1(-Math.abs(op.beta()) * Math.log1p(-Math.min(r, 1)));
    return factor + POWER * (1 + factor);
  }
}
