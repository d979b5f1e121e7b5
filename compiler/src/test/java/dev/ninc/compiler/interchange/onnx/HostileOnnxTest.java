package dev.ninc.compiler.interchange.onnx;

import static dev.ninc.compiler.interchange.onnx.ModelWriter.integer;
import static dev.ninc.compiler.interchange.onnx.ModelWriter.ints;
import static dev.ninc.compiler.interchange.onnx.ModelWriter.real;
import static dev.ninc.compiler.interchange.onnx.ModelWriter.tensor;
import static dev.ninc.compiler.interchange.onnx.ModelWriter.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.testing.FileCampaign;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Models that are wrong, that ask for what there is not, or that mean harm. */
class HostileOnnxTest {

  private static ModelWriter model() {
    return new ModelWriter(13).input("x", 0, 6, 9, 8);
  }

  private static ModelWriter convolved() {
    return model().random("w", 4, 6, 3, 3).node("c = Conv(x, w)");
  }

  private static List<String> reports(ModelWriter model) {
    OnnxRun run = OnnxRun.of(model.bytes());
    assertThat(run.result()).as(run.reports().toString()).isEmpty();
    return run.reports();
  }

  private static String report(ModelWriter model) {
    assertThat(reports(model)).hasSize(1);
    return reports(model).get(0);
  }

  @Test
  void cutOffAnywhere() {
    byte[] whole = convolved().output("c").bytes();
    for (int length = 0; length < whole.length; length++) {
      OnnxRun run = OnnxRun.of(Arrays.copyOf(whole, length));
      assertThat(run.result().isPresent() || !run.found().isEmpty()).isTrue();
    }
  }

  /** All of them in one run, each operator once with its nodes. */
  @Test
  void everythingUnsupportedAtOnce() {
    ModelWriter model = convolved().node("h1 = HardSwish(c)").node("h2 = HardSwish(h1)");
    model.node("t = Transpose(c)").node("l = LSTM(t, t, t)").node("s = Softmax(c)");
    model.node("FusedConv", "com.microsoft", "f", "c, w");
    model.node("m = MaxPool(c)", ints("kernel_shape", 2, 2), ints("dilations", 2, 2));
    model.integers("k", 0, 0, 1, 1, 0, 0, 1, 1).node("p = Pad(c, k)", text("mode", "reflect"));
    for (String output : List.of("h2", "l", "s", "f", "m", "p")) {
      model.output(output);
    }
    assertThat(reports(model))
        .containsExactlyInAnyOrder(
            "NIN0703 line 3: The operator `HardSwish` cannot be imported; it is that of `h1`, `h2`."
                + " [the first of 2]",
            "NIN0703 line 5: Only a Transpose of a constant matrix can be imported. [`t`]",
            "NIN0703 line 6: The operator `LSTM` cannot be imported; it is that of `l`. [here]",
            "NIN0703 line 7: Only a Softmax over the channels can be imported. [`s`]",
            "NIN0703 line 8: The operator `com.microsoft.FusedConv` cannot be imported; it is that"
                + " of `f`. [here]",
            "NIN0703 line 9: A pooling window with gaps, `dilations`, cannot be imported. [`m`]",
            "NIN0703 line 10: A Pad that repeats or mirrors maps cannot be imported. [`p`]");
  }

  @Test
  void whatNothingNeedsIsNotLookedAt() {
    ModelWriter model = convolved().node("l = LSTM(c, c, c)").node("y = Relu(c)").output("y");
    assertThat(OnnxRun.of(model.bytes()).layers()).isEqualTo("  c: conv 3x3 4 nobias\n");
  }

  @Test
  void circles() {
    ModelWriter model = model().node("a = Relu(b)").node("b = Relu(a)").output("b");
    assertThat(report(model))
        .contains("NIN0704 line 2", "reads `b`, which is made only after it", "circle");
    ModelWriter self = model().node("a = Sum(x, a)").output("a");
    assertThat(report(self)).contains("NIN0704", "reads `a`");
  }

  @Test
  void namesThatAreGivenTwice() {
    assertThat(report(model().node("a = Relu(x)").node("a = Tanh(x)").output("a")))
        .contains("NIN0704 line 3: The value `a` is made twice.");
    assertThat(report(convolved().random("w", 1).output("c")))
        .contains("Two tensors are called `w`");
    assertThat(report(model().input("x", 0, 1, 1, 1).node("a = Relu(x)").output("a")))
        .contains("Two inputs are called `x`");
    assertThat(report(convolved().node("w = Relu(c)").output("w"))).contains("`w` is made twice");
  }

  @Test
  void valuesThatNothingMakes() {
    assertThat(reports(model().node("a = Sum(p, q)").output("a").output("z")))
        .hasSize(3)
        .allMatch(report -> report.startsWith("NIN0704"));
    assertThat(report(model().node("a = Relu(x)"))).contains("The graph has no output");
  }

