package dev.ninc.compiler.pass;

import static dev.ninc.compiler.ir.GraphBuilder.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.ir.Activation;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.GraphBuilder;
import dev.ninc.compiler.ir.Init;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Op.Arithmetic.Kind;
import org.junit.jupiter.api.Test;

class LowerBatchNormTest {

  private final Pass pass = new LowerBatchNorm();

  @Test
  void becomesAScaleOfLoadedWeights() {
    Graph before = new GraphBuilder(3, 4, 4).batchNorm("n", "image").output("n").graph();
    Graph after =
        new GraphBuilder(3, 4, 4)
            .param("n.weight", Init.ONE, 3)
            .param("n.bias", Init.ZERO, 3)
            .param("n.running_mean", Init.ZERO, 3)
            .param("n.running_var", Init.ONE, 3)
            .node("n:root", new Op.InverseRoot(value("n.running_var"), 1e-5))
            .node("n:gain", arithmetic(Kind.TIMES, "n.weight", "n:root"))
            .node("n:centre", arithmetic(Kind.TIMES, "n.running_mean", "n:gain"))
            .node("n:offset", arithmetic(Kind.MINUS, "n.bias", "n:centre"))
            .node("n", new Op.Scale(value("image"), value("n:gain"), value("n:offset")))
            .output("n")
            .graph();
    assertThat(pass.run(before)).isEqualTo(after);
  }

  @Test
  void nothingToDo() {
    Graph graph =
        new GraphBuilder(3, 4, 4).activate("r", "image", Activation.RELU).output("r").graph();
    assertThat(pass.run(graph)).isSameAs(graph);
  }

  private static Op arithmetic(Kind kind, String left, String right) {
    return new Op.Arithmetic(kind, value(left), value(right));
  }
}
