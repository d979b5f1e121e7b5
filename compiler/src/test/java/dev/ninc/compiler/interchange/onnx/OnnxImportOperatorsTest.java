package dev.ninc.compiler.interchange.onnx;

import static dev.ninc.compiler.interchange.onnx.ModelWriter.integer;
import static dev.ninc.compiler.interchange.onnx.ModelWriter.ints;
import static dev.ninc.compiler.interchange.onnx.ModelWriter.real;
import static dev.ninc.compiler.interchange.onnx.ModelWriter.scalar;
import static dev.ninc.compiler.interchange.onnx.ModelWriter.text;
import static dev.ninc.compiler.interchange.onnx.ModelWriter.value;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each operator with its options: what is imported computes what ONNX Runtime computes. */
class OnnxImportOperatorsTest {

  private static ModelWriter model(long operators) {
    return new ModelWriter(operators).input("x", 0, 6, 9, 8);
  }

  /** {@code kernel_shape=3,3 ceil_mode=1}. */
  private static byte[][] attributes(String words) {
    List<byte[]> all = new ArrayList<>();
    for (String word : words == null ? new String[0] : words.split(" ")) {
      String[] sides = word.split("=");
      if (sides[1].contains(",")) {
        all.add(
            ints(
                sides[0], Arrays.stream(sides[1].split(",")).mapToLong(Long::parseLong).toArray()));
      } else if (sides[1].contains(".")) {
        all.add(real(sides[0], Float.parseFloat(sides[1])));
      } else if (sides[1].matches("-?\\d+")) {
        all.add(integer(sides[0], Long.parseLong(sides[1])));
      } else {
        all.add(text(sides[0], sides[1]));
      }
    }
    return all.toArray(byte[][]::new);
  }