  @Test
  void inputs() {
    ModelWriter two = model().input("z", 0, 6, 9, 8).node("a = Add(x, z)").output("a");
    assertThat(report(two)).contains("NIN0707 line 2: A network has one input");
    ModelWriter open = new ModelWriter(13).input("x", 0, 3, 0, 0).node("y = Relu(x)").output("y");
    assertThat(report(open)).contains("NIN0707 line 1", "3xHxW");
    assertThat(OnnxRun.of(open.bytes(), new Maps(3, 4, 5)).imported().nin())
        .contains("input 3x4x5");
    assertThat(OnnxRun.of(open.bytes(), new Maps(1, 4, 5)).reports())
        .singleElement()
        .asString()
        .contains("not 1x4x5");
    ModelWriter flat = new ModelWriter(13).input("x", 0, 3).node("y = Relu(x)").output("y");
    assertThat(report(flat)).contains("has 2 dimensions");
    ModelWriter huge = new ModelWriter(13).input("x", 0, 3, 1 << 30, 4).node("y = Relu(x)");
    assertThat(report(huge.output("y"))).contains("NIN0707");
  }

  @Test
  void outputs() {
    assertThat(report(model().node("y = Identity(x)").output("y"))).contains("No layer changes");
    assertThat(report(convolved().output("c").output("w")))
        .contains("NIN0704", "`w` is no result of a layer");
    ModelWriter apart = convolved().node("a = Relu(c)").node("b = Tanh(c)").output("a").output("b");
    assertThat(report(apart)).contains("do not all lie on the way");
    ModelWriter mask = convolved().node("d, m = Dropout(c)").node("e = Add(d, m)").output("e");
    assertThat(report(mask)).contains("NIN0703", "Only the first result");
  }

