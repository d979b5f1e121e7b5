package dev.ninc.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.interp.Interpreter;
import dev.ninc.compiler.interp.Numbers;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Output;
import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.random.RandomNetwork;
import dev.ninc.compiler.verify.EndToEnd;
import dev.ninc.compiler.verify.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What is exported to ONNX means what the network means: on all outputs, somebody else's program
 * that reads the file, the interpreter and both kinds of generated kernels agree.
 */
class PeerTest {

  /** So that each op and option of the language is among them; the test counts. */
  private static final int NETWORKS = 150;

  /** Generating and compiling classes takes longer than all the rest. */
  private static final int WITH_CLASSES = 100;

  /** In how many networks what matters to the export must occur. */
  private static final int OFTEN = 5;

  private static final List<String> MATTERS =
      List.of(
          "maxpool",
          "avgpool",
          "floor",
          "inside",
          "gap",
          "lrn",
          "call",
          "repeat",
          "fc",
          "batchnorm",
          "norm",
          "nobias",
          "add",
          "concat",
          "dropout",
          "softmax",
          "identity",
          "group",
          "depthwise",
          "dilate",
          "dilate rectangle",
          "stride",
          "stride rectangle",
          "pad number",
          "pad rectangle",
          "pad sides",
          "pad same",
          "act leaky",
          "act relu6",
          "act sigmoid",
          "act tanh",
          "leaky",
          "relu6",
          "sigmoid",
          "tanh",
          "even window",
          "not square");

  @Test
  void randomNetworks() throws IOException {
    Map<String, Integer> counts = new TreeMap<>();
    for (long seed = 0; seed < NETWORKS; seed++) {
      RandomNetwork network = RandomNetwork.of(seed);
      network.features().forEach(f -> counts.merge(f, 1, Integer::sum));
      Subject subject = Subject.of("random.nin", network.text());
      List<EngineKind> engines =
          seed < WITH_CLASSES ? EngineKind.everywhere() : List.of(EngineKind.ONNXRUNTIME);
      agree(subject, engines, 2, "seed " + seed + "\n" + network.text());
    }
    assertThat(MATTERS)
        .allSatisfy(f -> assertThat(counts.getOrDefault(f, 0)).as(f).isGreaterThanOrEqualTo(OFTEN));
  }

  /** All that is in the folder, so that a new sample is not forgotten. */
  @TestFactory
  Stream<DynamicTest> samples() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("../models"))) {
      List<Path> models = files.filter(f -> f.toString().endsWith(".nin")).sorted().toList();
      assertThat(models.stream().map(f -> f.getFileName().toString().replace(".nin", "")))
          .containsExactlyInAnyOrderElementsOf(Samples.all());
      return models.stream().map(f -> f.getFileName().toString().replace(".nin", "")).map(this::of);
    }
  }

  private DynamicTest of(String sample) {
    return DynamicTest.dynamicTest(
        sample,
        () -> {
          Subject subject = Subject.sample(sample).withLogits();
          agree(subject, EngineKind.everywhere(), 3, sample);
        });
  }

  /** Rounded up with padding that counts: what ONNX's own {@code ceil_mode} does not say. */
  @Test
  void averagesOverPaddingThatWindowsOverhang() throws IOException {
    for (String option : new String[] {"", "floor", "inside", "floor inside"}) {
      for (String size : new String[] {"3x3 stride 2", "2x3 stride 2", "4x4 stride 3"}) {
        String text =
            "network N { input 2x8x9 avgpool %s pad 1 %s conv 1x1 3 act linear }"
                .formatted(size, option);
        agree(Subject.of("pool.nin", text), EngineKind.everywhere(), 1, text);
      }
    }
  }

  @Test
  void allEnginesAgreeOnABatch() throws IOException {
    assertThat(Agreement.of(Subject.sample("nin-mnist"), EngineKind.everywhere(), 1))
        .hasSize(6)
        .allSatisfy(f -> assertThat(f.agrees()).as("%s", f).isTrue());
  }

  private static void agree(Subject subject, List<EngineKind> engines, int images, String what)
      throws IOException {
    Graph graph = subject.network().graph();
    Interpreter oracle = new Interpreter(graph, subject::weight);
    List<Map<Value, Numbers>> right =
        IntStream.range(0, images).mapToObj(i -> oracle.run(subject.image(i))).toList();
    for (EngineKind kind : engines.stream().filter(k -> k.runs(subject)).toList()) {
      try (Engine engine = kind.open(subject, Load.SINGLE)) {
        for (int i = 0; i < images; i++) {
          engine.images(subject.image(i));
          engine.run();
          agree(graph, right.get(i), engine.outputs(), kind.title() + " on " + what);
        }
      }
    }
  }

  private static void agree(Graph graph, Map<Value, Numbers> right, float[][] found, String what) {
    for (int o = 0; o < found.length; o++) {
      Output output = graph.outputs().get(o);
      Finding finding =
          EndToEnd.compare(output.name(), right.get(output.value()).values(), found[o]);
      assertThat(finding.deviation().isAllowed()).as("%s: %s", finding, what).isTrue();
    }
  }
}
