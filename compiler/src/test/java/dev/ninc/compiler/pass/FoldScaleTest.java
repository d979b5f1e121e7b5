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
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Op.Arithmetic.Kind;
import dev.ninc.compiler.ir.Verifier;
import dev.ninc.compiler.ir.Window;
import org.junit.jupiter.api.Test;

class FoldScaleTest {

  private static final Window WINDOW = GraphBuilder.window(3, 2, 1);

  private final Pass pass = new FoldScale();

  @Test
  void foldsIntoWeightAndBias() {
    Graph after =
        withScaleWeights(LINEAR)
            .node("s:weight", arithmetic(Kind.TIMES, "c.weight", "g"))
            .node("s:scaled-bias", arithmetic(Kind.TIMES, "c.bias", "g"))
            .node("s:bias", arithmetic(Kind.PLUS, "s:scaled-bias", "h"))
            .node("s", convOp("image", "s:weight", "s:bias", WINDOW, 1, LINEAR))
            .output("s")
            .graph();
    // The builder has no way to leave the convolution out, so it is compared without it.
    Graph expected =
        after.withNodes(after.nodes().stream().filter(n -> !n.out().equals(value("c"))).toList());
    assertThat(pass.run(scaled(LINEAR).output("s").graph())).isEqualTo(expected);
  }

  @Test
  void withoutABiasTheShiftIsTheBias() {
    Graph before =
        new GraphBuilder(3, 5, 5)
            .weight("c", "image", 4, WINDOW, 1)
            .node("c", convOp("image", "c.weight", "", WINDOW, 1, LINEAR))
            .param("g", Init.ONE, 4)
            .param("h", Init.ZERO, 4)
            .node("s", new Op.Scale(value("c"), value("g"), value("h")))
            .output("s")
            .graph();
    Graph after =
        new GraphBuilder(3, 5, 5)
            .weight("c", "image", 4, WINDOW, 1)
            .param("g", Init.ONE, 4)
            .param("h", Init.ZERO, 4)
            .node("s:weight", arithmetic(Kind.TIMES, "c.weight", "g"))
            .node("s", convOp("image", "s:weight", "h", WINDOW, 1, LINEAR))
            .output("s")
            .graph();
    assertThat(pass.run(before)).isEqualTo(after);
  }

  @Test
  void foldsOneAfterTheOther() {
    Graph before =
        scaled(LINEAR)
            .node("t", new Op.Scale(value("s"), value("g"), value("h")))
            .output("t")
            .graph();
    Graph after = pass.run(before);
    Verifier.verify(after);
    assertThat(after.nodes()).noneMatch(n -> n.op() instanceof Op.Scale);
    assertThat(after.node(value("t")).op())
        .isEqualTo(convOp("image", "t:weight", "t:bias", WINDOW, 1, LINEAR));
  }

  @Test
  void leavesWhatOthersNeed() {
    unchanged(scaled(RELU).output("s").graph());
    unchanged(scaled(LINEAR).output("s").output("c").graph());
    unchanged(
        scaled(LINEAR).activate("other", "c", RELU).concat("o", "s", "other").output("o").graph());
    unchanged(
        new GraphBuilder(4, 5, 5)
            .activate("a", "image", RELU)
            .param("g", Init.ONE, 4)
            .node("s", new Op.Scale(value("a"), value("g"), value("g")))
            .output("s")
            .graph());
  }

  private void unchanged(Graph graph) {
    assertThat(pass.run(graph)).isSameAs(graph);
  }

  private static GraphBuilder scaled(Activation act) {
    return withScaleWeights(act).node("s", new Op.Scale(value("c"), value("g"), value("h")));
  }

  private static GraphBuilder withScaleWeights(Activation act) {
    return new GraphBuilder(3, 5, 5)
        .conv("c", "image", 4, WINDOW, 1, act)
        .param("g", Init.ONE, 4)
        .param("h", Init.ZERO, 4);
  }

  private static Op arithmetic(Kind kind, String left, String right) {
    return new Op.Arithmetic(kind, value(left), value(right));
  }
}
