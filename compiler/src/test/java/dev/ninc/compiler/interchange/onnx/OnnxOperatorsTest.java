package dev.ninc.compiler.interchange.onnx;

import static dev.ninc.compiler.ir.GraphBuilder.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.Ninc;
import dev.ninc.compiler.Options;
import dev.ninc.compiler.ir.Activation;
import dev.ninc.compiler.ir.GraphBuilder;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Padding;
import dev.ninc.compiler.ir.Window;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each op of the IR with all that it has, read back from the file. */
class OnnxOperatorsTest {

  private final GraphBuilder graph = new GraphBuilder(6, 9, 11);

  @Test
  void aConvolutionWithEverything() {
    Window window = new Window(3, 2, 2, 1, 1, 3, new Padding(1, 2, 0, 3));
    OnnxFile file = file(graph.conv("conv", "image", 4, window, 2, Activation.LINEAR), "conv");
    assertThat(file.operator("Conv").in()).containsExactly("image", "conv.weight", "conv.bias");
    assertThat(file.operator("Conv").ints())
        .containsEntry("kernel_shape", List.of(3L, 2L))
        .containsEntry("strides", List.of(2L, 1L))
        .containsEntry("dilations", List.of(1L, 3L))
        .containsEntry("pads", List.of(1L, 2L, 0L, 3L))
        .containsEntry("group", List.of(2L));
    assertThat(file.initializers().get(0).dims()).containsExactly(4L, 3L, 3L, 2L);
    assertThat(file.outputs()).containsExactly("conv: N x 4 x 4 x 13");
  }

  @Test
  void aDepthwiseConvolutionWithoutBias() {
    Window window = GraphBuilder.window(3, 1, 1);
    graph.weight("conv", "image", 6, window, 6);
    var conv = GraphBuilder.convOp("image", "conv.weight", "", window, 6, Activation.RELU);
    OnnxFile file = file(graph.node("conv", conv), "conv");
    assertThat(file.operator("Conv").in()).containsExactly("image", "conv.weight");
    assertThat(file.operator("Conv").ints()).containsEntry("group", List.of(6L));
    assertThat(file.initializers().get(0).dims()).containsExactly(6L, 1L, 3L, 3L);
    assertThat(file.operator("Relu").in()).isEqualTo(file.operator("Conv").out());
  }

  @Test
  void localResponseNormalization() {
    OnnxFile file = file(graph.node("lrn", new Op.Lrn(value("image"), 5, 1e-4, .75, 2)), "lrn");
    OnnxFile.Operator lrn = file.operator("LRN");
    assertThat(lrn.in()).containsExactly("image");
    assertThat(lrn.out()).containsExactly("lrn");
    assertThat(lrn.ints()).containsOnlyKeys("size").containsEntry("size", List.of(5L));
    assertThat(lrn.reals())
        .hasSize(3)
        .containsEntry("alpha", 1e-4f)
        .containsEntry("beta", .75f)
        .containsEntry("bias", 2f);
  }

  @Test
  void aBatchNormalization() {
    OnnxFile.Operator norm =
        file(graph.batchNorm("bn", "image"), "bn").operator("BatchNormalization");
    assertThat(norm.in())
        .containsExactly("image", "bn.weight", "bn.bias", "bn.running_mean", "bn.running_var");
    assertThat(norm.reals()).containsOnlyKeys("epsilon").containsEntry("epsilon", 1e-5f);
  }

  @Test
  void channelsOneAfterTheOther() {
    graph.pointwise("a", "image", 3, Activation.LINEAR);
    OnnxFile file = file(graph.concat("both", "a", "image", "a"), "both");
    assertThat(file.operator("Concat").in()).containsExactly("a", "image", "a");
    assertThat(file.operator("Concat").ints()).containsEntry("axis", List.of(1L));
    assertThat(file.outputs()).containsExactly("both: N x 12 x 9 x 11");
  }

  @Test
  void dropoutSoftmaxAndTheMean() {
    graph.node("drop", new Op.Dropout(value("image"), .25f));
    graph.node("mean", new Op.GlobalAverage(value("drop")));
    OnnxFile file = file(graph.node("last", new Op.Softmax(value("mean"))), "last");
    OnnxFile.Operator dropout = file.operator("Dropout");
    assertThat(file.constants().get(dropout.in().get(1)).floats()).containsExactly(.25f);
    assertThat(dropout.ints()).isEmpty();
    assertThat(file.operator("GlobalAveragePool").in()).isEqualTo(dropout.out());
    assertThat(file.operator("Softmax").ints()).containsEntry("axis", List.of(1L));
    assertThat(file.outputs()).containsExactly("last: N x 6 x 1 x 1");
  }

