package dev.ninc.compiler.lower;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.ast.Program;
import dev.ninc.compiler.diag.Code;
import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.Output;
import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.ir.Verifier;
import dev.ninc.compiler.source.SourceFile;
import dev.ninc.compiler.syntax.Parser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a text means, beyond what the goldens show. */
class LoweringTest {

  private final Diagnostics diagnostics = new Diagnostics();
  private final List<String> loaded = new ArrayList<>();
  private String labels = "";

  @Test
  void parametersFromOutsideReplaceDefaultsAndWhatIsComputedFromThem() {
    String text =
        "network N(width = 8, half = width / 2, rate = 0.5)"
            + " { input 1x4x4 cccp width cccp half dropout rate }";
    Network network = lower(text, Map.of("width", "12", "rate", "0.25")).orElseThrow();
    assertThat(network.settings())
        .containsExactly(
            new Network.Setting("width", "12"),
            new Network.Setting("half", "6"),
            new Network.Setting("rate", "0.25"));
    assertThat(maps(network, "cccp2")).isEqualTo(new Maps(6, 4, 4));
  }

  @ParameterizedTest
  @CsvSource({
    "width, 12.5, NIN0103",
    "width, 1e1, NIN0103",
    "width, ' ', NIN0103",
    "width, 0x10, NIN0103",
    "width, 12)relu, NIN0103",
    "rate, half, NIN0103",
    "rate, NaN, NIN0103",
    "rate, 1e999, NIN0103",
    "width, 0, NIN0106",
    "width, -4, NIN0106",
    "width, 99999999999999999999, NIN0106",
    "rate, 1, NIN0106",
    "wdith, 12, NIN0102"
  })
  void wrongParametersFromOutsideAreReported(String name, String value, Code code) {
    lower(
        "network N(width = 8, rate = 0.5) { input 1x4x4 cccp width dropout rate }",
        Map.of(name, value));
    assertThat(codes()).containsExactly(code);
  }

  @Test
  void aWholeNumberIsFineWhereAnyNumberIs() {
    assertThat(lower("network N(rate = 0.5) { input 1x4x4 dropout rate }", Map.of("rate", "0")))
        .isPresent();
  }

