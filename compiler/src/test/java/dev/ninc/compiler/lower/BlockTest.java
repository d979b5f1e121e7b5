package dev.ninc.compiler.lower;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.ast.Program;
import dev.ninc.compiler.diag.Code;
import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.compiler.diag.Label;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Origin;
import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.ir.Verifier;
import dev.ninc.compiler.source.SourceFile;
import dev.ninc.compiler.syntax.Parser;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Blocks, calls and repetitions: scopes, arguments, and how often what is reported. */
class BlockTest {

  private static final String FIRE =
      " block fire(squeeze, expand = 4 * squeeze)"
          + " { squeeze: cccp squeeze concat { cccp expand } { conv 3x3 expand pad 1 } }";

  private final Diagnostics diagnostics = new Diagnostics();

  @Test
  void aCallIsTheLayersOfItsBlock() {
    Graph called = graph("fire(4) fire(expand = 3, squeeze = 2)", FIRE);
    Graph written =
        graph(
            "cccp 4 concat { cccp 16 } { conv 3x3 16 pad 1 }"
                + " cccp 2 concat { cccp 3 } { conv 3x3 3 pad 1 }",
            "");
    assertThat(called.nodes().stream().map(Node::type).toList())
        .isEqualTo(written.nodes().stream().map(Node::type).toList());
    assertThat(called.nodes()).hasSameSizeAs(written.nodes());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fire(4)|fire1.squeeze fire1.cccp2 fire1.conv1 fire1.concat1",
        "relu two: fire(4)|relu1 two.squeeze two.cccp2 two.conv1 two.concat1",
        "one: relu one() fire1: relu|one one1.relu1 fire1",
        "one1: relu one()|one1 one2.relu1",
        "'one1.relu1': relu one()|one1.relu1 one2.relu1",
        "a: one() 'a.relu1': relu|a.relu2 a.relu1",
        "a: two() 'a.one1.relu1': relu|a.one2.relu1 a.one1.relu1",
        "repeat 2 { relu relu }|repeat1.0.relu1 repeat1.0.relu2 repeat1.1.relu1 repeat1.1.relu2",
        "b: repeat 1 { one() } repeat 1 { relu }|b.0.one1.relu1 repeat2.0.relu1",
        "repeat 1 { m: mlpconv 1x1 [2, s: 3] }|repeat1.0.m.0 repeat1.0.s",
        "'repeat1.0.relu1': relu repeat 1 { relu }|repeat1.0.relu1 repeat2.0.relu1",
        "block1(2)|block1_1.cccp1"
      })
  void scopesNameTheirLayers(String layers, String names) {
    String blocks = FIRE + " block one { relu } block two { one() } block block1(n) { cccp n }";
    Graph graph = graph(layers.replace('\'', '"'), blocks);
    assertThat(graph.nodes().stream().map(n -> n.origin().path()).distinct().skip(1))
        .containsExactly(names.split(" "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fire2: relu fire2: fire(4)",
        "fire2: fire(4) fire2: relu",
        "'fire2.squeeze': relu fire2: fire(4)",
        "fire2: fire(4) 'fire2.squeeze': relu",
        "'fire2.squeeze.weight': relu fire2: fire(4)",
        "b: repeat 2 { relu } 'b.1': relu",
        "'b.0': relu b: repeat 2 { relu }"
      })
  void namesOfDifferentScopesDoNotCollideUnseen(String layers) {
    lower(network(layers.replace('\'', '"')) + FIRE);
    assertThat(codes()).containsExactly(Code.NIN0104);
  }

  @Test
  void theOriginHoldsTheWholePathAndAllCalls() {
    String text = network("a: outer()") + " block outer { in: inner() } block inner { last: relu }";
    Graph graph = lower(text).orElseThrow().graph();
    Origin origin = graph.nodes().get(graph.nodes().size() - 1).origin();
    assertThat(origin.path()).isEqualTo("a.in.last");
    assertThat(at(origin)).isEqualTo("last: relu");
    Origin inner = origin.calledFrom().orElseThrow();
    assertThat(inner.path()).isEqualTo("a.in");
    assertThat(at(inner)).isEqualTo("in: inner()");
    Origin outer = inner.calledFrom().orElseThrow();
    assertThat(at(outer)).isEqualTo("a: outer()");
    assertThat(outer.calledFrom()).isEmpty();
  }

  private static String at(Origin origin) {
    return origin.span().file().text().substring(origin.span().start(), origin.span().end());
  }

  @Test
  void aBlockSeesOnlyItsOwnParameters() {
    lower("network N(width = 3) { input 3x4x4 a(width) } block a(k) { cccp width }");
    assertThat(codes()).containsExactly(Code.NIN0101);
    assertThat(diagnostics.list().get(0).hint().orElseThrow()).startsWith("Pass it as a parameter");
  }

  @Test
  void aMistakeInABlockIsReportedOnceWithTheFirstCall() {
    lower(network("repeat 3 { a(1) } a(1) b: a(0)") + " block a(k) { cccp (k - 1) relu }");
    assertThat(codes()).containsExactly(Code.NIN0106);
    List<Label> calls = diagnostics.list().get(0).secondary();
    assertThat(calls).extracting(Label::text).containsExactly("in `repeat1.0.a1`, called here");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a() b()|block a { cccp 0 } block b { relu group 2 }|NIN0106 NIN0108",
        "a() cccp 0|block a { relu group 2 }|NIN0106 NIN0108",
        "a(1) b(1)|block a(k) { x: relu x: relu } block b(k) { cccp kk }|NIN0104 NIN0101",
        "a(widht) conv 9x9 3|block a(k) { relu }|NIN0101 NIN0303",
        "a(1, 2) output nothing|block a { relu }|NIN0121 NIN0113",
        "unknown() output nothing|block a { relu }|NIN0120 NIN0113",
        "add { conv 9x9 2 } { a(0) }|block a(k) { cccp k }|NIN0303 NIN0106",
        "lrn 4 depthwise 3x3 group 3|block a { relu }|NIN0106 NIN0108",
        "repeat 0 { relu } lrn 3 alpha 1 alpha 2|block a { relu }|NIN0106 NIN0109",
        "a() relu bias 3|block a { a() }|NIN0122 NIN0108",
        "repeat 2 { a() } b( |block a { relu cccp }|NIN0001 NIN0001",
        "preprocess { order gbr std 0 } relu|block a { relu }|NIN0106 NIN0126"
      })
  void twoMistakesAreTwoErrors(String layers, String blocks, String expected) {
    lower(network(layers) + blocks);
    assertThat(codes()).extracting(Code::name).containsExactlyInAnyOrder(expected.split(" "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "repeat 1000 { repeat 1000 { repeat 1000 { identity } } }",
        "repeat 2000 { repeat 2000 { relu } }",
        "repeat 2000 { nothing() }",
        "repeat 2000 { cccp 3 }",
        "twice29()"
      })
  void whatExpandsWithoutEndIsStopped(String layers) {
    String blocks =
        IntStream.range(1, 30)
            .mapToObj(i -> "block twice%d { twice%d() twice%d() }".formatted(i, i - 1, i - 1))
            .collect(
                Collectors.joining(" ", " block twice0 { relu } block nothing { identity } ", ""));
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(10), () -> lower(network(layers) + blocks));
    assertThat(codes()).containsExactly(Code.NIN0204);
  }

  @ParameterizedTest
  @CsvSource({
    "repeat 2001 { relu }, NIN0106",
    "repeat 16777216 { repeat 16777216 { relu } }, NIN0106 NIN0106",
    "r: repeat 2000 { nothing() } last: gap output last output r.1999.nothing1, NIN0204"
  })
  void noMoreRoundsThanLayers(String layers, String expected) {
    lower(network(layers) + " block nothing { identity }");
    assertThat(codes()).extracting(Code::name).containsExactly(expected.split(" "));
  }

  @ParameterizedTest
  @ValueSource(ints = {99, 100, 101, 5_000})
  void callsAreNestedOnlySoDeep(int depth) {
    String blocks =
        IntStream.range(1, depth)
            .mapToObj(i -> "block b%d { b%d() }".formatted(i, i - 1))
            .collect(Collectors.joining(" ", " block b0 { relu } ", ""));
    lower(network("b" + (depth - 1) + "()") + blocks);
    assertThat(codes()).isEqualTo(depth <= Limits.DEPTH ? List.of() : List.of(Code.NIN0210));
  }

  @Test
  void pathsStayShortEnoughForNames() {
    String name = "n".repeat(99);
    String blocks =
        IntStream.range(1, 30)
            .mapToObj(i -> "block b%d { %s: b%d() }".formatted(i, name, i - 1))
            .collect(Collectors.joining(" ", " block b0 { relu } ", ""));
    lower(network("b29()") + blocks);
    assertThat(codes()).containsExactly(Code.NIN0008);
    assertThat(diagnostics.list().get(0).message()).contains("more than 2000 characters");
  }

  @Test
  void aLongCircleIsFoundWithoutRecursion() {
    String blocks =
        IntStream.range(0, 20_000)
            .mapToObj(i -> "block b%d{b%d()}".formatted(i, (i + 1) % 20_000))
            .collect(Collectors.joining(" ", " ", ""));
    lower(network("b0()") + blocks);
    assertThat(codes()).containsExactly(Code.NIN0122);
  }

  @Test
  void manyCirclesAreFoundInTime() {
    String blocks =
        IntStream.range(0, 10_000)
            .mapToObj(i -> "block b%d{b%d() b0()}".formatted(i, (i + 1) % 10_000))
            .collect(Collectors.joining(" ", " ", ""));
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> lower(network("relu") + blocks));
    assertThat(codes()).hasSize(Diagnostics.LIMIT).containsOnly(Code.NIN0122);
  }

  @Test
  void aBlockThatNobodyCallsIsCheckedButNotForShapes() {
    lower(network("relu") + " block a(k) { conv 99x99 k cccp (1 / 0) fc 0 }");
    assertThat(codes()).containsExactly(Code.NIN0107, Code.NIN0106);
  }

  @Test
  void depthwiseIsAConvolutionWithAGroupForEachChannel() {
    Graph graph = graph("cccp 6 d: depthwise 3x3 pad same stride 2 act linear", "");
    Node node = graph.nodes().get(graph.nodes().size() - 1);
    assertThat(((Op.Conv) node.op()).groups()).isEqualTo(6);
    assertThat(node.type().toString()).isEqualTo("6x2x2");
  }

  @Test
  void lrnTakesConstantsInAnyOrder() {
    Graph graph = graph("lrn 3 bias 2 alpha (1/4)", "");
    Op op = graph.nodes().get(1).op();
    assertThat(op).isEqualTo(new Op.Lrn(new Value("input"), 3, 0.25, 0.75, 2));
  }

  @Test
  void theLeastBiasOfLrnIsInItsRange() {
    assertThat(graph("lrn 3 bias 1e-30", "").nodes()).hasSize(2);
    assertThat(lower(network("lrn 3 bias (1e-30 - 1e-40)"))).isEmpty();
    assertThat(codes()).containsExactly(Code.NIN0106);
  }

  private Graph graph(String layers, String blocks) {
    return lower(network(layers) + blocks).orElseThrow().graph();
  }

  private static String network(String layers) {
    return "network N { input 3x4x4 " + layers + " }";
  }

  private Optional<Network> lower(String text) {
    Optional<Network> network =
        Parser.parse(new SourceFile("n.nin", text), diagnostics)
            .flatMap(
                f -> Lowering.lower(Program.of(f), Map.of(), p -> Optional.empty(), diagnostics));
    network.ifPresent(n -> Verifier.verify(n.graph()));
    return network;
  }

  private List<Code> codes() {
    return diagnostics.list().stream().map(Diagnostic::code).toList();
  }
}