  @Test
  void everyActivation() {
    List<Activation> all =
        List.of(
            Activation.LINEAR,
            Activation.RELU,
            Activation.RELU6,
            Activation.leaky(.125f),
            Activation.SIGMOID,
            Activation.TANH);
    String last = "image";
    for (Activation act : all) {
      graph.activate("a" + act.kind(), last, act);
      last = "a" + act.kind();
    }
    assertThat(all).hasSameSizeAs(Activation.Kind.values());
    OnnxFile file = file(graph, last);
    assertThat(file.operators().stream().map(OnnxFile.Operator::type))
        .containsExactly(
            "Identity", "Relu", "Constant", "Constant", "Clip", "LeakyRelu", "Sigmoid", "Tanh");
    assertThat(file.operator("LeakyRelu").reals()).containsEntry("alpha", .125f);
  }

  /** Rounded up: five rows of padded 10 begin another window, four columns of 11 do not. */
  @Test
  void poolsThatDifferInRowsAndColumns() {
    Window window = new Window(3, 2, 2, 3, 1, 1, new Padding(1, 0, 0, 1));
    for (Op.Pool.Kind kind : Op.Pool.Kind.values()) {
      graph.node(
          "pool" + kind,
          new Op.Pool(value("image"), kind, window, Op.Pool.Rounding.CEIL, Op.Pool.Divisor.INSIDE));
    }
    graph.add("sum", Activation.LINEAR, "poolMAX", "poolAVERAGE");
    OnnxFile file = file(graph, "sum");
    for (String type : List.of("MaxPool", "AveragePool")) {
      assertThat(file.operator(type).ints())
          .containsEntry("kernel_shape", List.of(3L, 2L))
          .containsEntry("strides", List.of(2L, 3L))
          .containsEntry("pads", List.of(1L, 0L, 1L, 0L))
          .doesNotContainKey("ceil_mode");
    }
    assertThat(file.operator("AveragePool").ints()).containsEntry("count_include_pad", List.of(0L));
    assertThat(file.outputs()).containsExactly("sum: N x 6 x 5 x 4");
  }

  /** The user's padding counts and what lies beyond it does not: a Pad of its own. */
  @Test
  void anAverageThatReachesBeyondItsPadding() {
    Window window = new Window(4, 4, 3, 3, 1, 1, new Padding(1, 1, 1, 1));
    graph.node(
        "pool",
        new Op.Pool(
            value("image"),
            Op.Pool.Kind.AVERAGE,
            window,
            Op.Pool.Rounding.CEIL,
            Op.Pool.Divisor.PADDED));
    OnnxFile file = file(graph, "pool");
    OnnxFile.Operator pad = file.operator("Pad");
    assertThat(file.constants().get(pad.in().get(1)).integers())
        .containsExactly(0L, 0L, 1L, 1L, 0L, 0L, 1L, 1L);
    assertThat(file.operator("AveragePool").in()).isEqualTo(pad.out());
    assertThat(file.operator("AveragePool").ints())
        .containsEntry("pads", List.of(0L, 0L, 2L, 0L))
        .containsEntry("count_include_pad", List.of(0L));
  }

  /** Labels leave no trace; an fc is a convolution whose window is the whole image. */
  @Test
  void aWholeNetworkWithMoreOutputs() throws IOException {
    String text =
        """
        network Whole {
          input 3x6x5
          labels [cat, dog]
          stem: conv 3x3 4 pad same stride 2
          fc 2
          softmax
          output stem
        }
        """;
    OnnxFile file =
        OnnxExportTest.export(
            Ninc.check(path -> Optional.of(text), "whole.nin", Options.DEFAULT).orThrow());
    assertThat(file.outputs()).containsExactly("softmax1: N x 2 x 1 x 1", "stem: N x 4 x 3 x 3");
    OnnxFile.Operator fc =
        file.operators().stream()
            .filter(o -> o.type().equals("Conv"))
            .reduce((first, second) -> second)
            .orElseThrow();
    assertThat(fc.ints())
        .containsEntry("kernel_shape", List.of(3L, 3L))
        .containsEntry("pads", List.of(0L, 0L, 0L, 0L));
  }

  private static OnnxFile file(GraphBuilder graph, String output) {
    return OnnxExportTest.export(OnnxExportTest.network(graph.output(output).graph()));
  }
}