  @Test
  void labelsOfAFileAreItsLines() {
    labels = "\uFEFFcat\r\n dog \r\nguinea pig\r\n\r\n";
    Network network = lower("network N { input 3x1x1 relu labels \"data/a b.txt\" }").orElseThrow();
    assertThat(network.labels()).containsExactly("cat", "dog", "guinea pig");
    assertThat(loaded).containsExactly("data/a b.txt");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/etc/passwd", "../a", "a/../../b", "a/..", "C:/a", "a\\\\b", "", " ", "a\u0000b"})
  void noFileOutsideTheProjectIsAskedFor(String path) {
    lower("network N { input 3x1x1 relu labels \"" + path + "\" }");
    assertThat(codes()).containsExactly(Code.NIN0114);
    assertThat(loaded).isEmpty();
  }

  @Test
  void anMlpconvIsTheLayersThatItStandsFor() {
    String options = " nobias norm act tanh";
    Graph one =
        lower(
                "network N { input 3x8x8 mlpconv 3x3 [a: 4, b: 5, c: 6] pad 1 stride 2"
                    + options
                    + " }")
            .orElseThrow()
            .graph();
    Graph three =
        lower(
                "network N { input 3x8x8 a: conv 3x3 4 pad 1 stride 2"
                    + options
                    + " b: cccp 5"
                    + options
                    + " c: cccp 6"
                    + options
                    + " }")
            .orElseThrow()
            .graph();
    assertThat(withoutOrigins(one)).isEqualTo(withoutOrigins(three));
    assertThat(one.outputs()).isEqualTo(three.outputs());
  }

  @Test
  void whatALayerMakesPointsAtIt() {
    String text = "network N { input 3x8x8 m: mlpconv 3x3 [4, b: 5] pad 1 norm gap }";
    Graph graph = lower(text).orElseThrow().graph();
    for (Node node : graph.nodes()) {
      var span = node.origin().span();
      String expected =
          switch (node.origin().path()) {
            case "input" -> "input 3x8x8";
            case "m.0" -> "4";
            case "b" -> "b: 5";
            case "gap1" -> "gap";
            default -> "";
          };
      assertThat(text.substring(span.start(), span.end())).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "conv 3x3 5 pad same, 7, 9",
    "conv 2x4 5 pad same, 7, 9",
    "conv 3x3 5 pad same stride 2, 4, 5",
    "conv 3x3 5 pad same stride 3x2 dilate 2, 3, 5",
    "maxpool 3x3 pad same stride 2, 4, 5",
    "maxpool 2x2 stride 2, 4, 5",
    "maxpool 2x2 stride 2 floor, 3, 4",
    "avgpool 1x1 stride 2, 4, 5",
    "conv 7x9 5, 1, 1",
    "fc 5, 1, 1"
  })
  void sizesFollowTheEquations(String layer, int height, int width) {
    Network network = lower("network N { input 3x7x9 a: " + layer + " }").orElseThrow();
    assertThat(maps(network, "a").height()).isEqualTo(height);
    assertThat(maps(network, "a").width()).isEqualTo(width);
  }

  @Test
  void theResultComesFirstAndThenTheNamedOutputsInOrder() {
    String text =
        "network N { input 3x8x8 a: relu m: mlpconv 1x1 [2, last: 2] i: identity gap: gap"
            + " output m output a output i }";
    assertThat(lower(text).orElseThrow().graph().outputs())
        .containsExactly(
            new Output("gap", new Value("gap")),
            new Output("m", new Value("last")),
            new Output("a", new Value("a")),
            new Output("i", new Value("last")));
  }

  @Test
  void whatFollowsFromAMistakeIsNotReported() {
    lower(
        "network N { input 3x8x8 conv 9x9 4 a: cccp 7 group 2 add { cccp 4 } { cccp 9 }"
            + " conv 99x99 4 labels [x] output a cccp wdith }");
    assertThat(codes()).containsExactly(Code.NIN0303, Code.NIN0101);
  }

  @Test
  void theFirstRelu6IsNotThe61stRelu() {
    String text = "network N { input 1x1x1 relu6 " + "relu ".repeat(61) + "}";
    assertThat(lower(text)).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "mlpconv 1x1 [conv1: 2; cccp1: 2] conv 1x1 4 cccp 2 conv 1x1 3, conv1 cccp1 conv2 cccp2 conv3",
    "conv 1x1 4 conv 1x1 4 last: tanh conv1: gap, conv2 conv3 last conv1",
    "conv2: conv 1x1 4 conv 1x1 4 conv 1x1 4, conv2 conv3 conv4",
    "add { conv 1x1 3 } { conv1: identity } conv2: relu, conv3 add1 conv2",
    "relu6 relu6_1: relu relu6, relu6_2 relu6_1 relu6_3",
    "conv 1x1 4 'conv1.weight': relu, conv2 conv1.weight",
    "mlpconv 1x1 [2] 'mlpconv1.0': relu, mlpconv2.0 mlpconv1.0"
  })
  void unnamedLayersSkipNamesThatAreGiven(String layers, String names) {
    String text = layers.replace(';', ',').replace('\'', '"');
    Graph graph = lower("network N { input 3x2x2 " + text + " }").orElseThrow().graph();
    assertThat(
            graph.nodes().stream()
                .map(n -> n.origin().path())
                .filter(p -> !p.equals("input"))
                .distinct())
        .containsExactly(names.split(" "));
  }

  @Test
  void theCommentAboveTheNetworkIsItsDescription() {
    String text =
        "// no\n/// One.\n///\n/// Two.\n//// no\nnetwork N { /// no\n input 1x1x1 relu }";
    assertThat(lower(text).orElseThrow().doc()).isEqualTo("One.\n\nTwo.");
  }

  private Optional<Network> lower(String text) {
    return lower(text, Map.of());
  }

  private Optional<Network> lower(String text, Map<String, String> overrides) {
    Optional<Network> network =
        Parser.parse(new SourceFile("n.nin", text), diagnostics)
            .flatMap(f -> Lowering.lower(Program.of(f), overrides, this::load, diagnostics));
    assertThat(network.isPresent()).isEqualTo(!diagnostics.hasErrors());
    network.ifPresent(n -> Verifier.verify(n.graph()));
    return network;
  }

  private Optional<String> load(String path) {
    loaded.add(path);
    return Optional.of(labels);
  }

  private List<Code> codes() {
    return diagnostics.list().stream().map(Diagnostic::code).toList();
  }

  private static Maps maps(Network network, String name) {
    return network.graph().node(new Value(name)).maps();
  }

  private static List<Object> withoutOrigins(Graph graph) {
    return graph.nodes().stream().map(n -> (Object) List.of(n.out(), n.op(), n.type())).toList();
  }
}
