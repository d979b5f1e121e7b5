package dev.ninc.compiler.plan.winograd;

import dev.ninc.compiler.plan.winograd.LinearProgram.Instruction;
import dev.ninc.runtime.Packing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.fraction.BigFraction;
import org.apache.commons.math3.linear.FieldMatrix;

/**
 * One tile of a Winograd convolution in floats, with the operations and the order of the generated
 * kernels, in loops that are as simple as can be.
 */
final class FloatWinograd {

  private final WinogradMatrices f;
  private final int inputs;
  private final int outputs;
  private final float[][] filters;
  private final LinearProgram patch;
  private final LinearProgram tile;

  /**
   * @param weight [outputs, inputs, r, r]
   */
  FloatWinograd(WinogradMatrices f, float[] weight, int outputs, int inputs) {
    this.f = f;
    this.inputs = inputs;
    this.outputs = outputs;
    this.filters = Packing.winogradRows(weight, outputs, inputs, doubles(f.g()));
    this.patch = LinearProgram.of(f.bt());
    this.tile = LinearProgram.of(f.at());
  }

  private static double[][] doubles(FieldMatrix<BigFraction> matrix) {
    double[][] doubles = new double[matrix.getRowDimension()][matrix.getColumnDimension()];
    for (int i = 0; i < doubles.length; i++) {
      for (int k = 0; k < doubles[i].length; k++) {
        doubles[i][k] = matrix.getEntry(i, k).doubleValue();
      }
    }
    return doubles;
  }

  /**
   * @param d for each pixel of the patch its channels
   * @return for each pixel of the tile its outputs
   */
  float[][] run(float[][] d) {
    int n = f.inputs();
    float[][] v = nested(patch, d, n);
    float[][] products = new float[n * n][outputs];
    for (int point = 0; point < products.length; point++) {
      for (int c = 0; c < inputs; c++) {
        float[] u = filters[point * inputs + c];
        for (int o = 0; o < outputs; o++) {
          products[point][o] = Math.fma(v[point][c], u[o], products[point][o]);
        }
      }
    }
    return nested(tile, products, n);
  }

  /** A transform of the columns, then of the rows of a square of n x n rows of numbers. */
  private static float[][] nested(LinearProgram program, float[][] square, int n) {
    int m = program.outputs().size();
    float[][] half = new float[m * n][];
    float[][] whole = new float[m * m][];
    for (int column = 0; column < n; column++) {
      float[][] in = new float[n][];
      for (int i = 0; i < n; i++) {
        in[i] = square[i * n + column];
      }
      List<float[]> out = run(program, in);
      for (int i = 0; i < m; i++) {
        half[i * n + column] = out.get(i);
      }
    }
    for (int row = 0; row < m; row++) {
      float[][] in = new float[n][];
      System.arraycopy(half, row * n, in, 0, n);
      List<float[]> out = run(program, in);
      for (int i = 0; i < m; i++) {
        whole[row * m + i] = out.get(i);
      }
    }
    return whole;
  }

  private static List<float[]> run(LinearProgram program, float[][] in) {
    Map<String, float[]> values = new HashMap<>();
    for (int i = 0; i < in.length; i++) {
      values.put(program.inputs().get(i), in[i]);
    }
    for (Instruction instruction : program.instructions()) {
      float[] target = new float[in[0].length];
      for (int p = 0; p < target.length; p++) {
        target[p] = instruction.match(new At(values, p));
      }
      values.put(instruction.target(), target);
    }
    return program.outputs().stream().map(values::get).toList();
  }

  private record At(Map<String, float[]> values, int p) implements LinearProgram.Cases<Float> {

    private float value(String name) {
      return values.get(name)[p];
    }

    @Override
    public Float add(Instruction.Add i) {
      return value(i.left()) + value(i.right());
    }

    @Override
    public Float subtract(Instruction.Subtract i) {
      return value(i.left()) - value(i.right());
    }

    @Override
    public Float negate(Instruction.Negate i) {
      return -value(i.operand());
    }

    @Override
    public Float multiply(Instruction.Multiply i) {
      return value(i.operand()) * i.factor().floatValue();
    }

    @Override
    public Float multiplyAdd(Instruction.MultiplyAdd i) {
      return Math.fma(value(i.operand()), i.factor().floatValue(), value(i.addend()));
    }
  }
}
