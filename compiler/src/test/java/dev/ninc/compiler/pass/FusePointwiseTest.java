package dev.ninc.compiler.pass;

import static dev.ninc.compiler.ir.Activation.RELU;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.GraphBuilder;
import dev.ninc.compiler.ir.Padding;
import dev.ninc.compiler.ir.Window;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class FusePointwiseTest {

  private final Pass pass = new FusePointwise();

  @Test
  void groupsAnMlpconv() {
    gives(
        g -> g.pointwise("p", "c", 6, RELU).pointwise("q", "p", 4, RELU).output("q"),
        g -> g.chain("c", "p", "q"));
  }

  @Test
  void aConvolutionWithAWindowBeginsAnother() {
    gives(
        g ->
            g.pointwise("p", "c", 6, RELU)
                .conv("d", "p", 4, GraphBuilder.window(3, 1, 1), 2, RELU)
                .pointwise("q", "d", 4, RELU)
                .output("q"),
        g -> g.chain("c", "p").chain("d", "q"));
  }

  @Test
  void stopsWhereSomebodyElseLooks() {
    gives(
        g -> g.pointwise("p", "c", 6, RELU).pointwise("q", "p", 4, RELU).output("q").output("p"),
        g -> g.chain("c", "p"));
    gives(
        g ->
            g.pointwise("p", "c", 6, RELU)
                .pointwise("q", "p", 4, RELU)
                .pointwise("r", "p", 4, RELU)
                .concat("o", "q", "r")
                .output("o"),
        g -> g.chain("c", "p"));
    gives(g -> g.pointwise("p", "c", 4, RELU).add("o", RELU, "p", "c").output("o"), g -> g);
  }

  @Test
  void stopsAtOtherWindows() {
    stopsAt(new Window(1, 1, 2, 2, 1, 1, Padding.NONE), 1);
    stopsAt(new Window(1, 1, 1, 1, 1, 1, Padding.same(1)), 1);
    stopsAt(new Window(1, 1, 1, 1, 1, 1, new Padding(0, 0, 0, 1)), 1);
    stopsAt(new Window(1, 3, 1, 1, 1, 1, Padding.NONE), 1);
    stopsAt(Window.pointwise(), 2);
  }

  @Test
  void isDoneTheSecondTime() {
    Graph once = pass.run(conv().pointwise("p", "c", 4, RELU).output("p").graph());
    assertThat(pass.run(once)).isSameAs(once);
  }

  private void stopsAt(Window window, int groups) {
    gives(g -> g.conv("p", "c", 4, window, groups, RELU).output("p"), g -> g);
  }

  private void gives(UnaryOperator<GraphBuilder> network, UnaryOperator<GraphBuilder> chains) {
    Graph before = network.apply(conv()).graph();
    Graph expected = chains.apply(network.apply(conv())).graph();
    assertThat(pass.run(before)).isEqualTo(expected);
    if (expected.chains().isEmpty()) {
      assertThat(pass.run(before)).isSameAs(before);
    }
  }

  private static GraphBuilder conv() {
    return new GraphBuilder(3, 5, 5).conv("c", "image", 4, GraphBuilder.window(3, 2, 1), 1, RELU);
  }
}
