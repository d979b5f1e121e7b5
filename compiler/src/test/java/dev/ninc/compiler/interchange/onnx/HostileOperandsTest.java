package dev.ninc.compiler.interchange.onnx;

import static dev.ninc.compiler.interchange.onnx.ModelWriter.integer;
import static dev.ninc.compiler.interchange.onnx.ModelWriter.ints;
import static dev.ninc.compiler.interchange.onnx.ModelWriter.real;
import static dev.ninc.compiler.interchange.onnx.ModelWriter.scalar;
import static dev.ninc.compiler.interchange.onnx.ModelWriter.tensor;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nodes without what they need, or with more: each is reported, and none stops the importer. */
class HostileOperandsTest {

  private static ModelWriter model(long operators) {
    return new ModelWriter(operators).input("x", 0, 6, 9, 8);
  }

  private static List<String> reports(ModelWriter model) {
    OnnxRun run = OnnxRun.of(model.output("y").bytes());
    assertThat(run.result()).as(run.reports().toString()).isEmpty();
    return run.reports();
  }

  /** All that {@link Translation} knows. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Conv",
        "MaxPool",
        "AveragePool",
        "GlobalMaxPool",
        "GlobalAveragePool",
        "Pad",
        "Relu",
        "Sigmoid",
        "Tanh",
        "LeakyRelu",
        "Clip",
        "Dropout",
        "Softmax",
        "LRN",
        "BatchNormalization",
        "Add",
        "Sub",
        "Mul",
        "Div",
        "Gemm",
        "MatMul",
        "Flatten",
        "Reshape",
        "Squeeze",
        "Unsqueeze",
        "Transpose",
        "ReduceMean",
        "Identity",
        "Constant",
        "Shape",
        "Gather",
        "Slice",
        "Cast"
      })
  void inputsOfAnotherNumber(String operator) {
    String maps = String.join(", ", Collections.nCopies(20, "x"));
    String constants = String.join(", ", Collections.nCopies(20, "k"));
    String none = String.join(", ", Collections.nCopies(20, "-"));
    for (long operators : new long[] {7, 10, 13, 18}) {
      for (String in : List.of("", "-", maps, constants, none)) {
        ModelWriter model = model(operators).integers("k", 1).node("a = Relu(x)");
        assertThat(reports(model.node("y = " + operator + "(" + in + ")").output("a")))
            .as("%s(%s) of the set %d", operator, in, operators)
            .anyMatch(r -> r.startsWith("NIN070"));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Concat", "Sum"})
  void nothingToJoin(String operator) {
    for (String in : List.of("", "-", "-, -", "x, -")) {
      ModelWriter model = model(13).node("y = " + operator + "(" + in + ")", integer("axis", 1));
      assertThat(reports(model)).as(in).isNotEmpty();
    }
  }

  /** A second result, which can be imported, does not hide that the first can't. */
  @ParameterizedTest
  @ValueSource(longs = {7, 11, 13})
  void aPadWithoutSides(long operators) {
    ModelWriter model = model(operators).node("r = Relu(x)").node("q = Pad(r)");
    model.node("y = MaxPool(q)", ints("kernel_shape", 2, 2)).output("r");
    assertThat(reports(model)).singleElement().asString().startsWith("NIN0705 line 3");
  }

  /** What no valid model has, and what would otherwise be taken for something else. */
  @Test
  void whatAnotherSetOfOperatorsHas() {
    byte[] six = real("max", 6);
    assertThat(reports(model(13).node("y = Clip(x)", six))).hasSize(1);
    assertThat(reports(model(10).tensor(scalar("k", 0)).node("y = Clip(x, k)"))).hasSize(1);
    assertThat(reports(model(13).node("y = Dropout(x)", real("ratio", .5f)))).hasSize(1);
    byte[] one = integer("axis", 1);
    assertThat(reports(model(13).node("y = Concat(x, x)"))).hasSize(1);
    assertThat(OnnxRun.of(model(13).node("y = Concat(x, x)", one).output("y").bytes()).reports())
        .isEmpty();
  }

