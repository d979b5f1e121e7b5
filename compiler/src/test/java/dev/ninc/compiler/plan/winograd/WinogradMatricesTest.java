package dev.ninc.compiler.plan.winograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ninc.compiler.source.CompilerBug;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.fraction.BigFraction;
import org.apache.commons.math3.linear.Array2DRowFieldMatrix;
import org.apache.commons.math3.linear.FieldMatrix;
import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the matrices compute is a convolution, exactly. */
class WinogradMatricesTest {

  private final MersenneTwister random = new MersenneTwister(4);

  static List<WinogradMatrices> all() {
    List<WinogradMatrices> all = new ArrayList<>();
    for (int m = 1; m < WinogradMatrices.MOST_INPUTS; m++) {
      for (int r = 2; m + r - 1 <= WinogradMatrices.MOST_INPUTS; r++) {
        all.add(WinogradMatrices.of(m, r));
      }
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("all")
  void computesAConvolutionExactly(WinogradMatrices f) {
    for (int run = 0; run < 20; run++) {
      FieldMatrix<BigFraction> d = integers(f.inputs(), f.inputs());
      FieldMatrix<BigFraction> g = integers(f.r(), f.r());
      FieldMatrix<BigFraction> u = f.g().multiply(g).multiply(f.g().transpose());
      FieldMatrix<BigFraction> v = f.bt().multiply(d).multiply(f.bt().transpose());
      FieldMatrix<BigFraction> products = d.createMatrix(f.inputs(), f.inputs());
      for (int i = 0; i < f.inputs(); i++) {
        for (int k = 0; k < f.inputs(); k++) {
          products.setEntry(i, k, u.getEntry(i, k).multiply(v.getEntry(i, k)));
        }
      }
      assertThat(f.at().multiply(products).multiply(f.at().transpose()))
          .isEqualTo(convolution(d, g, f.m()));
    }
  }

  private static FieldMatrix<BigFraction> convolution(
      FieldMatrix<BigFraction> d, FieldMatrix<BigFraction> g, int m) {
    FieldMatrix<BigFraction> result = d.createMatrix(m, m);
    for (int y = 0; y < m; y++) {
      for (int x = 0; x < m; x++) {
        for (int i = 0; i < g.getRowDimension(); i++) {
          for (int k = 0; k < g.getColumnDimension(); k++) {
            result.addToEntry(y, x, g.getEntry(i, k).multiply(d.getEntry(y + i, x + k)));
          }
        }
      }
    }
    return result;
  }

  /** Else a transform would add a rounding error of its constants to each element. */
  @ParameterizedTest
  @MethodSource("all")
  void inputAndOutputTransformsAreFloatsWithoutRounding(WinogradMatrices f) {
    for (FieldMatrix<BigFraction> matrix : List.of(f.at(), f.bt())) {
      for (BigFraction[] row : matrix.getData()) {
        for (BigFraction entry : row) {
          assertThat(new BigFraction(entry.floatValue())).isEqualTo(entry);
        }
      }
    }
  }

  @Test
  void f23IsThePublishedOneButForSigns() {
    WinogradMatrices f = WinogradMatrices.of(2, 3);
    BigFraction half = BigFraction.ONE_HALF;
    assertThat(f.g())
        .isEqualTo(
            new Array2DRowFieldMatrix<>(
                new BigFraction[][] {
                  row(-1, 0, 0), {half, half, half}, {half, half.negate(), half}, row(0, 0, 1)
                }));
    assertThat(f.at())
        .isEqualTo(
            new Array2DRowFieldMatrix<>(new BigFraction[][] {row(1, 1, 1, 0), row(0, 1, -1, 1)}));
  }

  @Test
  void impossibleSizesAreBugs() {
    assertThatThrownBy(() -> WinogradMatrices.of(5, 5)).isInstanceOf(CompilerBug.class);
    assertThatThrownBy(() -> WinogradMatrices.of(0, 3)).isInstanceOf(CompilerBug.class);
    assertThatThrownBy(() -> WinogradMatrices.of(1, 1)).isInstanceOf(CompilerBug.class);
  }

  private static BigFraction[] row(int... values) {
    BigFraction[] row = new BigFraction[values.length];
    for (int i = 0; i < row.length; i++) {
      row[i] = new BigFraction(values[i]);
    }
    return row;
  }

  private FieldMatrix<BigFraction> integers(int rows, int columns) {
    FieldMatrix<BigFraction> result =
        new Array2DRowFieldMatrix<>(BigFraction.ZERO.getField(), rows, columns);
    for (int i = 0; i < rows; i++) {
      for (int k = 0; k < columns; k++) {
        result.setEntry(i, k, new BigFraction(random.nextInt(2001) - 1000));
      }
    }
    return result;
  }
}