  @Test
  void branchesThatDoNotMeetAsTheyBegan() {
    ModelWriter model = convolved().node("a = Relu(c)").node("b = Tanh(c)").node("d = Add(a, b)");
    model.node("e = Add(d, a)").output("e");
    assertThat(report(model)).contains("NIN0704", "no series of branches");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 6})
  void oldOperators(long operators) {
    ModelWriter model = new ModelWriter(operators).input("x", 0, 1, 4, 4).node("y = Relu(x)");
    assertThat(report(model.output("y"))).startsWith("NIN0702: net.onnx has operators of the set");
  }

  @Test
  void newOperatorsAreAWarning() {
    ModelWriter model = new ModelWriter(99).input("x", 0, 1, 4, 4).node("y = Relu(x)").output("y");
    OnnxRun run = OnnxRun.of(model.bytes());
    assertThat(run.layers()).isEqualTo("  y: relu\n");
    assertThat(run.reports()).singleElement().asString().startsWith("NIN0702: ");
  }

  @Test
  void shapesThatDoNotFit() {
    assertThat(report(model().random("w", 4, 5, 3, 3).node("c = Conv(x, w)").output("c")))
        .contains("NIN0706", "weights [4, 5, 3, 3]", "maps 6x9x8");
    assertThat(report(model().random("w", 4, 6, 30, 3).node("c = Conv(x, w)").output("c")))
        .contains("NIN0706", "larger than what it slides over");
    assertThat(report(convolved().node("a = Add(c, x)").output("a"))).contains("NIN0706");
    assertThat(
            report(
                model()
                    .random("w", 7, 4)
                    .node("f = Flatten(x)")
                    .node("y = MatMul(f, w)")
                    .output("y")))
        .contains("NIN0706", "a matrix [7, 4]");
    assertThat(report(model().random("k", 9, 8).node("y = Mul(x, k)").output("y")))
        .contains("NIN0703", "one for each channel");
    assertThat(report(model().node("f = Flatten(x)").node("y = Relu(f)").output("y")))
        .contains("NIN0703", "not in front of Gemm");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Conv(x, w) | pads | 1,1 | NIN0705",
        "Conv(x, w) | pads | -1,0,0,0 | NIN0705",
        "Conv(x, w) | strides | 0,1 | NIN0705",
        "Conv(x, w) | strides | 1,9223372036854775807 | NIN0705",
        "Conv(x, w) | kernel_shape | 5,5 | NIN0705",
        "Conv(x, w) | dilations | 4000,1 | NIN0706",
        "Conv(x, w) | other | 1,1 | NIN0703",
        "Conv(x) | pads | 0,0,0,0 | NIN0705",
        "MaxPool(x) | pads | 0,0,0,0 | NIN0705",
        "MaxPool(x) | kernel_shape | 50,50 | NIN0706",
        "Relu(x, x) | none | | NIN0705",
      })
  void attributes(String node, String name, String values, String code) {
    long[] numbers =
        values == null
            ? new long[0]
            : Arrays.stream(values.split(",")).mapToLong(Long::parseLong).toArray();
    ModelWriter model = model().random("w", 4, 6, 3, 3);
    byte[][] attributes = values == null ? new byte[0][] : new byte[][] {ints(name, numbers)};
    assertThat(reports(model.node("y = " + node, attributes).output("y")))
        .anyMatch(report -> report.startsWith(code + " line 2"));
  }

  @Test
  void attributesOfAnotherKind() {
    assertThat(report(model().node("y = LeakyRelu(x)", integer("alpha", 1)).output("y")))
        .contains("NIN0705", "`alpha` is of another kind");
    assertThat(report(model().node("y = LeakyRelu(x)", real("alpha", Float.NaN)).output("y")))
        .contains("NIN0703");
  }

  /** Nothing is allocated for numbers that are not there. */
  @Test
  void tensorsThatAreNotWhatTheySay() {
    int[] huge = {1 << 20, 6, 1 << 10, 1 << 10};
    ModelWriter model = model().tensor(tensor("w", 1, huge, out -> {})).node("y = Conv(x, w)");
    byte[] file = model.output("y").bytes();
    OnnxRun.of(file);
    long bytes = FileCampaign.allocated(() -> OnnxRun.of(file));
    assertThat(bytes).isLessThan(2 << 20);
    assertThat(OnnxRun.of(file).result()).isEmpty();
    int[] dims = {4, 6, 3, 3};
    for (byte[] bad :
        List.of(
            tensor("w", 1, dims, out -> out.writeBytes(9, ModelWriter.raw(1, 2, 3))),
            tensor("w", 1, dims, out -> {}),
            tensor("w", 1, new int[] {-4, 6, 3, 3}, out -> {}),
            tensor("w", 8, dims, out -> out.writeString(6, "a")),
            tensor("w", 7, new int[] {1}, out -> out.writeInt64(7, 3)))) {
      assertThat(reports(model().tensor(bad).node("y = Conv(x, w)").output("y")))
          .anyMatch(report -> report.matches("(?s)NIN070[368].*"));
    }
  }

  @Test
  void constantsThatAreNotWhatTheySay() {
    byte[] large = tensor("k", 11, new int[0], out -> out.writeDouble(10, 1e300));
    assertThat(report(model().tensor(large).node("y = Mul(x, k)").output("y")))
        .contains("NIN0708", "`k` holds a number that is too large for float32");
    byte[] bad = tensor("", 1, new int[] {-1}, out -> {});
    ModelWriter model = model().node("k = Constant()", ModelWriter.value(bad));
    assertThat(report(model.node("y = Mul(x, k)").output("y"))).contains("NIN0708", "[-1]");
  }

  @Test
  void numbersInOtherForms() {
    int[] dims = {2, 1, 1, 1};
    ByteBuffer half = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
    half.putShort((short) 0x3e00).putShort((short) 0x8001).flip();
    ByteBuffer doubles = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    doubles.putDouble(1.5).putDouble(-0x1p-24).flip();
    for (byte[] tensor :
        List.of(
            tensor("w", 10, dims, o -> o.writeByteBuffer(9, half.duplicate())),
            tensor("w", 11, dims, o -> o.writeByteBuffer(9, doubles.duplicate())),
            tensor("w", 11, dims, o -> o.writeByteArray(10, doubles.array())),
            tensor(
                "w",
                10,
                dims,
                o -> {
                  o.writeInt32(5, 0x3e00);
                  o.writeInt32(5, 0x8001);
                }),
            tensor(
                "w",
                16,
                dims,
                o -> {
                  o.writeInt32(5, 0x3fc0);
                  o.writeInt32(5, 0xb380);
                }),
            tensor(
                "w",
                1,
                dims,
                o -> {
                  o.writeFloat(4, 1.5f);
                  o.writeFloat(4, -0x1p-24f);
                }))) {
      ModelWriter model = new ModelWriter(13).input("x", 0, 1, 4, 4).tensor(tensor);
      OnnxRun run = OnnxRun.of(model.node("y = Conv(x, w)").output("y").bytes());
      assertThat(run.imported().weights().get(0).values()).containsExactly(1.5f, -0x1p-24f);
    }
  }

  /** Channels that double again and again stay numbers, and are refused when they are too many. */
  @Test
  void concatenationsOfConcatenations() {
    ModelWriter model = model().tensor(ModelWriter.scalar("k", 2)).node("a0 = Relu(x)");
    for (int i = 1; i <= 40; i++) {
      model.node("a%d = Concat(a%d, a%d)".formatted(i, i - 1, i - 1), integer("axis", 1));
    }
    byte[] file = model.node("y = Mul(a40, k)").output("y").bytes();
    OnnxRun.of(file);
    long bytes = FileCampaign.allocated(() -> assertThat(OnnxRun.of(file).result()).isEmpty());
    assertThat(bytes).isLessThan(64 << 20);
  }

  @Test
  void manyNodes() {
    ModelWriter model = model();
    String last = "x";
    for (int i = 0; i < 20_001; i++) {
      model.node("r" + i + " = Relu(" + last + ")");
      last = "r" + i;
    }
    assertThat(report(model.output(last))).contains("NIN0701", "more nodes than any network has");
  }

  /** The time for joins grows with what all of them read. */
  @Test
  void manyInputs() {
    String in = String.join(", ", Collections.nCopies(4_000, "x"));
    ModelWriter model = model();
    for (int i = 0; i < 25; i++) {
      model.node("j" + i + " = Concat(" + in + ")", integer("axis", 1));
    }
    assertThat(report(model.output("j0")))
        .contains("NIN0701", "more inputs and outputs of nodes than any network has");
  }
}
