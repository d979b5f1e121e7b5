package dev.ninc.compiler.interchange.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Names of a model, whatever they hold, and those that layers have after the import. */
class ImportedNamesTest {

  private static ModelWriter model() {
    return new ModelWriter(13).input("x", 0, 6, 9, 8);
  }

  /** Names are names in the imported text, or become such. */
  @Test
  void names() {
    ModelWriter model =
        model().random("a:b\n\"}.weight", 6, 6, 1, 1).random("\u202e.weight", 6, 6, 1, 1);
    model.random("r".repeat(5_000), 6, 6, 1, 1);
    model.node("a = Conv(x, a:b\n\"}.weight)").node("b = Conv(a, \u202e.weight)");
    model.node("c = Conv(b, " + "r".repeat(5_000) + ")").node("*/ network = Tanh(c)");
    OnnxRun run = OnnxRun.of(model.output("*/ network").bytes());
    assertThat(run.layers())
        .isEqualTo(
            """
              "a_b_\\"}": cccp 6 nobias act linear
              _: cccp 6 nobias act linear
              c: cccp 6 nobias act tanh
            """);
  }

  /** Layers and tensors whose names are each other's. */
  @Test
  void namesThatMeet() {
    ModelWriter model = model().random("a.weight", 6, 6, 1, 1).random("b", 6, 6, 1, 1);
    model.random("a.weight.weight", 6, 6, 1, 1).random("a_weight", 6, 6, 1, 1);
    model.node("a.weight.x = Conv(x, a.weight)").node("a.bias = Tanh(a.weight.x)");
    model
        .node("q = Conv(a.bias, a.weight.weight)")
        .node("p = Tanh(q)")
        .node("s = Conv(p, a_weight)");
    assertThat(
            OnnxRun.of(model.node("y = Conv(s, a.weight)").output("y").bytes())
                .imported()
                .weights())
        .extracting(w -> w.name())
        .doesNotHaveDuplicates()
        .hasSize(4);
  }

  /** As many as there may be: the numbers that are taken are not tried again for each of them. */
  @Test
  @Timeout(10)
  void manyLayersOfOneName() {
    LayerLabels labels = new LayerLabels();
    OnnxNode node = new OnnxNode("Conv", "", "", List.of("x", "a.weight"), List.of("y"), Map.of());
    assertThat(labels.weighted("a.weight", node)).isEqualTo("a");
    assertThat(labels.result("a_2")).isEqualTo("a_2");
    assertThat(labels.weighted("a.weight", node)).isEqualTo("a_3");
    for (int i = 4; i < 20_000; i++) {
      assertThat(labels.weighted("a.weight", node)).isEqualTo("a_" + i);
    }
  }
}