  @Test
  void constantsOfAnotherKind() {
    for (byte[] wrong :
        List.of(
            real("value_int", 3),
            integer("value_float", 3),
            ints("value", 1),
            integer("value_int", Long.MIN_VALUE),
            ints("value_ints", -1, Long.MIN_VALUE))) {
      ModelWriter model = model(13).node("k = Constant()", wrong).node("f = Reshape(x, k)");
      assertThat(reports(model.node("y = Relu(f)")))
          .singleElement()
          .asString()
          .contains("NIN0705 line 2", "is of another kind");
    }
    ModelWriter batch = model(13).integers("s", Long.MIN_VALUE, -1).random("w", 432, 4);
    assertThat(reports(batch.node("f = Reshape(x, s)").node("y = MatMul(f, w)"))).hasSize(1);
  }

  /** The numbers of a type have one field. */
  @Test
  void numbersInTheFieldOfAnotherType() {
    int[] none = {};
    for (byte[] tensor :
        List.of(
            tensor("k", 1, none, out -> out.writeInt32(5, 3)),
            tensor("k", 1, none, out -> out.writeInt64(7, 3)),
            tensor("k", 11, none, out -> out.writeFloat(4, 3)),
            tensor("k", 1, none, out -> out.writeDouble(10, 3)),
            tensor(
                "k",
                1,
                none,
                out -> {
                  out.writeFloat(4, 3);
                  out.writeBytes(9, ModelWriter.raw(4));
                }))) {
      assertThat(reports(model(13).tensor(tensor).node("y = Mul(x, k)")))
          .containsExactly("NIN0708: The tensor `k` has the dimensions [], but holds 0 numbers.");
    }
  }

  @Test
  void axesThatAreNotThere() {
    for (long axis : new long[] {0, 3, -4}) {
      ModelWriter model = model(13).random("g", 6, 1, 1).integers("a", axis);
      assertThat(reports(model.node("h = Squeeze(g, a)").node("y = Mul(x, h)")))
          .singleElement()
          .asString()
          .contains("NIN0705", "the axis " + axis + " of [6, 1, 1] is not 1");
    }
    ModelWriter twice = model(13).random("g", 6).integers("a", 1, 1);
    assertThat(reports(twice.node("h = Unsqueeze(g, a)").node("y = Mul(x, h)"))).hasSize(1);
  }

  /** What was reported is not reported again where it is read. */
  @Test
  void aModeThatIsNotKnown() {
    ModelWriter model = model(13).tensor(scalar("r", .5f)).node("t = LSTM(x)");
    assertThat(reports(model.node("d = Dropout(x, r, t)").node("y = Relu(d)"))).hasSize(1);
  }

  @Test
  void aShapeHasOneAxis() {
    ModelWriter model = model(13).integers("k", 0).node("s = Shape(x)");
    model.integers("rest", -1).node("n = Gather(s, k)", integer("axis", 1));
    assertThat(reports(model.node("y = Reshape(x, n)")))
        .singleElement()
        .asString()
        .contains("NIN0705", "a shape has the axis 0 alone");
  }

  @Test
  void aDivisionByNextToNothing() {
    ModelWriter model = model(13).tensor(scalar("k", 1e-39f)).node("y = Div(x, k)");
    assertThat(reports(model)).singleElement().asString().contains("NIN0703", "A division by 0");
  }

  @Test
  void aMatrixOfNoNumbers() {
    ModelWriter model = model(13).random("w", 432, 0).node("f = Flatten(x)");
    assertThat(reports(model.node("y = MatMul(f, w)")))
        .singleElement()
        .asString()
        .contains("NIN0706", "a matrix [432, 0]");
    ModelWriter gemm = model(13).random("w", 0, 432).node("f = Flatten(x)");
    assertThat(reports(gemm.node("y = Gemm(f, w)", integer("transB", 1))))
        .singleElement()
        .asString()
        .contains("NIN0706", "a matrix [0, 432]");
  }
}
