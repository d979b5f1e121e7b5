package dev.ninc.compiler.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ninc.compiler.ir.Activation;
import dev.ninc.compiler.ir.Chain;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.GraphBuilder;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.source.CompilerBug;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PipelineTest {

  private final Graph graph = mlpconvWithNorm();

  @Test
  void whatTheStandardPipelineMakesOfAnMlpconvWithBatchNorm() {
    List<String> log = new ArrayList<>();
    Graph after =
        Pipeline.standard()
            .run(graph, (pass, b, a) -> log.add(pass + (a == b ? " (unchanged)" : "")));
    assertThat(log)
        .containsExactly(
            "drop-inference-noops",
            "lower-batch-norm",
            "fold-scale",
            "fuse-activation",
            "fuse-pointwise",
            "remove-dead (unchanged)");
    assertThat(after.nodes().stream().filter(n -> n.op() instanceof Op.Conv)).hasSize(2);
    assertThat(after.nodes())
        .noneMatch(
            n ->
                n.op() instanceof Op.BatchNorm
                    || n.op() instanceof Op.Scale
                    || n.op() instanceof Op.Activate
                    || n.op() instanceof Op.Dropout);
    assertThat(after.chains())
        .containsExactly(new Chain(List.of(new Value("conv"), new Value("cccp"))));
  }

  @Test
  void everyPassCanBeLeftOut() {
    for (String name : Pipeline.standard().names()) {
      Pipeline without = Pipeline.standard().without(Set.of(name));
      assertThat(without.names()).doesNotContain(name);
      assertThat(without.run(graph).outputs()).hasSize(1);
    }
  }

  @Test
  void stopsAfterAPass() {
    assertThat(Pipeline.standard().upTo("fold-scale").names())
        .containsExactly("drop-inference-noops", "lower-batch-norm", "fold-scale");
  }

  @Test
  void reportsUnknownNamesWithTheKnown() {
    assertThatThrownBy(() -> Pipeline.standard().without(new TreeSet<>(Set.of("fuse", "add"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "There is no pass `add`, `fuse`; the passes are `drop-inference-noops`,"
                + " `lower-batch-norm`, `fold-scale`, `fuse-activation`, `fuse-pointwise`,"
                + " `remove-dead`.");
    assertThatThrownBy(() -> Pipeline.standard().upTo("fuse"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void namesTheGuiltyPass() {
    Pipeline bad =
        new Pipeline(
            List.of(
                new NamedPass("good", g -> g),
                new NamedPass("bad", g -> g.withNodes(g.nodes().subList(1, g.nodes().size()))),
                new NamedPass("never-reached", g -> g)));
    assertThatThrownBy(() -> bad.run(graph))
        .isInstanceOf(CompilerBug.class)
        .hasMessageStartingWith("pass bad: Test: ");
  }

  private static Graph mlpconvWithNorm() {
    return new GraphBuilder(3, 8, 8)
        .conv("conv:sum", "image", 4, GraphBuilder.window(5, 1, 2), 1, Activation.LINEAR)
        .batchNorm("conv:norm", "conv:sum")
        .activate("conv", "conv:norm", Activation.RELU)
        .conv("cccp:sum", "conv", 6, GraphBuilder.window(1, 1, 0), 1, Activation.LINEAR)
        .activate("cccp", "cccp:sum", Activation.RELU)
        .node("drop", new Op.Dropout(new Value("cccp"), 0.5f))
        .output("drop")
        .graph();
  }
}
