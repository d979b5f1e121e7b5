package dev.ninc.compiler.interchange.onnx;

import static dev.ninc.compiler.ir.GraphBuilder.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ninc.compiler.Ninc;
import dev.ninc.compiler.Options;
import dev.ninc.compiler.interp.SeededWeights;
import dev.ninc.compiler.ir.Activation;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.GraphBuilder;
import dev.ninc.compiler.ir.Init;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Padding;
import dev.ninc.compiler.ir.Window;
import dev.ninc.compiler.random.RandomNetwork;
import dev.ninc.compiler.source.CompilerBug;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxExportTest {

  @Test
  void theSampleForCifar10() throws IOException {
    Network network = sample("nin-cifar10.nin");
    OnnxFile file = export(network);
    assertThat(file.model().getField(1).getVarintList()).containsExactly(7L);
    assertThat(OnnxFile.only(file.model(), 8).getField(2).getVarintList()).containsExactly(13L);
    assertThat(file.operators().stream().map(OnnxFile.Operator::type).distinct())
        .containsExactly(
            "Conv", "Relu", "MaxPool", "Constant", "Dropout", "GlobalAveragePool", "Softmax");
    assertThat(file.inputs()).containsExactly("input: N x 3 x 32 x 32");
    assertThat(file.outputs()).containsExactly("softmax1: N x 10 x 1 x 1");
    assertThat(file.operator("Conv").ints())
        .containsEntry("kernel_shape", List.of(5L, 5L))
        .containsEntry("pads", List.of(2L, 2L, 2L, 2L))
        .containsEntry("group", List.of(1L));
    // Rounded up: 32 rows give 16 windows of 3, and the last one needs a row more.
    assertThat(file.operator("MaxPool").ints()).containsEntry("pads", List.of(0L, 0L, 1L, 1L));
    assertThat(file.initializers())
        .hasSize(18)
        .first()
        .satisfies(w -> assertThat(w.dims()).containsExactly(192L, 3L, 5L, 5L));
  }

  @Test
  void weightsAreThereToTheBit() throws IOException {
    Network network = sample("nin-cifar10-fc.nin");
    List<OnnxFile.Constant> written = export(network).initializers();
    List<Op.Param> params = network.graph().params();
    assertThat(written).hasSameSizeAs(params);
    for (int i = 0; i < params.size(); i++) {
      assertThat(written.get(i).name()).isEqualTo(params.get(i).name());
      assertThat(written.get(i).floats()).isEqualTo(SeededWeights.of(params.get(i), 7));
    }
  }

  @Test
  void sameNetworkSameBytes() throws IOException {
    Network network = sample("nin-cifar10-bn.nin");
    assertThat(OnnxExport.write(network, p -> SeededWeights.of(p, 7)))
        .isEqualTo(OnnxExport.write(sample("nin-cifar10-bn.nin"), p -> SeededWeights.of(p, 7)));
  }

  /** Each name is given once, before it is read; each output is given. */
  @Test
  void randomNetworksAreInSingleAssignmentForm() {
    for (long seed = 0; seed < 200; seed++) {
      String text = RandomNetwork.of(seed).text();
      OnnxFile file = export(network(text));
      Set<String> known = new HashSet<>();
      file.inputs().forEach(i -> known.add(i.split(":")[0]));
      file.initializers().forEach(i -> assertThat(known.add(i.name())).as(text).isTrue());
      for (OnnxFile.Operator operator : file.operators()) {
        assertThat(known).as(text).containsAll(operator.in());
        operator.out().forEach(o -> assertThat(known.add(o)).as("%s in %s", o, text).isTrue());
      }
      assertThat(known)
          .as(text)
          .containsAll(file.outputs().stream().map(o -> o.replaceFirst(": .*", "")).toList());
    }
  }

  @Test
  void anOutputKeepsItsNameWhateverElseHasIt() {
    GraphBuilder b = new GraphBuilder(2, 4, 4);
    b.pointwise("conv1", "image", 3, Activation.LINEAR);
    b.activate("conv1:act", "conv1", Activation.RELU);
    Graph graph = b.output("conv1").graph();
    var outputs =
        List.of(
            new dev.ninc.compiler.ir.Output("conv1", value("conv1:act")),
            new dev.ninc.compiler.ir.Output("same", value("conv1:act")),
            new dev.ninc.compiler.ir.Output("raw", value("conv1")),
            new dev.ninc.compiler.ir.Output("echo", value("image")));
    OnnxFile file = export(network(new Graph("Test", graph.nodes(), outputs)));
    assertThat(file.operators().stream().map(o -> o.type() + o.in() + o.out()))
        .containsExactly(
            "Conv[image, conv1.weight, conv1.bias][raw]",
            "Relu[raw][conv1]",
            "Identity[conv1][same]",
            "Identity[image][echo]");
    assertThat(file.outputs())
        .containsExactly(
            "conv1: N x 3 x 4 x 4",
            "same: N x 3 x 4 x 4",
            "raw: N x 3 x 4 x 4",
            "echo: N x 2 x 4 x 4");
  }

  @Test
  void activationsFollowWhatTheyAreFusedTo() {
    GraphBuilder b = new GraphBuilder(2, 4, 4);
    b.pointwise("a", "image", 3, Activation.RELU6)
        .pointwise("b", "image", 3, Activation.leaky(.5f));
    b.add("sum", Activation.TANH, "a", "b").activate("last", "sum", Activation.SIGMOID);
    OnnxFile file = export(network(b.output("last").graph()));
    assertThat(file.operators().stream().map(o -> o.type() + o.in()))
        .containsExactly(
            "Conv[image, a.weight, a.bias]",
            "Constant[]",
            "Constant[]",
            "Clip[a:sum, a:least, a:most]",
            "Conv[image, b.weight, b.bias]",
            "LeakyRelu[b:sum]",
            "Sum[a, b]",
            "Tanh[sum:sum]",
            "Sigmoid[sum]");
    assertThat(file.constants().get("a:most").floats()).containsExactly(6);
  }

  @Test
  void aScaleBroadcastsOverRowsAndColumns() {
    GraphBuilder b = new GraphBuilder(2, 4, 4);
    b.param("gain", Init.ONE, 2).param("shift", Init.ZERO, 2);
    b.node("scaled", new Op.Scale(value("image"), value("gain"), value("shift")));
    OnnxFile file = export(network(b.output("scaled").graph()));
    assertThat(file.operators().stream().map(OnnxFile.Operator::type))
        .containsExactly("Constant", "Reshape", "Constant", "Reshape", "Mul", "Add");
    assertThat(file.constants().values())
        .allSatisfy(shape -> assertThat(shape.integers()).containsExactly(2L, 1L, 1L));
  }

  @Test
  void aDilatedPoolIsRefused() {
    Window window = new Window(2, 2, 1, 1, 2, 2, Padding.NONE);
    Network network =
        pool(window, Op.Pool.Kind.MAX, Op.Pool.Rounding.FLOOR, Op.Pool.Divisor.PADDED);
    assertThatThrownBy(() -> export(network))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("dilated pooling window");
  }

  @Test
  void anOptimizedGraphIsRefused() throws IOException {
    Network optimized = Ninc.optimize(sample("nin-cifar10-bn.nin"), Options.DEFAULT);
    assertThatThrownBy(() -> export(optimized))
        .isInstanceOf(CompilerBug.class)
        .hasMessageContaining("optimized graph");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 14_399, 14_401})
  void weightsOfAnotherSizeAreRefused(int size) throws IOException {
    Network network = sample("nin-cifar10.nin");
    assertThatThrownBy(() -> OnnxExport.write(network, p -> new float[size]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("14400");
  }

  static OnnxFile export(Network network) {
    return OnnxFile.of(OnnxExport.write(network, p -> SeededWeights.of(p, 7)));
  }

  static Network network(Graph graph) {
    return new Network("test.nin", "", List.of(), List.of(), Optional.empty(), graph);
  }

  static Network pool(
      Window window, Op.Pool.Kind kind, Op.Pool.Rounding rounding, Op.Pool.Divisor divisor) {
    Op.Pool op = new Op.Pool(value("image"), kind, window, rounding, divisor);
    return network(new GraphBuilder(1, 5, 7).node("pool", op).output("pool").graph());
  }

  private static Network network(String text) {
    try {
      return Ninc.check(path -> Optional.of(text), "test.nin", Options.DEFAULT).orThrow();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Network sample(String name) throws IOException {
    return network(Files.readString(Path.of("..", "samples", "models", name)));
  }
}