  private static String one(long operators, String node, String words) {
    return OnnxRun.same(model(operators).node(node, attributes(words)).output("y"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "4,6,3,3 | | conv 3x3 4",
        "4,6,3,3 | kernel_shape=3,3 pads=1,1,1,1 | conv 3x3 4 pad 1",
        "4,6,3,2 | pads=1,0,2,1 strides=2,1 | conv 3x2 4 stride 2x1 pad [1, 0, 2, 1]",
        "4,3,3,3 | group=2 dilations=2,1 | conv 3x3 4 dilate 2x1 group 2",
        "6,1,3,3 | group=6 auto_pad=SAME_UPPER strides=2,2 | depthwise 3x3 stride 2 pad [1, 0, 1, 1]",
        "6,1,3,3 | group=6 auto_pad=SAME_LOWER strides=2,2 | depthwise 3x3 stride 2 pad [1, 1, 1, 0]",
        "12,1,3,3 | group=6 auto_pad=VALID | conv 3x3 12 group 6",
        "4,6,1,1 | | cccp 4",
        "4,6,1,1 | strides=2,2 auto_pad=NOTSET | conv 1x1 4 stride 2",
      })
  void convolutions(String dims, String words, String line) {
    int[] shape = Arrays.stream(dims.split(",")).mapToInt(Integer::parseInt).toArray();
    for (long operators : List.of(7L, 11L, 21L)) {
      ModelWriter model = model(operators).random("c.weight", shape).random("c.bias", shape[0]);
      model.node("y = Conv(x, c.weight, c.bias)", attributes(words)).output("y");
      assertThat(OnnxRun.same(model)).isEqualTo("  c: " + line.strip() + " act linear\n");
    }
    ModelWriter model = model(13).random("w", shape);
    model.node("y = Conv(x, w)", attributes(words)).output("y");
    assertThat(OnnxRun.same(model)).contains(line.split(" ")[0]).contains("nobias act linear\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kernel_shape=3,3 | maxpool 3x3",
        "kernel_shape=3,3 strides=2,2 | maxpool 3x3 stride 2 floor",
        "kernel_shape=3,3 strides=2,2 ceil_mode=1 | maxpool 3x3 stride 2",
        "kernel_shape=3,3 strides=2,2 pads=1,1,1,1 | maxpool 3x3 stride 2 pad 1 floor",
        "kernel_shape=3,3 strides=2,2 pads=1,1,1,1 ceil_mode=1 | maxpool 3x3 stride 2 pad 1",
        "kernel_shape=3,2 strides=2,3 pads=0,1,2,1 | maxpool 3x2 stride 2x3 pad [0, 1, 2, 1]",
        "kernel_shape=2,2 strides=2,2 auto_pad=SAME_UPPER | maxpool 2x2 stride 2",
        "kernel_shape=3,3 strides=2,2 auto_pad=SAME_LOWER | maxpool 3x3 stride 2 pad [1, 1, 1, 0] floor",
        "kernel_shape=4,4 strides=3,3 auto_pad=VALID | maxpool 4x4 stride 3 floor",
        "kernel_shape=2,2 strides=3,3 ceil_mode=1 pads=1,1,1,1 | maxpool 2x2 stride 3 pad 1",
      })
  void maximaOfWindows(String words, String line) {
    for (long operators : words.contains("ceil") ? List.of(10L, 13L, 22L) : List.of(7L, 12L, 22L)) {
      String found = one(operators, "y = MaxPool(x)", words);
      assertThat(found.replaceAll("^  y: ", "  ")).startsWith("  maxpool");
      if (!words.contains("pads=0,1,2,1") && !words.contains("SAME") && !words.contains("pads=1")) {
        assertThat(found).isEqualTo("  y: " + line + "\n");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kernel_shape=3,3",
        "kernel_shape=3,3 strides=2,2",
        "kernel_shape=3,3 strides=2,2 ceil_mode=1",
        "kernel_shape=3,3 strides=2,2 pads=1,1,1,1",
        "kernel_shape=3,3 strides=2,2 pads=1,1,1,1 count_include_pad=1",
        "kernel_shape=3,3 strides=2,2 pads=1,1,1,1 ceil_mode=1",
        "kernel_shape=3,3 strides=2,2 pads=0,0,1,1 count_include_pad=1",
        "kernel_shape=3,3 strides=2,2 pads=0,0,1,1",
        "kernel_shape=4,3 strides=3,2 pads=1,2,2,1",
        "kernel_shape=4,3 strides=3,2 pads=1,2,2,1 count_include_pad=1",
        "kernel_shape=3,3 strides=2,2 auto_pad=SAME_UPPER",
        "kernel_shape=4,4 strides=2,2 auto_pad=SAME_LOWER count_include_pad=1",
        "kernel_shape=5,5 strides=3,3 auto_pad=VALID",
      })
  void meansOfWindows(String words) {
    for (long operators : words.contains("ceil") ? List.of(10L, 19L, 22L) : List.of(7L, 11L, 22L)) {
      one(operators, "y = AveragePool(x)", words);
    }
  }

  /** Up to operator set 18 nobody agreed what the cells beyond the padding count for. */
  @Test
  void meansThatCountThePaddingAndRoundUp() {
    String words = "kernel_shape=4,4 strides=3,3 pads=1,1,1,1 ceil_mode=1 count_include_pad=1";
    assertThat(one(19, "y = AveragePool(x)", words)).isEqualTo("  y: avgpool 4x4 stride 3 pad 1\n");
    for (long operators : List.of(10L, 18L)) {
      ModelWriter model = model(operators).node("y = AveragePool(x)", attributes(words));
      assertThat(OnnxRun.of(model.output("y").bytes()).reports())
          .containsExactly(
              "NIN0703 line 2: What `y` divides by at the end is not settled before operator set"
                  + " 19. [`y`]");
    }
    assertThat(one(18, "y = AveragePool(x)", words.replace("pads=1,1,1,1", "pads=1,1,3,1")))
        .startsWith("  y: avgpool 4x4 stride 3 pad [1, 1, 3, 1]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GlobalAveragePool | | 7 | gap",
        "GlobalMaxPool | | 7 | maxpool 9x8",
        "ReduceMean | axes=2,3 | 7 | gap",
        "ReduceMean | axes=-2,-1 keepdims=1 | 13 | gap",
        "ReduceMean | axes=3,2 keepdims=0 | 11 | gap",
        "Relu | | 7 | relu",
        "Relu | | 22 | relu",
        "LeakyRelu | | 7 | leaky(0.01)",
        "LeakyRelu | alpha=0.25 | 16 | leaky(0.25)",
        "Sigmoid | | 13 | sigmoid",
        "Tanh | | 7 | tanh",
        "Clip | min=0.0 max=6.0 | 7 | relu6",
        "Clip | min=0.0 | 7 | relu",
        "LRN | size=3 | 7 | lrn 3",
        "LRN | size=5 alpha=0.5 beta=0.5 bias=2.0 | 13 | lrn 5 alpha 0.5 beta 0.5 bias 2",
        "Softmax | axis=1 | 13 | softmax",
        "Softmax | axis=-3 | 22 | softmax",
      })
  void layersWithoutWeights(String operator, String words, long operators, String line) {
    String found = one(operators, "y = " + operator + "(x)", words);
    assertThat(found).isEqualTo("  y: " + line + "\n");
  }

  @Test
  void boundsAndAxesThatAreInputs() {
    ModelWriter six =
        model(13)
            .tensor(scalar("a", 0))
            .tensor(scalar("b", 6))
            .node("y = Clip(x, a, b)")
            .output("y");
    assertThat(OnnxRun.same(six)).isEqualTo("  y: relu6\n");
    ModelWriter open = model(13).tensor(scalar("a", 0)).node("y = Clip(x, a)").output("y");
    assertThat(OnnxRun.same(open)).isEqualTo("  y: relu\n");
    ModelWriter mean = model(18).integers("a", 2, 3);
    mean.node("y = ReduceMean(x, a)", integer("keepdims", 0)).output("y");
    assertThat(OnnxRun.same(mean)).isEqualTo("  y: gap\n");
  }

  @Test
  void anOlderSoftmaxOfOnePixel() {
    ModelWriter model =
        model(11).node("g = GlobalAveragePool(x)").node("y = Softmax(g)").output("y");
    assertThat(OnnxRun.same(model)).isEqualTo("  g: gap\n  y: softmax\n");
    ModelWriter flat = model(13).node("g = GlobalAveragePool(x)");
    flat.node("f = Flatten(g)").node("y = Softmax(f)").output("y");
    assertThat(OnnxRun.same(flat)).isEqualTo("  g: gap\n  y: softmax\n");
  }

  @Test
  void dropout() {
    ModelWriter old = model(7).node("d = Dropout(x)", real("ratio", .25f));
    assertThat(OnnxRun.same(old.node("y = Relu(d)").output("y")))
        .isEqualTo("  d: dropout 0.25\n  y: relu\n");
    ModelWriter model = model(13).tensor(scalar("r", .75f)).node("d, mask = Dropout(x, r)");
    assertThat(OnnxRun.same(model.node("y = Relu(d)").output("y")))
        .isEqualTo("  d: dropout 0.75\n  y: relu\n");
  }

  @Test
  void branches() {
    ModelWriter model = model(13).random("a.weight", 6, 6, 1, 1).random("b.weight", 6, 6, 3, 3);
    model.node("a = Conv(x, a.weight)").node("r = Relu(a)");
    model.node("b = Conv(r, b.weight)", ints("pads", 1, 1, 1, 1));
    model.node("s = Add(b, r)").node("t = Relu(s)").node("c = Concat(t, x)", integer("axis", 1));
    model.node("d = Concat(c, c, c)", integer("axis", -3)).node("y = Sum(d, d)").output("y");
    assertThat(OnnxRun.same(model))
        .isEqualTo(
            """
              c: concat {
                a: cccp 6 nobias
                s: add {
                  b: conv 3x3 6 pad 1 nobias act linear
                } { identity }
                t: relu
              } { identity }
              d: concat { identity } { identity } { identity }
              y: add { identity } { identity }
            """);
  }

  private static ModelWriter normalized(long operators) {
    return model(operators)
        .random("n.weight", 6)
        .random("n.bias", 6)
        .random("n.mean", 6)
        .positive("n.variance", 6);
  }

  @ParameterizedTest
  @ValueSource(longs = {7, 9, 14, 22})
  void batchNormalization(long operators) {
    ModelWriter model = normalized(operators);
    model.node("y = BatchNormalization(x, n.weight, n.bias, n.mean, n.variance)").output("y");
    assertThat(OnnxRun.same(model)).isEqualTo("  n: batchnorm\n");
    ModelWriter other = normalized(operators);
    other.node(
        "y = BatchNormalization(x, n.weight, n.bias, n.mean, n.variance)",
        real("epsilon", 0.125f),
        real("momentum", 0.5f));
    assertThat(OnnxRun.same(other.output("y"))).isEqualTo("  n: batchnorm\n");
  }

  @Test
  void aNormalizationBehindAConvolutionBelongsToIt() {
    ModelWriter model = normalized(13).random("w", 6, 6, 3, 3);
    model.node("c = Conv(x, w)");
    model.node("b = BatchNormalization(c, n.weight, n.bias, n.mean, n.variance)");
    assertThat(OnnxRun.same(model.node("y = Relu(b)").output("y")))
        .isEqualTo("  c: conv 3x3 6 nobias norm\n");
  }

  @Test
  void constantsForEachChannel() {
    ModelWriter model = model(13).random("g", 6, 1, 1).random("h", 1, 6, 1, 1);
    model.tensor(scalar("s", -.5f)).tensor(scalar("t", 3)).floats("u", new float[] {.75f}, 1);
    model.node("a = Mul(x, g)").node("b = Add(h, a)").node("c = Relu(b)").node("d = Sub(c, s)");
    model.node("e = Relu(d)").node("f = Div(e, t)").node("i = Mul(u, f)").node("y = Tanh(i)");
    String layers = OnnxRun.same(model.output("y"));
    assertThat(layers.lines().map(l -> l.replaceAll(".*: ", "").strip()))
        .containsExactly(
            "batchnorm", "relu", "batchnorm", "relu", "batchnorm", "batchnorm", "tanh");
  }

  @Test
  void aShiftBehindWeightsIsTheirBias() {
    ModelWriter model = model(13).random("w", 4, 6, 3, 3).random("b", 1, 4, 1, 1);
    model.node("c = Conv(x, w)").node("y = Add(c, b)").output("y");
    assertThat(OnnxRun.same(model)).isEqualTo("  c: conv 3x3 4 act linear\n");
    ModelWriter two = model(13).random("w", 4, 6, 3, 3).random("b", 1, 4, 1, 1);
    two.node("c = Conv(x, w)").node("i = Identity(c)").node("d = Add(i, b)");
    assertThat(OnnxRun.same(two.node("y = Add(d, c)").output("y"))).contains("nobias act linear");
  }

  @Test
  void connectedLayers() {
    ModelWriter model = model(13).random("w", 10, 432).random("b", 10).random("v", 10, 5);
    model.random("o", 1, 5).random("u", 5, 3);
    model.node("f = Flatten(x)").node("g = Gemm(f, w, b)", integer("transB", 1));
    model.node("r = Relu(g)").node("m = MatMul(r, v)").node("a = Add(m, o)");
    model.tensor(scalar("k", .5f));
    model.node("y = Gemm(a, u, k)", real("alpha", .5f), real("beta", 2)).output("y");
    assertThat(OnnxRun.same(model))
        .isEqualTo(
            """
              g: fc 10 act relu
              m: fc 5 act linear
              y: fc 3 act linear
            """);
  }

  @Test
  void aTransposedMatrix() {
    ModelWriter model = model(13).random("w", 10, 432).node("t = Transpose(w)", ints("perm", 1, 0));
    model.node("f = Flatten(x, -)".replace(", -", "")).node("y = MatMul(f, t)").output("y");
    assertThat(OnnxRun.same(model)).isEqualTo("  y: fc 10 nobias act linear\n");
    ModelWriter same = model(13).random("w", 432, 10).node("t = Transpose(w)", ints("perm", 0, 1));
    same.node("f = Flatten(x)").node("y = MatMul(f, t)").output("y");
    assertThat(OnnxRun.same(same)).isEqualTo("  y: fc 10 nobias act linear\n");
  }

  @Test
  void padsBelongToWhatFollows() {
    ModelWriter conv = model(13).random("w", 4, 6, 3, 3).integers("p", 0, 0, 1, 2, 0, 0, 0, 1);
    conv.node("q = Pad(x, p)").node("y = Conv(q, w)", ints("pads", 0, 0, 1, 0)).output("y");
    assertThat(OnnxRun.same(conv)).contains("conv 3x3 4 pad [1, 2, 1, 1] nobias");
    ModelWriter mean = model(10).node("q = Pad(x)", ints("pads", 0, 0, 1, 1, 0, 0, 1, 1));
    mean.node("y = AveragePool(q)", attributes("kernel_shape=3,3 strides=2,2")).output("y");
    assertThat(OnnxRun.same(mean)).isEqualTo("  y: avgpool 3x3 stride 2 pad 1 floor\n");
    ModelWriter max = model(13).integers("p", 0, 0, 1, 1, 0, 0, 1, 1).node("r = Relu(x)");
    max.node("q = Pad(r, p)").node("y = MaxPool(q)", attributes("kernel_shape=3,3")).output("y");
    assertThat(OnnxRun.same(max)).isEqualTo("  r: relu\n  y: maxpool 3x3 pad 1\n");
  }

  /** What a Pad puts around maps belongs to them: a window may begin there. */
  @Test
  void padsInFrontOfPoolingsThatRoundUp() {
    for (String pool : List.of("AveragePool", "MaxPool")) {
      ModelWriter around = new ModelWriter(13).input("x", 0, 2, 4, 4).node("r = Relu(x)");
      around.integers("p", 0, 0, 1, 1, 0, 0, 1, 1).node("q = Pad(r, p)");
      around.node("y = " + pool + "(q)", attributes("kernel_shape=3,3 strides=2,2 ceil_mode=1"));
      assertThat(OnnxRun.same(around.output("y"))).contains("pool 3x3 stride 2 pad 1");
      ModelWriter behind = new ModelWriter(13).input("x", 0, 2, 4, 4).node("r = Relu(x)");
      behind.integers("p", 0, 0, 0, 0, 0, 0, 1, 1).node("q = Pad(r, p)");
      behind.node("y = " + pool + "(q)", attributes("kernel_shape=2,2 strides=2,2 ceil_mode=1"));
      assertThat(OnnxRun.of(behind.output("y").bytes()).reports())
          .containsExactly(
              "NIN0703 line 4: The padding of `y` has no counterpart in a `.nin` file. [`y`]");
    }
  }

  @Test
  void mlpconvsAreRecovered() {
    ModelWriter model = model(13).random("conv1.weight", 8, 6, 3, 3).random("conv1.bias", 8);
    model.random("cccp1.weight", 5, 8, 1, 1).random("cccp1.bias", 5);
    model.node("a = Conv(x, conv1.weight, conv1.bias)", ints("pads", 1, 1, 1, 1));
    model.node("b = Relu(a)").node("c = Conv(b, cccp1.weight, cccp1.bias)").node("y = Relu(c)");
    assertThat(OnnxRun.same(model.output("y")))
        .isEqualTo("  mlpconv 3x3 [conv1: 8, cccp1: 5] pad 1\n");
  }

  /** As PyTorch writes them, where normalizations were folded into weights without names. */
  @Test
  void namesOfModules() {
    ModelWriter model =
        model(13).random("onnx::Conv_12", 8, 6, 3, 3).random("onnx::Conv_15", 5, 8, 3, 3);
    model.node("/layer1/layer1.0/conv1/Conv = Conv(x, onnx::Conv_12)");
    model.node("/layer1/layer1.0/relu/Relu = Relu(/layer1/layer1.0/conv1/Conv)");
    model.node(
        "/pool/MaxPool = MaxPool(/layer1/layer1.0/relu/Relu)", attributes("kernel_shape=2,2"));
    model.node("/layer2/layer2.0/conv1/Conv = Conv(/pool/MaxPool, onnx::Conv_15)");
    model.node("MaxPool_7 = MaxPool(/layer2/layer2.0/conv1/Conv)", attributes("kernel_shape=2,2"));
    assertThat(OnnxRun.same(model.node("45 = Relu(MaxPool_7)").output("45")))
        .isEqualTo(
            """
              "layer1.0.conv1": conv 3x3 8 nobias
              pool: maxpool 2x2
              "layer2.0.conv1": conv 3x3 5 nobias act linear
              maxpool 2x2
              "45": relu
            """);
  }

  @Test
  void furtherOutputs() {
    ModelWriter model = model(13).random("conv1.weight", 8, 6, 3, 3).output("b").output("y");
    model.node("a = Conv(x, conv1.weight)").node("b = Relu(a)").node("c = GlobalAveragePool(b)");
    model.node("y = Softmax(c)", integer("axis", 1)).output("a");
    assertThat(OnnxRun.same(model))
        .isEqualTo(
            """
              conv 3x3 8 nobias act linear
              b: relu
              c: gap
              y: softmax
              output conv1
              output b
            """);
  }
}
