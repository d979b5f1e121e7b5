package dev.ninc.compiler.interchange.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.Ninc;
import dev.ninc.compiler.Options;
import dev.ninc.compiler.interchange.layers.Imported;
import dev.ninc.compiler.interp.Interpreter;
import dev.ninc.compiler.interp.SeededWeights;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Output;
import dev.ninc.compiler.ir.Printer;
import dev.ninc.compiler.random.RandomNetwork;
import dev.ninc.compiler.testing.Harness;
import dev.ninc.runtime.GeneratedModel;
import dev.ninc.runtime.WeightTensor;
import dev.ninc.runtime.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is exported comes back. */
class OnnxRoundTripTest {

  /** Larger networks take the interpreter long, and show no more. */
  private static final long MOST_MACS = 2_000_000;

  private static final Path MODELS = Path.of("..", "samples", "models");

  @TestFactory
  Stream<DynamicTest> samplesComeBackAsTheSameNetworks() throws IOException {
    try (Stream<Path> files = Files.list(MODELS)) {
      List<String> names =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".nin"))
              .sorted()
              .toList();
      assertThat(names).hasSizeGreaterThanOrEqualTo(14);
      return names.stream().map(name -> DynamicTest.dynamicTest(name, () -> comesBack(name)));
    }
  }

  private static Network sample(String name) throws IOException {
    return Ninc.check(
            path ->
                Files.exists(MODELS.resolve(path))
                    ? Optional.of(Files.readString(MODELS.resolve(path)))
                    : Optional.empty(),
            name,
            Options.DEFAULT)
        .orThrow();
  }

  private static void comesBack(String name) throws IOException {
    Graph graph = sample(name).graph();
    Imported imported = imported(sample(name));
    assertThat(Printer.print(again(imported)).replace("Net", graph.name()))
        .as(imported.nin())
        .isEqualTo(Printer.print(graph));
    Map<String, float[]> weights = weights(imported);
    assertThat(weights).hasSameSizeAs(graph.params());
    for (Op.Param param : graph.params()) {
      float[] expected = SeededWeights.of(param, 7);
      assertThat(Arrays.equals(weights.get(param.name()), expected)).as(param.name()).isTrue();
    }
  }

  private static Imported imported(Network network) {
    return OnnxRun.of(OnnxExport.write(network, p -> SeededWeights.of(p, 7))).imported();
  }

  private static Graph again(Imported imported) {
    return OnnxRun.check(imported.nin()).graph();
  }

  private static Map<String, float[]> weights(Imported imported) {
    return imported.weights().stream()
        .collect(Collectors.toMap(WeightTensor::name, WeightTensor::values));
  }

  /** The text is the one that a person would write. */
  @Test
  void theTextIsReadable() throws IOException {
    String text = imported(sample("nin-cifar10.nin")).nin();
    assertThat(text.substring(text.indexOf("network")))
        .isEqualTo(
            """
            network Net {
              input 3x32x32

              mlpconv 5x5 [192, 160, 96] pad 2
              maxpool 3x3 stride 2
              dropout 0.5

              mlpconv 5x5 [192, 192, 192] pad 2
              maxpool 3x3 stride 2
              dropout 0.5

              mlpconv 3x3 [192, 192, 10] pad 1
              gap
              softmax
            }
            """);
  }

  /** Random networks compute the same, whatever their layers are called afterwards. */
  @Test
  void randomNetworks() {
    int compared = 0;
    for (long seed = 0; compared < 60; seed++) {
      RandomNetwork random = RandomNetwork.of(seed);
      if (random.macs() > MOST_MACS) {
        continue;
      }
      String text = random.text();
      Network network = Harness.check(text, Options.DEFAULT);
      Imported imported = imported(network);
      Graph graph = network.graph();
      float[] image = OnnxRun.image((int) graph.input().maps().size(), seed);
      List<double[]> expected = run(graph, image, p -> SeededWeights.of(p, 7));
      Map<String, float[]> weights = weights(imported);
      List<double[]> actual = run(again(imported), image, p -> weights.get(p.name()));
      for (double[] wanted : expected) {
        assertThat(actual.stream().anyMatch(found -> isClose(found, wanted)))
            .as("seed %d%n%s%n%s", seed, text, imported.nin())
            .isTrue();
      }
      compared++;
    }
  }

  private static boolean isClose(double[] found, double[] wanted) {
    if (found.length != wanted.length) {
      return false;
    }
    for (int i = 0; i < found.length; i++) {
      if (!(Math.abs(found[i] - wanted[i]) <= 1e-5 * Math.max(1, Math.abs(wanted[i])))) {
        return false;
      }
    }
    return true;
  }

  private interface Numbers {
    float[] of(Op.Param param);
  }

  private static List<double[]> run(Graph graph, float[] image, Numbers numbers) {
    var values = new Interpreter(graph, numbers::of).run(image);
    return graph.outputs().stream().map(Output::value).map(v -> values.get(v).values()).toList();
  }

  /** From a model to the class that runs it, beside ONNX Runtime. */
  @ParameterizedTest
  @ValueSource(strings = {"nin-mnist.nin", "resnet-cifar10.nin"})
  void aGeneratedClassGivesWhatOnnxRuntimeGives(String name) throws IOException {
    Network network = sample(name);
    byte[] model = OnnxExport.write(network, p -> SeededWeights.of(p, 7));
    Imported imported = OnnxRun.of(model).imported();
    Weights weights = Weights.of("imported", imported.weights());
    GeneratedModel generated =
        new Harness(OnnxRun.check(imported.nin()), weights, Options.DEFAULT)
            .model(Harness.Machine.SCALAR);
    float[] image = OnnxRun.image((int) network.graph().input().maps().size(), 5);
    float[] expected =
        OnnxRun.runtime(model, image, network.graph().input().maps()).values().iterator().next();
    assertThat(generated.run(image)).containsExactly(expected, Offset.offset(1e-5f));
  }
}
