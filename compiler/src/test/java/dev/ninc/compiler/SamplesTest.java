package dev.ninc.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.ir.Costs;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.Tensor;
import dev.ninc.compiler.ir.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sample networks are those that their authors published. */
class SamplesTest {

  private static final Path MODELS = Path.of("..", "samples", "models");

  /** Published parameters, and thousands of multiply-accumulates. */
  @ParameterizedTest
  @CsvSource({
    "nin-cifar10.nin, 966986, 222500",
    "nin-cifar10-caffe.nin, 966986, 222500",
    "nin-cifar100.nin, 984356, 223600",
    "nin-mnist.nin, 349674, 50700",
    "nin-svhn.nin, 1986026, 274200",
    "nin-imagenet.nin, 7595176, 1100000",
    "all-cnn-c.nin, 1369738, 270800",
    "squeezenet-1.0.nin, 1248424, 861340",
    "squeezenet-1.1.nin, 1235496, 387750",
    "googlenet.nin, 6998552, 1582670",
  })
  void hasThePublishedSize(String file, long parameters, long kiloMacs) throws IOException {
    Graph graph = load(file).graph();
    assertThat(Costs.parameters(graph)).isEqualTo(parameters);
    assertThat(Math.abs(Costs.macs(graph) / 1000 - kiloMacs))
        .isLessThan(kiloMacs >= 1_000_000 ? 500 : 50);
  }

  /** Each normalisation learns two numbers for a channel where the convolution had one bias. */
  @Test
  void batchNormReplacesTheBias() throws IOException {
    int outputs = 192 + 160 + 96 + 3 * 192 + 192 + 192 + 10;
    assertThat(Costs.parameters(load("nin-cifar10-bn.nin").graph())).isEqualTo(966_986 + outputs);
  }

  @Test
  void theFullyConnectedHeadReadsAllCells() throws IOException {
    Graph graph = load("nin-cifar10-fc.nin").graph();
    assertThat(Costs.parameters(graph)).isEqualTo(966_986 + 10 * 640 + 10);
    assertThat(graph.find(new Value("fc1.weight")).map(Node::type).orElseThrow())
        .isEqualTo(Tensor.of(10, 640));
  }

  @Test
  void eachSampleSaysWhatItIsAndIsInTheTable() throws IOException {
    try (var files = Files.list(MODELS)) {
      List<Path> all = files.filter(Files::isRegularFile).sorted().toList();
      assertThat(all).hasSizeGreaterThanOrEqualTo(13);
      String table = Files.readString(Path.of("..", "samples", "README.md"));
      for (Path file : all) {
        assertThat(table).contains("](models/" + file.getFileName() + ")");
        assertThat(load(file.getFileName().toString()).doc()).as(file.toString()).isNotBlank();
      }
    }
  }

  /** He et al. count 0.27 M for 20 layers and 0.85 M for 56. */
  @ParameterizedTest
  @CsvSource({"3, 272474", "9, 855770"})
  void resNetGrowsWithItsBlocks(String blocks, long parameters) throws IOException {
    Graph graph = load("resnet-cifar10.nin", Map.of("blocks", blocks)).graph();
    assertThat(Costs.parameters(graph)).isEqualTo(parameters);
  }

  /** Howard et al. (2017), table 7: 0.5 million parameters; table 6: 4.2 million, 569 M MACs. */
  @ParameterizedTest
  @CsvSource({"0.25, 128, 14", "1, 224, 569"})
  void mobileNetIsTheTables(String alpha, String size, long millions) throws IOException {
    Graph graph = load("mobilenet.nin", Map.of("alpha", alpha, "size", size)).graph();
    assertThat(Math.round(Costs.macs(graph) / 1e6)).isEqualTo(millions);
  }

  private static Network load(String name) throws IOException {
    return load(name, Map.of());
  }

  private static Network load(String name, Map<String, String> parameters) throws IOException {
    Result<Network> result =
        Ninc.check(
            path -> Optional.of(Files.readString(MODELS.resolve(path))),
            name,
            Options.DEFAULT.parameters(parameters));
    assertThat(result.diagnostics().list()).isEmpty();
    return result.value().orElseThrow();
  }
}
