package dev.ninc.compiler.pass;

import static dev.ninc.compiler.ir.Activation.RELU;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.GraphBuilder;
import dev.ninc.compiler.ir.Verifier;
import dev.ninc.compiler.ir.Window;
import org.junit.jupiter.api.Test;

class RemoveDeadTest {

  private final Pass pass = new RemoveDead();

  @Test
  void removesLayersWeightsAndChains() {
    GraphBuilder live = new GraphBuilder(3, 5, 5).activate("a", "image", RELU);
    GraphBuilder both =
        new GraphBuilder(3, 5, 5)
            .activate("a", "image", RELU)
            .conv("c", "a", 4, GraphBuilder.window(3, 1, 0), 1, RELU)
            .pointwise("p", "c", 4, RELU)
            .chain("c", "p");
    assertThat(pass.run(both.output("a").graph())).isEqualTo(live.output("a").graph());
  }

  @Test
  void keepsAnInputThatNobodyReads() {
    Graph graph = new GraphBuilder(3, 5, 5).activate("a", "image", RELU).output("image").graph();
    Graph after = pass.run(graph);
    assertThat(after).isEqualTo(new GraphBuilder(3, 5, 5).output("image").graph());
    Verifier.verify(after);
  }

  @Test
  void nothingToDo() {
    Graph graph =
        new GraphBuilder(3, 5, 5)
            .conv("c", "image", 4, Window.pointwise(), 1, RELU)
            .output("c")
            .graph();
    assertThat(pass.run(graph)).isSameAs(graph);
  }
}
