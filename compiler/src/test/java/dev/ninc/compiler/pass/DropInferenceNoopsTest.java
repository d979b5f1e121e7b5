package dev.ninc.compiler.pass;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.ir.Activation;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.GraphBuilder;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Output;
import dev.ninc.compiler.ir.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

class DropInferenceNoopsTest {

  private final Pass pass = new DropInferenceNoops();

  @Test
  void readersSkipIt() {
    Graph before =
        new GraphBuilder(3, 4, 4)
            .node("drop", dropout("image"))
            .activate("linear", "drop", Activation.LINEAR)
            .activate("relu", "linear", Activation.RELU)
            .output("relu")
            .graph();
    Graph after =
        new GraphBuilder(3, 4, 4).activate("relu", "image", Activation.RELU).output("relu").graph();
    assertThat(pass.run(before)).isEqualTo(after);
  }

  @Test
  void anOutputKeepsItsName() {
    Graph before =
        new GraphBuilder(3, 4, 4)
            .activate("relu", "image", Activation.RELU)
            .node("drop", dropout("relu"))
            .output("drop")
            .graph();
    Graph after = pass.run(before);
    assertThat(after.outputs()).isEqualTo(List.of(new Output("drop", new Value("relu"))));
    assertThat(after.nodes()).isEqualTo(before.nodes().subList(0, 2));
  }

  @Test
  void nothingToDo() {
    Graph graph =
        new GraphBuilder(3, 4, 4).activate("r", "image", Activation.RELU).output("r").graph();
    assertThat(pass.run(graph)).isSameAs(graph);
  }

  private static Op dropout(String in) {
    return new Op.Dropout(new Value(in), 0.5f);
  }
}
