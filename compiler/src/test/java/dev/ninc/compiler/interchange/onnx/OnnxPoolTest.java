package dev.ninc.compiler.interchange.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ninc.compiler.interp.Interpreter;
import dev.ninc.compiler.ir.GraphBuilder;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Padding;
import dev.ninc.compiler.ir.Window;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What is written for a pooling layer, read by ONNX's rules, gives what the interpreter gives: for
 * all small windows, strides and paddings.
 */
class OnnxPoolTest {

  private static final float[] ROW = {3, -1, 4, 1, -5, 9, 2, -6, 5};

  @Test
  void allSmallPools() {
    int checked = 0;
    for (Op.Pool.Kind kind : Op.Pool.Kind.values()) {
      for (Op.Pool.Rounding rounding : Op.Pool.Rounding.values()) {
        for (Op.Pool.Divisor divisor : Op.Pool.Divisor.values()) {
          for (int code = 0; code < 9 * 4 * 4 * 4 * 4; code++) {
            int length = code % 9 + 1;
            int size = code / 9 % 4 + 1;
            int stride = code / 36 % 4 + 1;
            Padding pad = new Padding(0, code / 144 % 4, 0, code / 576);
            Window window = new Window(1, size, 1, stride, 1, 1, pad);
            checked += agrees(length, window, kind, rounding, divisor) ? 1 : 0;
          }
        }
      }
    }
    assertThat(checked).isGreaterThan(5000);
  }

  private static boolean agrees(
      int length,
      Window window,
      Op.Pool.Kind kind,
      Op.Pool.Rounding rounding,
      Op.Pool.Divisor divisor) {
    Op.Pool op = new Op.Pool(GraphBuilder.value("image"), kind, window, rounding, divisor);
    Optional<Network> network = valid(length, op);
    if (network.isEmpty()) {
      return false;
    }
    float[] row = java.util.Arrays.copyOf(ROW, length);
    double[] expected =
        new Interpreter(network.get().graph(), p -> new float[0])
            .run(row)
            .get(GraphBuilder.value("pool"))
            .values();
    double[] found = run(OnnxExportTest.export(network.get()), row);
    assertThat(found).as("%s over %s", op, length).containsExactly(expected, within(1e-12));
    return true;
  }

  /** As the language demands: windows fit, and each has a cell of the image. */
  private static Optional<Network> valid(int length, Op.Pool op) {
    try {
      Node pool =
          new GraphBuilder(1, 1, length).node("pool", op).output("pool").graph().nodes().get(1);
      int last = (((Maps) pool.type()).width() - 1) * op.window().strideX();
      return last < length + op.window().pad().left()
          ? Optional.of(
              OnnxExportTest.network(
                  new GraphBuilder(1, 1, length).node("pool", op).output("pool").graph()))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The operators Pad, MaxPool and AveragePool over one row, as the specification defines them. */
  private static double[] run(OnnxFile file, float[] row) {
    double[] cells = new double[row.length];
    for (int i = 0; i < row.length; i++) {
      cells[i] = row[i];
    }
    for (OnnxFile.Operator operator : file.operators()) {
      if (operator.type().equals("Pad")) {
        List<Long> pads = file.constants().get(operator.in().get(1)).integers();
        cells = padded(cells, pads.get(3).intValue(), pads.get(7).intValue());
      }
    }
    OnnxFile.Operator last = file.operators().get(file.operators().size() - 1);
    return pooled(last, cells);
  }

  private static double[] padded(double[] cells, int before, int after) {
    double[] all = new double[before + cells.length + after];
    System.arraycopy(cells, 0, all, before, cells.length);
    return all;
  }

  private static double[] pooled(OnnxFile.Operator operator, double[] cells) {
    int size = operator.ints().get("kernel_shape").get(1).intValue();
    int stride = operator.ints().get("strides").get(1).intValue();
    int before = operator.ints().get("pads").get(1).intValue();
    int after = operator.ints().get("pads").get(3).intValue();
    boolean max = operator.type().equals("MaxPool");
    boolean include = !max && operator.ints().get("count_include_pad").get(0) == 1;
    // Common run times demand it.
    assertThat(before).isLessThan(size);
    assertThat(after).isLessThan(size);
    double[] out = new double[(cells.length + before + after - size) / stride + 1];
    for (int i = 0; i < out.length; i++) {
      double largest = Double.NEGATIVE_INFINITY;
      double sum = 0;
      int inside = 0;
      for (int j = 0; j < size; j++) {
        int at = i * stride - before + j;
        if (at >= 0 && at < cells.length) {
          largest = Math.max(largest, cells[at]);
          sum += cells[at];
          inside++;
        }
      }
      out[i] = max ? largest : sum / (include ? size : inside);
    }
    return out;
  }
}
