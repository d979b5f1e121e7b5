package dev.ninc.compiler.ir;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CostsTest {

  /** The table of NIN for CIFAR-10, from the published definition. */
  @Test
  void countsTheFirstBlockOfNin() {
    Graph graph =
        new GraphBuilder(3, 32, 32)
            .conv("conv1", "image", 192, GraphBuilder.window(5, 1, 2), 1, Activation.RELU)
            .pointwise("cccp1", "conv1", 160, Activation.RELU)
            .pointwise("cccp2", "cccp1", 96, Activation.RELU)
            .node("pool1", max("cccp2"))
            .conv("conv2", "pool1", 192, GraphBuilder.window(5, 1, 2), 1, Activation.RELU)
            .output("conv2")
            .graph();
    assertThat(Costs.of(graph))
        .extracting(Costs.Cost::parameters)
        .containsExactly(0L, 14_592L, 30_880L, 15_456L, 0L, 460_992L);
    assertThat(Costs.of(graph))
        .extracting(Costs.Cost::macs)
        .containsExactly(0L, 14_745_600L, 31_457_280L, 15_728_640L, 0L, 117_964_800L);
    assertThat(Costs.of(graph))
        .extracting(c -> "" + c.field())
        .containsExactly("1x1", "5x5", "5x5", "5x5", "7x7", "15x15");
  }

  @Test
  void countsWhatALaterOpMakesOfWeightsAndNoStatistics() {
    Graph graph =
        new GraphBuilder(4, 3, 3)
            .param("fc.weight", Init.HE, 10, 36)
            .node("fc:kernel", new Op.Reshape(new Value("fc.weight"), Tensor.of(10, 4, 3, 3)))
            .node(
                "fc",
                GraphBuilder.convOp(
                    "image", "fc:kernel", "", GraphBuilder.window(3, 1, 0), 1, Activation.LINEAR))
            .batchNorm("norm", "fc")
            .output("norm")
            .graph();
    assertThat(Costs.parameters(graph)).isEqualTo(360 + 20);
    assertThat(Costs.macs(graph)).isEqualTo(360);
  }

  @Test
  void aGroupSeesItsOwnChannels() {
    Graph graph =
        new GraphBuilder(8, 5, 5)
            .conv("dw", "image", 8, GraphBuilder.window(3, 2, 1), 8, Activation.RELU)
            .node("gap", new Op.GlobalAverage(new Value("dw")))
            .output("gap")
            .graph();
    assertThat(Costs.macs(graph)).isEqualTo(9 * 8 * 9);
    assertThat(Costs.of(graph).get(2).field()).hasToString("7x7");
  }

  private static Op.Pool max(String in) {
    return new Op.Pool(
        new Value(in),
        Op.Pool.Kind.MAX,
        GraphBuilder.window(3, 2, 0),
        Op.Pool.Rounding.CEIL,
        Op.Pool.Divisor.PADDED);
  }
}
