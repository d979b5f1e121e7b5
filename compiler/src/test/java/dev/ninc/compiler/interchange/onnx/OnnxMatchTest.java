package dev.ninc.compiler.interchange.onnx;

import static dev.ninc.compiler.interchange.onnx.Nodes.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.Options;
import dev.ninc.compiler.interp.SeededWeights;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.random.RandomNetwork;
import dev.ninc.compiler.testing.Harness;
import dev.ninc.compiler.testing.Samples;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class OnnxMatchTest {

  private static final Graph GRAPH =
      Harness.check(
              """
              network N {
                input 3x8x8
                conv1: conv 3x3 4 pad 1 act relu
                pool1: maxpool 2x2
                score: conv 1x1 2 act linear norm
                gap
                output conv1
              }
              """,
              Options.DEFAULT)
          .graph();

  @Test
  void eachTensorOfAnExportedModelIsFound() throws IOException {
    for (Path sample : Samples.all()) {
      allAreFound(Samples.network(sample), sample.toString());
    }
    for (long seed = 0; seed < 100; seed++) {
      String text = RandomNetwork.of(seed).text();
      allAreFound(Harness.check(text, Options.DEFAULT), text);
    }
  }

  private static void allAreFound(Network network, String what) throws IOException {
    Graph graph = network.graph();
    OnnxOutline model =
        OnnxOutline.read(OnnxExport.write(network, p -> SeededWeights.of(p, 7)), "it.onnx");
    OnnxNames names = new OnnxNames(graph);
    Map<String, String> expected = new TreeMap<>();
    graph.nodes().stream()
        .filter(n -> n.type() instanceof Maps && !(n.op() instanceof Op.Input))
        .forEach(n -> expected.put(n.out().name(), names.of(n.out())));
    assertThat(matched(graph, model)).as(what).isEqualTo(expected);
    assertThat(OnnxMatch.outputs(graph, model))
        .as(what)
        .hasSameSizeAs(graph.outputs())
        .allSatisfy((output, tensor) -> assertThat(tensor).isEqualTo(output.name()));
  }

  /** A layer ends with its activation, whichever of both nodes has its name. */
  @Test
  void aLayerEndsWithItsActivation() throws IOException {
    Message conv = node("Conv", List.of("image", "w"), "conv1");
    Message relu = node("Relu", List.of("conv1"), "7");
    Message pool = node("MaxPool", List.of("7"), "pool1");
    assertThat(matched(conv, relu, pool)).isEqualTo(Map.of("conv1", "7", "pool1", "pool1"));
  }

  @Test
  void aNormalizationIsAPartOfTheLayer() throws IOException {
    Message conv = node("Conv", List.of("image", "w"), "score");
    Message norm = node("BatchNormalization", List.of("score", "g", "b", "m", "v"), "8");
    assertThat(matched(conv, norm)).isEqualTo(Map.of("score", "8"));
  }

  private static final Graph BIASED =
      Harness.check(
              """
              network B {
                input 3x8x8
                a: conv 1x1 3 act linear
                n: batchnorm
                gap
              }
              """,
              Options.DEFAULT)
          .graph();

  /** An Add of a constant is the bias of what has none; one of maps joins branches. */
  @Test
  void aBiasOfItsOwnIsAPartOfTheLayer() throws IOException {
    Message bare = node("Conv", List.of("image", "w"), "a");
    Message whole = node("Conv", List.of("image", "w", "b"), "a");
    Message add = node("Add", List.of("k", "a"), "8");
    Message scale = node("Mul", List.of("x", "k"), "n");
    Message shift = node("Add", List.of("n", "k"), "9");
    Message join = node("Add", List.of("n", "image"), "9");
    assertThat(biased(bare, add)).isEqualTo(Map.of("a", "8"));
    assertThat(biased(whole, add)).isEqualTo(Map.of("a", "a"));
    assertThat(biased(bare, node("Add", List.of("a", "image"), "8"))).isEmpty();
    assertThat(biased(scale, shift)).isEqualTo(Map.of("n", "9"));
    assertThat(biased(scale, join)).isEqualTo(Map.of("n", "n"));
    assertThat(biased(scale)).isEqualTo(Map.of("n", "n"));
  }

  private static Map<String, String> biased(Message... nodes) throws IOException {
    Message graph = new Message().messages(1, Arrays.asList(nodes));
    graph.message(5, new Message().text(8, "k"));
    return matched(BIASED, OnnxOutline.read(new Message().message(7, graph).toBytes(), "it.onnx"));
  }

  @Test
  void namesOfNodesCountWhereTensorsAreNumbered() throws IOException {
    Message pool = named("pool1", "MaxPool", List.of("11"), "12");
    assertThat(matched(pool)).isEqualTo(Map.of("pool1", "12"));
  }

  /** As PyTorch names what it exports. */
  @Test
  void aLayerMayBeCalledAfterItsWeightsOrTheEndOfAPath() throws IOException {
    Message conv =
        named("/net/conv1/Conv", "Conv", List.of("x", "conv1.weight", "conv1.bias"), "a");
    Message relu = named("/net/act/Relu", "Relu", List.of("a"), "b");
    Message pool = named("/net/pool1/MaxPool", "MaxPool", List.of("b"), "c");
    Message score = named("/net/Conv_1", "Conv", List.of("c", "score.weight"), "d");
    Message norm = named("", "BatchNormalization", List.of("d", "bn.weight", "bn.bias"), "e");
    assertThat(matched(conv, relu, pool, score, norm))
        .isEqualTo(Map.of("conv1", "b", "pool1", "c", "score", "e"));
  }

  @Test
  void weightsThatTwoLayersReadNameNeither() throws IOException {
    Message one = named("", "Conv", List.of("x", "conv1.weight"), "a");
    Message two = named("", "Conv", List.of("a", "conv1.weight"), "b");
    assertThat(matched(one, two)).isEmpty();
  }

  private static Message named(String name, String type, List<String> in, String out) {
    return new Message().texts(1, in).text(2, out).text(3, name).text(4, type);
  }

  @Test
  void signsInNamesDoNotCount() throws IOException {
    assertThat(matched(node("MaxPool", List.of("x"), "/pool1")))
        .isEqualTo(Map.of("pool1", "/pool1"));
    Message one = node("MaxPool", List.of("x"), "/pool1");
    Message other = node("MaxPool", List.of("y"), "pool1/");
    assertThat(matched(one, other)).isEmpty();
  }

  @Test
  void anotherOperatorIsAnotherTensor() throws IOException {
    assertThat(matched(node("Relu", List.of("x"), "pool1"))).isEmpty();
  }

  /** What another network would call so is what is to be compared with it. */
  @Test
  void namesOfOurOwnAreTakenAtTheirWord() throws IOException {
    Message graph = new Message().message(1, node("Tanh", List.of("x"), "pool1"));
    OnnxOutline model =
        OnnxOutline.read(new Message().text(2, "ninc").message(7, graph).toBytes(), "it.onnx");
    assertThat(matched(GRAPH, model)).isEqualTo(Map.of("pool1", "pool1"));
  }

  /** Behind a fork it is no longer clear what belongs to the layer. */
  @Test
  void aForkEndsTheSearch() throws IOException {
    Message conv = node("Conv", List.of("image", "w"), "conv1");
    Message one = node("Relu", List.of("conv1"), "a");
    Message two = node("Relu", List.of("conv1"), "b");
    assertThat(matched(conv, one, two)).isEmpty();
  }

  @Test
  void aCircleEndsTheSearch() throws IOException {
    assertThat(matched(node("Add", List.of("pool1"), "pool1"))).isEmpty();
    Message empty = new Message().text(1, "pool1").text(2, "").text(4, "Add");
    assertThat(matched(node("Add", List.of("x"), "pool1"), empty)).isEmpty();
  }

  @Test
  void resultsGoByNameAndThenByOrder() throws IOException {
    Message any = node("Relu", List.of("x"), "y");
    assertThat(outputs(List.of("y", "conv1", "z"), any)).containsExactly("gap1=y", "conv1=conv1");
    assertThat(outputs(List.of("b", "a"), any)).containsExactly("gap1=b", "conv1=a");
    assertThat(outputs(List.of("conv1"), any)).containsExactly("conv1=conv1");
    assertThat(outputs(List.of(), any)).isEmpty();
  }

  private static List<String> outputs(List<String> outputs, Message... nodes) throws IOException {
    return OnnxMatch.outputs(GRAPH, model(outputs, nodes)).entrySet().stream()
        .map(e -> e.getKey().name() + "=" + e.getValue())
        .sorted((a, b) -> b.compareTo(a))
        .toList();
  }

  private static Map<String, String> matched(Message... nodes) throws IOException {
    return matched(GRAPH, model(List.of("y"), nodes));
  }

  private static Map<String, String> matched(Graph graph, OnnxOutline model) {
    Map<String, String> names = new TreeMap<>();
    OnnxMatch.values(graph, model).forEach((value, tensor) -> names.put(value.name(), tensor));
    return names;
  }

  static OnnxOutline model(List<String> outputs, Message... nodes) throws IOException {
    Message graph =
        new Message()
            .messages(1, Arrays.asList(nodes))
            .messages(12, outputs.stream().map(o -> new Message().text(1, o)).toList());
    return OnnxOutline.read(new Message().message(7, graph).toBytes(), "it.onnx");
  }
}
