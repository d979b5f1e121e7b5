package dev.ninc.compiler.interchange.onnx;

import static dev.ninc.compiler.interchange.onnx.ModelWriter.integer;
import static dev.ninc.compiler.interchange.onnx.ModelWriter.integerTensor;
import static dev.ninc.compiler.interchange.onnx.ModelWriter.value;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Maps that become vectors, by shapes that are known or computed: images stay apart. */
class OnnxImportShapesTest {

  private static ModelWriter model(long operators) {
    return new ModelWriter(operators).input("x", 0, 6, 9, 8);
  }

  private static String report(ModelWriter model) {
    OnnxRun run = OnnxRun.of(model.bytes());
    assertThat(run.result()).as(run.reports().toString()).isEmpty();
    assertThat(run.reports()).hasSize(1);
    return run.reports().get(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"0,-1", "-1,432", "0,432", "1,-1", "1,432", "0,432,1"})
  void reshapes(String dims) {
    long[] shape = Arrays.stream(dims.split(",")).mapToLong(Long::parseLong).toArray();
    int images = shape[0] == 1 ? 1 : 0;
    ModelWriter model = new ModelWriter(13).input("x", images, 6, 9, 8);
    model.random("w", 432, 4).integers("s", shape);
    model.node("f = Reshape(x, s)");
    if (shape.length == 3) {
      model.integers("a", 2).node("f2 = Squeeze(f, a)");
      assertThat(OnnxRun.of(model.node("y = MatMul(f2, w)").output("y").bytes()).reports())
          .singleElement()
          .asString()
          .contains("NIN0703");
      return;
    }
    assertThat(OnnxRun.same(model.node("y = MatMul(f, w)").output("y")))
        .isEqualTo("  y: fc 4 nobias act linear\n");
  }

  /** What exporters of PyTorch write for {@code x.view(x.size(0), -1)}. */
  @Test
  void aReshapeToAShapeThatIsComputed() {
    ModelWriter model = model(13).random("w", 432, 4).integers("rest", -1).integers("zero", 0);
    model.node("s = Shape(x)");
    model.node("first = Constant()", value(integerTensor("", new int[0], 0)));
    model.node("n = Gather(s, first)", integer("axis", 0)).node("u = Unsqueeze(n, zero)");
    model.node("t = Concat(u, rest)", integer("axis", 0)).node("f = Reshape(x, t)");
    assertThat(OnnxRun.same(model.node("y = MatMul(f, w)").output("y")))
        .isEqualTo("  y: fc 4 nobias act linear\n");
  }

  @Test
  void aReshapeBySlicesAndProducts() {
    ModelWriter model = model(13).random("w", 432, 4).integers("a0", 0).integers("a1", 1);
    model.integers("a2", 2).integers("a3", 3).integers("a4", 4).node("s = Shape(x)");
    model.node("n = Slice(s, a0, a1)").node("c = Slice(s, a1, a2)").node("h = Slice(s, a2, a3)");
    model.node("v = Slice(s, a3, a4, a0)").node("p = Mul(c, h)").node("q = Mul(p, v)");
    model.node("i = Cast(q)", integer("to", 7)).node("t = Concat(n, i)", integer("axis", 0));
    model.node("f = Reshape(x, t)");
    assertThat(OnnxRun.same(model.node("y = MatMul(f, w)").output("y")))
        .isEqualTo("  y: fc 4 nobias act linear\n");
  }

  /** The numbers of several images in one vector, or those of one in several. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"0; 2,-1", "0; 2,216", "0; 4,432", "1; 2,-1", "2; 1,-1", "4; 2,-1"})
  void aReshapeOfWhatIsNoWholeImage(int images, String dims) {
    long[] shape = Arrays.stream(dims.split(",")).mapToLong(Long::parseLong).toArray();
    ModelWriter model = new ModelWriter(13).input("x", images, 6, 9, 8);
    model.random("w", 432, 4).integers("s", shape).node("f = Reshape(x, s)");
    assertThat(report(model.node("y = MatMul(f, w)").output("y")))
        .contains("NIN0703", "Only a Reshape of whole images to vectors can be imported. [`f`]");
  }

  @Test
  void aReshapeOfAsManyImagesAsTheModelTakes() {
    for (int images : new int[] {0, 1, 2}) {
      ModelWriter model = new ModelWriter(13).input("x", images, 6, 9, 8).random("w", 432, 4);
      model.integers("s", Math.max(1, images), -1).node("f = Reshape(x, s)");
      OnnxRun run = OnnxRun.of(model.node("y = MatMul(f, w)").output("y").bytes());
      assertThat(run.layers()).isEqualTo("  y: fc 4 nobias act linear\n");
    }
  }

  /** The number of images is none that a shape may depend on but for itself. */
  @ParameterizedTest
  @ValueSource(
      strings = {"Mul(c, n)", "Mul(n, c)", "Mul(k, n)", "Mul(n, k)", "Mul(even, n)", "Mul(n, n)"})
  void aProductWithTheNumberOfImages(String product) {
    ModelWriter model = model(13).random("w", 432, 4).integers("rest", -1).integers("k", 3);
    model.integers("even", 2).integers("a0", 0).integers("a1", 1).integers("a2", 2);
    model.node("s = Shape(x)").node("n = Slice(s, a0, a1)").node("c = Slice(s, a1, a2)");
    model.node("p = " + product).node("t = Concat(p, rest)", integer("axis", 0));
    model.node("f = Reshape(x, t)").node("y = MatMul(f, w)");
    assertThat(report(model.output("y")))
        .contains("NIN0703", "A product of shapes cannot be imported. [`p`]");
  }
}
