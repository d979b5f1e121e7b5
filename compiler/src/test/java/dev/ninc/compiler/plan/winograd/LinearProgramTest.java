package dev.ninc.compiler.plan.winograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ninc.compiler.plan.winograd.LinearProgram.Instruction;
import dev.ninc.compiler.source.CompilerBug;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.fraction.BigFraction;
import org.apache.commons.math3.linear.Array2DRowFieldMatrix;
import org.apache.commons.math3.linear.FieldMatrix;
import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A program, run in exact fractions, is the product with its matrix. */
class LinearProgramTest {

  private final MersenneTwister random = new MersenneTwister(5);

  static List<FieldMatrix<BigFraction>> matrices() {
    List<FieldMatrix<BigFraction>> matrices = new ArrayList<>();
    for (WinogradMatrices f : WinogradMatricesTest.all()) {
      matrices.add(f.at());
      matrices.add(f.bt());
      matrices.add(f.g());
    }
    return matrices;
  }

  @ParameterizedTest
  @MethodSource("matrices")
  void isTheProductWithTheMatrix(FieldMatrix<BigFraction> matrix) {
    assertProduct(matrix);
  }

  @Test
  void soItIsForAnyMatrix() {
    for (int run = 0; run < 300; run++) {
      assertProduct(random(1 + random.nextInt(6), 1 + random.nextInt(6)));
    }
  }

  private void assertProduct(FieldMatrix<BigFraction> matrix) {
    BigFraction[] vector = new BigFraction[matrix.getColumnDimension()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = new BigFraction(random.nextInt(2001) - 1000, 1 + random.nextInt(9));
    }
    assertThat(run(LinearProgram.of(matrix), vector)).containsExactly(matrix.operate(vector));
  }

  /** The interpreter: each name gets its value once, and none is used before. */
  private static List<BigFraction> run(LinearProgram program, BigFraction[] vector) {
    Map<String, BigFraction> values = new HashMap<>();
    for (int i = 0; i < vector.length; i++) {
      values.put(program.inputs().get(i), vector[i]);
    }
    for (Instruction i : program.instructions()) {
      assertThat(values.put(i.target(), i.match(new Interpreter(values)))).isNull();
    }
    return program.outputs().stream().map(values::get).toList();
  }

  private record Interpreter(Map<String, BigFraction> values)
      implements LinearProgram.Cases<BigFraction> {

    @Override
    public BigFraction add(Instruction.Add i) {
      return value(i.left()).add(value(i.right()));
    }

    @Override
    public BigFraction subtract(Instruction.Subtract i) {
      return value(i.left()).subtract(value(i.right()));
    }

    @Override
    public BigFraction negate(Instruction.Negate i) {
      return value(i.operand()).negate();
    }

    @Override
    public BigFraction multiply(Instruction.Multiply i) {
      return value(i.operand()).multiply(i.factor());
    }

    @Override
    public BigFraction multiplyAdd(Instruction.MultiplyAdd i) {
      return value(i.operand()).multiply(i.factor()).add(value(i.addend()));
    }

    private BigFraction value(String name) {
      assertThat(values).containsKey(name);
      return values.get(name);
    }
  }

  /** Not the 64 and 32 multiplications of plain products with the largest matrices. */
  @Test
  void pairsShareTheirParts() {
    WinogradMatrices f = WinogradMatrices.of(4, 5);
    assertThat(LinearProgram.of(f.bt()).instructions()).hasSizeLessThanOrEqualTo(30);
    assertThat(LinearProgram.of(f.at()).instructions()).hasSizeLessThanOrEqualTo(20);
  }

  @Test
  void f23NeedsNoMultiplication() {
    WinogradMatrices f = WinogradMatrices.of(2, 3);
    for (FieldMatrix<BigFraction> matrix : List.of(f.bt(), f.at())) {
      assertThat(LinearProgram.of(matrix).instructions())
          .hasSizeLessThanOrEqualTo(6)
          .noneMatch(i -> i instanceof Instruction.Multiply)
          .noneMatch(i -> i instanceof Instruction.MultiplyAdd);
    }
  }

  @Test
  void namesAreTheCallers() {
    LinearProgram program = LinearProgram.of(WinogradMatrices.of(2, 3).at(), "m", "y", "s");
    assertThat(program.inputs()).containsExactly("m0", "m1", "m2", "m3");
    assertThat(program.outputs()).containsExactly("y0", "y1");
    assertThat(program.between()).containsExactly("s0", "s1");
  }

  @Test
  void aRowOfZerosIsABug() {
    assertThatThrownBy(() -> LinearProgram.of(WinogradMatrices.of(2, 3).at().createMatrix(1, 2)))
        .isInstanceOf(CompilerBug.class);
  }

  /** Small entries, so that rows and columns are often pairs; no row of zeros. */
  private FieldMatrix<BigFraction> random(int rows, int columns) {
    FieldMatrix<BigFraction> result =
        new Array2DRowFieldMatrix<>(BigFraction.ZERO.getField(), rows, columns);
    for (int i = 0; i < rows; i++) {
      for (int k = 0; k < columns; k++) {
        result.setEntry(i, k, new BigFraction(random.nextInt(5) - 2, 2));
      }
      result.setEntry(i, random.nextInt(columns), new BigFraction(random.nextBoolean() ? 1 : -2));
    }
    return result;
  }
}
