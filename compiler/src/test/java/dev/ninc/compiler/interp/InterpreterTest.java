package dev.ninc.compiler.interp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ninc.compiler.ir.Activation;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.GraphBuilder;
import dev.ninc.compiler.ir.Init;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Padding;
import dev.ninc.compiler.ir.Tensor;
import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.ir.Window;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.random.MersenneTwister;
import org.apache.commons.math3.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class InterpreterTest {

  /** Small enough to be done by hand: a 2x2 window over 2x3, bias 10. */
  @Test
  void convolvesByHand() {
    Window window = new Window(2, 2, 1, 1, 1, 1, new Padding(0, 0, 0, 1));
    Graph graph =
        new GraphBuilder(1, 2, 3)
            .conv("conv", "image", 1, window, 1, Activation.LINEAR)
            .output("conv")
            .graph();
    Map<String, float[]> weights =
        Map.of("conv.weight", new float[] {1, 2, 3, 4}, "conv.bias", new float[] {10});
    Interpreter interpreter = new Interpreter(graph, p -> weights.get(p.name()));
    Numbers out = interpreter.run(new float[] {1, 2, 3, 4, 5, 6}).get(new Value("conv"));
    assertThat(out.values())
        .containsExactly(1 + 4 + 12 + 20 + 10, 2 + 6 + 15 + 24 + 10, 3 + 18 + 10);
    // 4 terms: 4 · √4 · u · (|bias| + Σ |w · x|)
    assertThat(out.bounds()[0]).isCloseTo(8 * Numbers.U * 47, within(1e-12));
  }

  @Test
  void convolvesLikeTheFormula() {
    RandomGenerator random = new MersenneTwister(7);
    for (int trial = 0; trial < 300; trial++) {
      int groups = 1 + random.nextInt(3);
      Maps from = new Maps(groups * (1 + random.nextInt(4)), side(random), side(random));
      int outputs = groups * (1 + random.nextInt(4));
      Window w = window(random, 3);
      if (from.height() + w.pad().top() + w.pad().bottom() < w.extentY()
          || from.width() + w.pad().left() + w.pad().right() < w.extentX()) {
        continue;
      }
      Graph graph =
          new GraphBuilder(from.channels(), from.height(), from.width())
              .weight("conv", "image", outputs, w, groups)
              .node(
                  "conv",
                  GraphBuilder.convOp("image", "conv.weight", "", w, groups, Activation.LINEAR))
              .output("conv")
              .graph();
      Interpreter interpreter = new Interpreter(graph, p -> SeededWeights.of(p, 1));
      float[] image = image(random, (int) from.size());
      double[] weight = interpreter.tensor(new Value("conv.weight")).values();
      double[] expected =
          NaiveInterpreter.conv(Numbers.exact(image).values(), from, weight, outputs, w, groups);
      assertThat(interpreter.run(image).get(new Value("conv")).values())
          .as("%s, %s groups, on %s", w, groups, from)
          .containsExactly(expected, within(1e-12));
    }
  }

  @Test
  void poolsLikeCaffe() {
    RandomGenerator random = new MersenneTwister(8);
    for (int trial = 0; trial < 600; trial++) {
      Maps from = new Maps(2, side(random), side(random));
      int size = 1 + random.nextInt(5);
      int stride = 1 + random.nextInt(size);
      Window w = GraphBuilder.window(size, stride, random.nextInt(size));
      boolean floor = random.nextBoolean();
      if (Math.min(from.height(), from.width()) + 2 * w.pad().top() < size) {
        continue;
      }
      for (Op.Pool.Kind kind : Op.Pool.Kind.values()) {
        float[] image = image(random, (int) from.size());
        Op op = pool(kind, w, floor, Op.Pool.Divisor.PADDED);
        double[] expected =
            NaiveInterpreter.caffePool(Numbers.exact(image).values(), from, kind, w, floor);
        assertThat(run(op, from, image).values())
            .as("%s %s, floor %s, on %s", kind, w, floor, from)
            .containsExactly(expected, within(1e-12));
      }
    }
  }

  /** 6 cells, window 3, stride 2, padding 1 on the left only. */
  @Test
  void averagesByHand() {
    float[] row = {1, 2, 4, 8, 16, 32};
    Window w = new Window(1, 3, 1, 2, 1, 1, new Padding(0, 1, 0, 0));
    Maps from = new Maps(1, 1, 6);
    // Windows [pad 1 2], [2 4 8], [8 16 32]; rounding up adds none: (6 + 1 − 3) / 2 is whole.
    assertThat(
            run(pool(Op.Pool.Kind.AVERAGE, w, false, Op.Pool.Divisor.PADDED), from, row).values())
        .containsExactly(3 / 3.0, 14 / 3.0, 56 / 3.0);
    assertThat(
            run(pool(Op.Pool.Kind.AVERAGE, w, false, Op.Pool.Divisor.INSIDE), from, row).values())
        .containsExactly(3 / 2.0, 14 / 3.0, 56 / 3.0);
    // Without the padding: [1 2 4], [4 8 16], and, rounded up, [16 32].
    Window bare = new Window(1, 3, 1, 2, 1, 1, Padding.NONE);
    assertThat(
            run(pool(Op.Pool.Kind.AVERAGE, bare, false, Op.Pool.Divisor.PADDED), from, row)
                .values())
        .containsExactly(7 / 3.0, 28 / 3.0, 48 / 2.0);
  }

  /** Windows of three channels, of two at the edges; alpha / size is 2. */
  @Test
  void normalizesByHand() {
    Op op = new Op.Lrn(new Value("image"), 3, 6, 0.5, 7);
    Numbers out = run(op, new Maps(3, 1, 2), new float[] {1, 0, 0, 3, -2, 0});
    assertThat(out.values())
        .containsExactly(
            new double[] {
              1 / Math.sqrt(7 + 2), 0, 0, 3 / Math.sqrt(7 + 2 * 9), -2 / Math.sqrt(7 + 2 * 4), 0
            },
            within(1e-15));
    assertThat(out.bounds()[0]).isBetween(4 * Numbers.U / 3, 40 * Numbers.U / 3);
  }

  /** Caffe itself would read a window without cells here. */
  @Test
  void noWindowIsEmpty() {
    Window w = GraphBuilder.window(1, 3, 0);
    Numbers out = run(pool(Op.Pool.Kind.MAX, w, false, Op.Pool.Divisor.PADDED), line(5), of(5));
    assertThat(out.values()).containsExactly(1, 4);
  }

  @Test
  void activationsByDefinition() {
    double nan = Double.NaN;
    double[] x = {-2, -0.0, 0, 3, 9, nan};
    assertThat(act(Activation.RELU, x)).containsExactly(0, 0.0, 0, 3, 9, nan);
    assertThat(1 / act(Activation.RELU, x)[1]).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(act(Activation.RELU6, x)).containsExactly(0, 0.0, 0, 3, 6, nan);
    assertThat(act(Activation.leaky(0.5f), x)).containsExactly(-1, -0.0, 0, 3, 9, nan);
    assertThat(act(Activation.SIGMOID, x)[3]).isCloseTo(0.9525741268224334, within(1e-15));
    assertThat(act(Activation.TANH, x)[0]).isCloseTo(-0.9640275800758169, within(1e-15));
    assertThat(act(Activation.LINEAR, x)).containsExactly(x);
  }

  @Test
  void softmaxSumsToOneAtEachPosition() {
    Numbers out =
        run(new Op.Softmax(new Value("image")), new Maps(2, 1, 2), new float[] {0, 500, 1, -500});
    assertThat(out.values()[0] + out.values()[2]).isCloseTo(1, within(1e-15));
    assertThat(out.values()[0]).isCloseTo(1 / (1 + Math.E), within(1e-15));
    assertThat(out.values()[1]).isEqualTo(1);
    assertThat(out.values()[3]).isEqualTo(0);
  }

  @Test
  void batchNormByHand() {
    Graph graph = new GraphBuilder(1, 1, 1).batchNorm("n", "image").output("n").graph();
    Map<String, float[]> weights =
        Map.of(
            "n.weight", new float[] {2},
            "n.bias", new float[] {0.5f},
            "n.running_mean", new float[] {1},
            "n.running_var", new float[] {4});
    Interpreter interpreter = new Interpreter(graph, p -> weights.get(p.name()));
    assertThat(interpreter.run(new float[] {5}).get(new Value("n")).values()[0])
        .isCloseTo((5 - 1) / Math.sqrt(4 + 1e-5) * 2 + 0.5, within(1e-14));
  }

  @Test
  void addsAndConcatenates() {
    Graph graph =
        new GraphBuilder(1, 1, 2)
            .activate("negative", "image", Activation.leaky(-1))
            .add("sum", Activation.RELU, "image", "negative", "negative")
            .concat("both", "sum", "image")
            .node("mean", new Op.GlobalAverage(new Value("both")))
            .output("mean")
            .graph();
    Map<Value, Numbers> all = new Interpreter(graph, p -> new float[0]).run(new float[] {-1, 2});
    assertThat(all.get(new Value("both")).values()).containsExactly(1, 6, -1, 2);
    assertThat(all.get(new Value("mean")).values()).containsExactly(3.5, 0.5);
  }

  @Test
  void theLoadPhaseComputesTensors() {
    Graph graph =
        new GraphBuilder(1, 1, 1)
            .param("w", Init.HE, 2, 2)
            .param("v", Init.ONE, 2)
            .node("flat", new Op.Reshape(new Value("w"), Tensor.of(2, 2, 1)))
            .node("product", arithmetic(Op.Arithmetic.Kind.TIMES, "flat"))
            .node("sum", arithmetic(Op.Arithmetic.Kind.PLUS, "w"))
            .node("difference", arithmetic(Op.Arithmetic.Kind.MINUS, "w"))
            .node("root", new Op.InverseRoot(new Value("v"), 0.25))
            .output("image")
            .graph();
    Map<String, float[]> weights =
        Map.of("w", new float[] {1, 2, 3, 4}, "v", new float[] {0, 3.75f});
    Interpreter interpreter = new Interpreter(graph, p -> weights.get(p.name()));
    assertThat(interpreter.tensor(new Value("product")).values()).containsExactly(0, 0, 11.25, 15);
    assertThat(interpreter.tensor(new Value("sum")).values()).containsExactly(1, 2, 6.75, 7.75);
    assertThat(interpreter.tensor(new Value("difference")).values())
        .containsExactly(1, 2, -0.75, 0.25);
    assertThat(interpreter.tensor(new Value("root")).values()).containsExactly(2, 0.5);
    assertThat(interpreter.tensor(new Value("product")).bounds()[3]).isBetween(1e-7, 1e-5);
  }

  @Test
  void evaluatesAStepFromWhatItIsGiven() {
    Graph graph =
        new GraphBuilder(1, 1, 2)
            .activate("a", "image", Activation.RELU)
            .activate("b", "a", Activation.leaky(0.5f))
            .add("c", Activation.LINEAR, "b", "a")
            .output("c")
            .graph();
    Interpreter interpreter = new Interpreter(graph, p -> new float[0]);
    Map<Value, Numbers> results =
        interpreter.evaluate(
            List.of(new Value("b"), new Value("c")), Map.of(new Value("a"), new double[] {-4, 4}));
    assertThat(results).containsOnlyKeys(new Value("b"), new Value("c"));
    assertThat(results.get(new Value("c")).values()).containsExactly(-6, 8);
    assertThatThrownBy(() -> interpreter.evaluate(List.of(new Value("c")), Map.of()))
        .hasMessage("%b is not given");
  }

  @Test
  void refusesWrongSizes() {
    Graph graph =
        new GraphBuilder(1, 1, 2)
            .pointwise("conv", "image", 1, Activation.LINEAR)
            .output("conv")
            .graph();
    assertThatThrownBy(() -> new Interpreter(graph, p -> new float[7]))
        .hasMessage("%conv.weight has 7 numbers instead of 1");
    Interpreter interpreter = new Interpreter(graph, p -> SeededWeights.of(p, 1));
    assertThatThrownBy(() -> interpreter.run(new float[3]))
        .hasMessage("%image has 3 numbers instead of 2");
    assertThatThrownBy(() -> interpreter.tensor(new Value("conv")))
        .hasMessageStartingWith("%conv is no tensor");
  }

  private static Op.Arithmetic arithmetic(Op.Arithmetic.Kind kind, String left) {
    return new Op.Arithmetic(kind, new Value(left), new Value("v"));
  }

  private static double[] act(Activation act, double[] x) {
    return Activations.apply(act, Numbers.exact(x)).values();
  }

  private static Numbers run(Op op, Maps from, float[] image) {
    Graph graph =
        new GraphBuilder(from.channels(), from.height(), from.width())
            .node("out", op)
            .output("out")
            .graph();
    return new Interpreter(graph, p -> new float[0]).run(image).get(new Value("out"));
  }

  private static Op pool(Op.Pool.Kind kind, Window w, boolean floor, Op.Pool.Divisor divisor) {
    Op.Pool.Rounding rounding = floor ? Op.Pool.Rounding.FLOOR : Op.Pool.Rounding.CEIL;
    return new Op.Pool(new Value("image"), kind, w, rounding, divisor);
  }

  private static Window window(RandomGenerator random, int largest) {
    return new Window(
        1 + random.nextInt(largest),
        1 + random.nextInt(largest),
        1 + random.nextInt(3),
        1 + random.nextInt(3),
        1 + random.nextInt(2),
        1 + random.nextInt(2),
        new Padding(random.nextInt(3), random.nextInt(3), random.nextInt(3), random.nextInt(3)));
  }

  private static int side(RandomGenerator random) {
    return 1 + random.nextInt(12);
  }

  private static float[] image(RandomGenerator random, int size) {
    float[] image = new float[size];
    for (int i = 0; i < size; i++) {
      image[i] = (float) random.nextGaussian();
    }
    return image;
  }

  private static Maps line(int cells) {
    return new Maps(1, 1, cells);
  }

  private static float[] of(int cells) {
    float[] numbers = new float[cells];
    for (int i = 0; i < cells; i++) {
      numbers[i] = i + 1;
    }
    return numbers;
  }
}
