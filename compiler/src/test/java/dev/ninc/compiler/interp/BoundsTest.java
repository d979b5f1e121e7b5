package dev.ninc.compiler.interp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.ir.Activation;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.GraphBuilder;
import dev.ninc.compiler.ir.Init;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Tensor;
import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.ir.Window;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The bounds hold for honest float arithmetic, and do not hold for a wrong result. */
class BoundsTest {

  private static final int INPUTS = 333;
  private static final int OUTPUTS = 64;

  private final Graph graph =
      new GraphBuilder(INPUTS, 1, 1)
          .pointwise("conv", "image", OUTPUTS, Activation.RELU)
          .pointwise("more", "conv", OUTPUTS, Activation.LINEAR)
          .output("more")
          .graph();
  private final Interpreter interpreter = new Interpreter(graph, p -> SeededWeights.of(p, 3));
  private final float[] image = SeededWeights.of(image("image", INPUTS), 5);

  @Test
  void honestFloatSumsAreAllowed() {
    float[] hidden = floatLayer("conv", image, true, 0);
    Numbers first = interpreter.run(image).get(new Value("conv"));
    assertThat(first.worst(doubles(hidden)).ratio()).isBetween(1e-3, 1.0);
    float[] out = floatLayer("more", hidden, false, 0);
    Numbers second = interpreter.run(image).get(new Value("more"));
    assertThat(second.worst(doubles(out)).ratio()).isBetween(1e-4, 1.0);
  }

  @Test
  void oneWeightLeftOutIsNotAllowed() {
    Numbers first = interpreter.run(image).get(new Value("conv"));
    assertThat(first.worst(doubles(floatLayer("conv", image, true, 1))).ratio()).isGreaterThan(10);
  }

  @Test
  void boundsOfWeightsCount() {
    Graph folded =
        new GraphBuilder(8, 1, 1)
            .weight("conv", "image", 4, Window.pointwise(), 1)
            .param("gain", Init.ONE, 4)
            .node(
                "scaled",
                new Op.Arithmetic(
                    Op.Arithmetic.Kind.TIMES, new Value("conv.weight"), new Value("gain")))
            .node(
                "raw",
                GraphBuilder.convOp(
                    "image", "conv.weight", "", Window.pointwise(), 1, Activation.LINEAR))
            .node(
                "out",
                GraphBuilder.convOp(
                    "image", "scaled", "", Window.pointwise(), 1, Activation.LINEAR))
            .output("out")
            .graph();
    var all =
        new Interpreter(folded, p -> SeededWeights.of(p, 1))
            .run(SeededWeights.of(image("image", 8), 1));
    double raw = all.get(new Value("raw")).bounds()[0] / Math.abs(magnitude(all, "raw"));
    double scaled = all.get(new Value("out")).bounds()[0] / Math.abs(magnitude(all, "out"));
    assertThat(scaled).isBetween(raw * 1.2, raw * 2);
  }

  @Test
  void aWrongNanIsNeverAllowed() {
    Numbers one = Numbers.exact(new double[] {1, Double.NaN, Double.POSITIVE_INFINITY});
    double[] same = one.values().clone();
    assertThat(one.worst(same).isAllowed()).isTrue();
    assertThat(one.worst(new double[] {Double.NaN, Double.NaN, same[2]}).isAllowed()).isFalse();
    assertThat(one.worst(new double[] {1, 1, same[2]}).index()).isEqualTo(1);
    assertThat(one.worst(new double[] {1, Double.NaN, 5}).index()).isEqualTo(2);
  }

  /** The value itself stands for Σ |w · x| up to a factor that both layers share. */
  private static double magnitude(Map<Value, Numbers> all, String name) {
    return all.get(new Value(name)).values()[0];
  }

  /** Plain float loops from the last input to the first, without fused multiply-adds. */
  private float[] floatLayer(String name, float[] in, boolean relu, int leftOut) {
    double[] weight = interpreter.tensor(new Value(name + ".weight")).values();
    double[] bias = interpreter.tensor(new Value(name + ".bias")).values();
    float[] out = new float[OUTPUTS];
    for (int o = 0; o < OUTPUTS; o++) {
      float sum = 0;
      for (int c = in.length - 1; c >= leftOut; c--) {
        sum += (float) weight[o * in.length + c] * in[c];
      }
      sum += (float) bias[o];
      out[o] = relu ? Math.max(sum, 0) : sum;
    }
    return out;
  }

  private static Op.Param image(String name, int size) {
    return new Op.Param(name, Tensor.of(1, size), Init.HE);
  }

  private static double[] doubles(float[] floats) {
    return Numbers.exact(floats).values();
  }
}
