package dev.ninc.compiler.ir;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ninc.compiler.source.CompilerBug;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerifierTest {

  private static final Activation RELU = Activation.RELU;

  @Test
  void acceptsAChain() {
    assertThatCode(() -> Verifier.verify(mlp().chain("conv", "cccp1", "cccp2").graph()))
        .doesNotThrowAnyException();
  }

  @Test
  void refusesAValueGivenTwice() {
    rejects(mlp().activate("cccp2", "cccp1", RELU).graph(), "%cccp2 gives a value that another");
  }

  @Test
  void refusesAReadBeforeTheValueIsThere() {
    List<Node> nodes = new ArrayList<>(mlp().graph().nodes());
    nodes.add(1, nodes.remove(nodes.size() - 1));
    rejects(mlp().graph().withNodes(nodes), "%cccp2 reads %cccp1, which no node before it gives");
  }

  @Test
  void refusesAWrongType() {
    Graph graph = mlp().graph();
    List<Node> nodes = new ArrayList<>(graph.nodes());
    Node last = nodes.remove(nodes.size() - 1);
    nodes.add(new Node(last.out(), last.op(), new Maps(9, 9, 9), last.origin()));
    rejects(graph.withNodes(nodes), "%cccp2 has the type 9x9x9 instead of 4x6x6");
  }

  @Test
  void refusesAnIllTypedOp() {
    Graph graph = mlp().graph();
    Op op = GraphBuilder.convOp("image", "conv.weight", "", Window.pointwise(), 1, RELU);
    Node node = graph.node(GraphBuilder.value("conv")).with(op);
    List<Node> nodes = new ArrayList<>(graph.nodes());
    nodes.set(3, node);
    rejects(graph.withNodes(nodes), "%conv is not well typed: expected a weight [4, 3, 1, 1]");
  }

  @Test
  void refusesATensorThatDependsOnTheInput() {
    Graph graph = mlp().graph();
    List<Node> nodes = new ArrayList<>(graph.nodes());
    Op op = new Op.Reshape(GraphBuilder.value("image"), Tensor.of(108));
    nodes.add(new Node(GraphBuilder.value("bad"), op, Tensor.of(108), GraphBuilder.NOWHERE));
    rejects(graph.withNodes(nodes), "%bad is a tensor but depends on the input through %image");
  }

  @Test
  void refusesTwoInputs() {
    rejects(mlp().node("more", new Op.Input(new Maps(1, 1, 1))).graph(), "2 inputs");
  }

  @Test
  void refusesParametersOfOneName() {
    rejects(
        mlp().node("again", new Op.Param("conv.bias", Tensor.of(4), Init.ZERO)).graph(),
        "two parameters are named conv.bias");
  }

  @Test
  void refusesBadOutputs() {
    rejects(mlp().output("cccp2").graph(), "two outputs are named cccp2");
    rejects(mlp().output("nowhere").graph(), "output nowhere is %nowhere, no node");
    rejects(mlp().output("conv.bias").graph(), "output conv.bias is the tensor %conv.bias");
  }

  @Test
  void refusesBadChains() {
    rejects(mlp().chain("conv", "none").graph(), "a chain holds %none, no node");
    rejects(mlp().chain("conv", "cccp1").chain("cccp1", "cccp2").graph(), "%cccp1 is twice");
    rejects(mlp().chain("conv", "cccp2").graph(), "%cccp2 does not read %conv before it");
    rejects(mlp().chain("image", "conv").graph(), "%image is in a chain but no convolution");
    rejects(mlp().output("conv").chain("conv", "cccp1").graph(), "%conv is inside a chain and");
    rejects(
        mlp().activate("other", "conv", RELU).chain("conv", "cccp1").graph(),
        "%conv has more readers than its chain");
    rejects(
        mlp()
            .conv("wide", "cccp2", 4, GraphBuilder.window(1, 1, 1), 1, RELU)
            .chain("cccp2", "wide")
            .graph(),
        "%wide is a later stage of a chain but not pointwise with one group");
    rejects(
        mlp()
            .conv("grouped", "cccp2", 4, Window.pointwise(), 2, RELU)
            .chain("cccp2", "grouped")
            .graph(),
        "%grouped is a later stage of a chain but not pointwise with one group");
  }

  private static GraphBuilder mlp() {
    return new GraphBuilder(3, 6, 6)
        .conv("conv", "image", 4, GraphBuilder.window(3, 1, 1), 1, RELU)
        .pointwise("cccp1", "conv", 4, RELU)
        .pointwise("cccp2", "cccp1", 4, RELU)
        .output("cccp2");
  }

  private static void rejects(Graph graph, String message) {
    assertThatThrownBy(() -> Verifier.verify(graph))
        .isInstanceOf(CompilerBug.class)
        .hasMessageStartingWith("Test: ")
        .hasMessageContaining(message);
  }
}
