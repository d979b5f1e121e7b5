package dev.ninc.compiler.plan.winograd;

import dev.ninc.compiler.source.CompilerBug;
import java.util.List;
import org.apache.commons.math3.fraction.BigFraction;
import org.apache.commons.math3.linear.Array2DRowFieldMatrix;
import org.apache.commons.math3.linear.FieldMatrix;

/**
 * The matrices of Winograd's minimal filtering F(m, r), in exact fractions: m outputs of a filter
 * with r taps from n = m + r - 1 inputs d by n multiplications instead of m·r,
 *
 * <pre>y = AT · ((G · g) ⊙ (BT · d))        y[i] = Σ g[k] · d[i + k]</pre>
 *
 * and nested in two dimensions Y = AT · ((G · g · GT) ⊙ (BT · d · B)) · A (Lavin and Gray, "Fast
 * Algorithms for Convolutional Neural Networks", 2016, equations 7 and 8).
 *
 * <p>They are made by the method of Toom and Cook (Blahut, "Fast Algorithms for Signal Processing",
 * 2010, chapter 5) from n - 1 points and infinity. With M the product of all (x - q), and M_i
 * without the factor of point p_i:
 *
 * <ul>
 *   <li>column i of AT is 1, p_i, p_i², …; that of infinity is 0, …, 0, 1;
 *   <li>row i of G is 1, p_i, p_i², … over M_i(p_i); that of infinity is 0, …, 0, 1;
 *   <li>row i of BT has the coefficients of M_i, the constant first; that of infinity those of M.
 * </ul>
 *
 * <p>All points are powers of two, so each entry of AT and BT is a float without rounding.
 *
 * @param points the n - 1 finite points
 * @param at m x n
 * @param g n x r
 * @param bt n x n
 */
public record WinogradMatrices(
    int m,
    int r,
    List<BigFraction> points,
    FieldMatrix<BigFraction> at,
    FieldMatrix<BigFraction> g,
    FieldMatrix<BigFraction> bt) {

  /** The most inputs of a tile's side: beyond it the points lie too far apart for floats. */
  public static final int MOST_INPUTS = 8;

  public WinogradMatrices {
    points = List.copyOf(points);
  }

  /**
   * With the points that err least.
   *
   * @throws CompilerBug unless m and r are at least 1 and m + r - 1 is from 2 to {@link
   *     #MOST_INPUTS}
   */
  public static WinogradMatrices of(int m, int r) {
    int inputs = m + r - 1;
    if (m < 1 || r < 1 || inputs < 2 || inputs > MOST_INPUTS) {
      throw new CompilerBug("No matrices for F(" + m + ", " + r + ")");
    }
    return of(m, r, WinogradPoints.finite(inputs - 1));
  }

  /** With m + r - 2 points that all differ. */
  static WinogradMatrices of(int m, int r, List<BigFraction> points) {
    int n = m + r - 1;
    FieldMatrix<BigFraction> at = zeros(m, n);
    FieldMatrix<BigFraction> g = zeros(n, r);
    FieldMatrix<BigFraction> bt = zeros(n, n);
    for (int i = 0; i < n - 1; i++) {
      BigFraction point = points.get(i);
      List<BigFraction> others = points.stream().filter(p -> !p.equals(point)).toList();
      BigFraction scale = valueAt(point, others).reciprocal();
      for (int k = 0; k < m; k++) {
        at.setEntry(k, i, point.pow(k));
      }
      for (int k = 0; k < r; k++) {
        g.setEntry(i, k, point.pow(k).multiply(scale));
      }
      setProduct(bt, i, others);
    }
    at.setEntry(m - 1, n - 1, BigFraction.ONE);
    g.setEntry(n - 1, r - 1, BigFraction.ONE);
    setProduct(bt, n - 1, points);
    return new WinogradMatrices(m, r, points, at, g, bt);
  }

  /** n = m + r - 1, the side of an input tile and of the transformed tile. */
  public int inputs() {
    return m + r - 1;
  }

  /** The product of all (point - root). */
  private static BigFraction valueAt(BigFraction point, List<BigFraction> roots) {
    BigFraction value = BigFraction.ONE;
    for (BigFraction root : roots) {
      value = value.multiply(point.subtract(root));
    }
    return value;
  }

  /** Row i becomes the coefficients of the product of all (x - root), the constant first. */
  private static void setProduct(FieldMatrix<BigFraction> to, int i, List<BigFraction> roots) {
    to.setEntry(i, 0, BigFraction.ONE);
    for (int degree = 0; degree < roots.size(); degree++) {
      for (int k = degree + 1; k >= 0; k--) {
        BigFraction shifted = k == 0 ? BigFraction.ZERO : to.getEntry(i, k - 1);
        to.setEntry(i, k, shifted.subtract(roots.get(degree).multiply(to.getEntry(i, k))));
      }
    }
  }

  private static FieldMatrix<BigFraction> zeros(int rows, int columns) {
    return new Array2DRowFieldMatrix<>(BigFraction.ZERO.getField(), rows, columns);
  }
}
