package dev.ninc.compiler.pass;

import static dev.ninc.compiler.ir.Activation.LINEAR;
import static dev.ninc.compiler.ir.Activation.RELU;
import static dev.ninc.compiler.ir.GraphBuilder.convOp;
import static dev.ninc.compiler.ir.GraphBuilder.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.ir.Activation;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.GraphBuilder;
import dev.ninc.compiler.ir.Init;
import dev.ninc.compiler.ir.Window;
import org.junit.jupiter.api.Test;

class FuseActivationTest {

  private static final Window POINT = Window.pointwise();

  private final Pass pass = new FuseActivation();

  @Test
  void theConvolutionAppliesIt() {
    Activation leaky = Activation.leaky(0.1f);
    Graph before = conv(LINEAR).activate("a", "c", leaky).output("a").graph();
    Graph after =
        new GraphBuilder(3, 5, 5)
            .weight("c", "image", 4, POINT, 1)
            .param("c.bias", Init.ZERO, 4)
            .node("a", convOp("image", "c.weight", "c.bias", POINT, 1, leaky))
            .output("a")
            .graph();
    assertThat(pass.run(before)).isEqualTo(after);
  }

  @Test
  void theAdditionAppliesIt() {
    Graph before =
        new GraphBuilder(3, 5, 5)
            .add("sum", LINEAR, "image", "image")
            .activate("a", "sum", RELU)
            .output("a")
            .graph();
    Graph after = new GraphBuilder(3, 5, 5).add("a", RELU, "image", "image").output("a").graph();
    assertThat(pass.run(before)).isEqualTo(after);
  }

  @Test
  void leavesWhatItMayNotTouch() {
    unchanged(conv(RELU).activate("a", "c", RELU).output("a").graph());
    unchanged(conv(LINEAR).activate("a", "c", Activation.TANH).output("a").graph());
    unchanged(conv(LINEAR).activate("a", "c", Activation.SIGMOID).output("a").graph());
    unchanged(conv(LINEAR).activate("a", "c", RELU).output("a").output("c").graph());
    unchanged(conv(LINEAR).activate("a", "c", RELU).concat("o", "c", "a").output("o").graph());
    unchanged(new GraphBuilder(3, 5, 5).activate("a", "image", RELU).output("a").graph());
  }

  @Test
  void theFusedNodeStaysTheLayerThatItWas() {
    Graph before = conv(LINEAR).activate("a", "c", RELU).output("a").graph();
    assertThat(pass.run(before).node(value("a")).origin())
        .isSameAs(before.node(value("c")).origin());
  }

  private void unchanged(Graph graph) {
    assertThat(pass.run(graph)).isSameAs(graph);
  }

  private static GraphBuilder conv(Activation act) {
    return new GraphBuilder(3, 5, 5).conv("c", "image", 4, POINT, 1, act);
  }
}
