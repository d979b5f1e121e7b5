package dev.ninc.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.diag.Code;
import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.plan.Plan;
import dev.ninc.compiler.plan.opencl.OpenClTarget;
import dev.ninc.compiler.source.SourceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The text of tuning files, and what is wrong with some. */
class TuningTest {

  private static final String NETWORK =
      """
      network Net(width = 16) {
        input 8x12x12
        conv1: conv 3x3 width pad 1
        "my # layer = \\"odd\\"": conv 5x5 16 pad 2
        cccp1: cccp 4
        gap
      }
      """;
  private static final String ODD = "\"my # layer = \\\"odd\\\"\"";

  private static final Network CHECKED = check(Options.DEFAULT);
  private static final Graph GRAPH = Ninc.optimize(CHECKED, Options.DEFAULT).graph();
  private static final String HEADER = header(TuningTarget.JAVA);

  private static String header(TuningTarget target) {
    return "network Net\ntarget " + target + "\nlayers " + Tuning.digest(GRAPH, target) + "\n";
  }

  private static Network check(Options options) {
    try {
      return Ninc.check(path -> Optional.of(NETWORK), "net.nin", options).orThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Result<Options> read(String text) {
    return Ninc.tuned(new SourceFile("net.tuning", text), CHECKED, Options.DEFAULT);
  }

  private static List<Code> mistakes(String text) {
    return read(text).diagnostics().list().stream().map(Diagnostic::code).toList();
  }

  private static Map<String, String> algorithms(String text) {
    return read(text).orThrow().policy(TuningTarget.JAVA).algorithms();
  }

  @Test
  void whatIsWrittenIsRead() {
    Tuning tuning =
        Tuning.of(
            GRAPH,
            TuningTarget.JAVA,
            List.of(
                new Tuning.Line("conv1", "winograd F(4x4)", "12.5 us; direct 30.1"),
                new Tuning.Line("my # layer = \"odd\"", "direct", "")));
    assertThat(tuning.text())
        .endsWith(
            "\n"
                + HEADER
                + "\nconv1 = winograd F(4x4)  # 12.5 us; direct 30.1\n"
                + ODD
                + " = direct\n")
        .startsWith("# ");
    assertThat(algorithms(tuning.text()))
        .containsOnly(
            Map.entry("conv1", "winograd F(4x4)"), Map.entry("my # layer = \"odd\"", "direct"));
  }

  @Test
  void spacesLineEndsAndCommentsDoNotMatter() {
    String text =
        (HEADER + "\n  conv1=winograd F(2x2)# why not\n\n# the end").replace("\n", "\r\n");
    assertThat(algorithms(text)).containsOnly(Map.entry("conv1", "winograd F(2x2)"));
    assertThat(algorithms(HEADER)).isEmpty();
  }

  /** Each is a name of some length, and none may cost the stack or much time. */
  @ParameterizedTest
  @ValueSource(strings = {"a", "\\\\", "\\\"", " ", "#", "=", "é"})
  void longNamesAreRead(String part) {
    String name = "\"" + part.repeat(200_000) + "\"";
    assertThat(mistakes(HEADER + name + " = direct\n")).containsExactly(Code.NIN0603);
    // A row of `=` after a word is an algorithm of that name.
    assertThat(mistakes(HEADER + "x" + name.substring(1) + " " + name + "\n"))
        .containsExactly(part.equals("=") ? Code.NIN0603 : Code.NIN0601);
    assertThat(mistakes(HEADER + "conv1 = " + name.substring(1).replace('#', '+')))
        .containsExactly(Code.NIN0604);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "conv1 winograd F(4x4) | NIN0601",
        "= direct              | NIN0601",
        "conv1 =               | NIN0601",
        "\"conv1 = direct      | NIN0601",
        "conv2 = direct        | NIN0603",
        "cccp1 = direct        | NIN0603",
        "gap1 = direct         | NIN0603",
        "conv1 = direkt        | NIN0604",
        "conv1 = winograd      | NIN0604",
        "conv1 = winograd F(7x7) | NIN0604",
        "conv1 = winograd F(4x5) | NIN0604",
        "conv1 = winograd F(0x0) | NIN0604",
        "conv1 = fused winograd F(4x4) | NIN0604",
      })
  void aLineThatIsWrong(String line, Code code) {
    assertThat(mistakes(HEADER + line + "\n")).containsExactly(code);
  }

  @Test
  void allMistakesAreToldAtOnceWithTheirPlaces() {
    String text = HEADER + "conv2 = direct\nnonsense\nconv1 = direct\nconv1 = direct\n";
    List<Diagnostic> found = read(text).diagnostics().list();
    assertThat(found)
        .extracting(Diagnostic::code)
        .containsExactly(Code.NIN0603, Code.NIN0601, Code.NIN0104);
    assertThat(found)
        .extracting(d -> d.primary().orElseThrow().span().toString())
        .containsExactly("net.tuning:4", "net.tuning:5", "net.tuning:7");
    assertThat(found).allMatch(d -> d.hint().isPresent());
    assertThat(found.get(0).hint()).contains("Write `conv1`, if you meant that.");
  }

  @Test
  void algorithmsThatALayerCanRunWithAreNamed() {
    assertThat(read(HEADER + ODD + " = winograd F(6x6)").diagnostics().list().get(0).hint())
        .contains(
            "Write one of `direct`, `winograd F(2x2)`, `winograd F(3x3)`, `winograd F(4x4)`.");
  }

  @Test
  void anotherNetworkIsToldBeforeItsLayers() {
    assertThat(mistakes(HEADER.replace("Net", "Other") + "conv9 = direct"))
        .containsExactly(Code.NIN0602);
    assertThat(mistakes("network Net\nlayers 0123456789abcdef\nconv9 = direct"))
        .containsExactly(Code.NIN0602);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "# nothing", "\u0000", "network", "\uFEFF"})
  void aFileThatIsNone(String text) {
    assertThat(mistakes(text)).isNotEmpty().containsOnly(Code.NIN0601);
  }

  @Test
  void parametersOfTheNetworkCount() {
    Options wide = Options.DEFAULT.parameters(Map.of("width", "32"));
    Graph other = Ninc.optimize(check(wide), wide).graph();
    assertThat(digest(other)).isNotEqualTo(digest(GRAPH));
    assertThat(digest(GRAPH)).matches("[0-9a-f]{16}");
  }

  private static String digest(Graph graph) {
    return Tuning.digest(graph, TuningTarget.JAVA);
  }

  private static final Options BOTH = Options.DEFAULT.targets(List.of(TargetLanguage.values()));

  private static final Network WIDE = check(Options.DEFAULT.parameters(Map.of("width", "64")));

  private static String wideHeader(TuningTarget target) {
    Graph graph = Ninc.optimize(WIDE, Options.DEFAULT).graph();
    return "network Net\ntarget " + target + "\nlayers " + Tuning.digest(graph, target) + "\n";
  }

  private static Result<Options> readForBoth(String text) {
    return Ninc.tuned(new SourceFile("net.tuning", text), WIDE, BOTH);
  }

  @Test
  void aFileWithoutATargetIsForJava() {
    String line = "conv1 = winograd F(4x4)\n";
    assertThat(algorithms(HEADER.replace("target java\n", "") + line)).containsOnlyKeys("conv1");
    String wide = wideHeader(TuningTarget.JAVA).replace("target java\n", "") + line;
    assertThat(readForBoth(wide).orThrow().policy(TuningTarget.OPENCL_GPU).algorithms()).isEmpty();
  }

  @Test
  void eachTargetHasItsOwnAlgorithms() {
    Options options =
        readForBoth(wideHeader(TuningTarget.OPENCL_GPU) + "conv1 = tile 32x32 4x4\n").orThrow();
    options =
        Ninc.tuned(
                new SourceFile(
                    "cpu.tuning", wideHeader(TuningTarget.OPENCL_CPU) + "conv1 = tile 3\n"),
                WIDE,
                options)
            .orThrow();
    Network optimized = Ninc.optimize(WIDE, options);
    assertThat(kernel(Ninc.plan(optimized, OpenClTarget.GPU, options))).contains("32 px x 32");
    assertThat(kernel(Ninc.plan(optimized, OpenClTarget.CPU, options))).contains("3 px x 32");
    assertThat(options.policy(TuningTarget.JAVA).algorithms()).isEmpty();
    SourceFile again = new SourceFile("b.tuning", wideHeader(TuningTarget.OPENCL_CPU));
    assertThat(Ninc.tuned(again, WIDE, options).diagnostics().list())
        .extracting(Diagnostic::code)
        .containsExactly(Code.NIN0602);
  }

  private static String kernel(Plan plan) {
    return plan.run().stream()
        .filter(step -> step.id().equals("conv1"))
        .map(step -> step.kernel().summary())
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "opencl-gpu | conv1 = tile 32x32 4x4  | ",
        "opencl-gpu | conv1 = tile 64x192 8x8 | NIN0604", // more outputs than the layer's panels
        "opencl-gpu | conv1 = tile 8          | NIN0604",
        "opencl-gpu | conv1 = fast            | NIN0604",
        "opencl-gpu | conv7 = tile 32x32 4x4  | NIN0603",
        "opencl-gpu | conv1 = direct          | ",
        "opencl-gpu | conv1 = winograd F(4x4) | ",
        "opencl-gpu | conv1 = winograd F(4x4) tile 32x32 4x4 | ",
        "opencl-gpu | conv1 = winograd F(7x7) | NIN0604",
        "opencl-gpu | conv1 = fused winograd F(4x4) | NIN0604",
        "opencl-cpu | conv1 = tile 12         | ",
        "opencl-cpu | conv1 = direct tile 1   | ",
        "opencl-cpu | conv1 = winograd F(2x2) | ",
        "opencl-cpu | conv1 = winograd F(2x2) tile 8 | NIN0604",
        "opencl-cpu | conv1 = tile 0          | NIN0604",
        "opencl-cpu | conv1 = tile 13         | NIN0604",
        "opencl-cpu | conv1 = tile 32x32 4x4  | NIN0604",
        "java       | conv1 = tile 8          | NIN0604",
      })
  void algorithmsBelongToTheirTarget(String target, String line, Code code) {
    String text = wideHeader(TuningTarget.of(target).orElseThrow()) + line + "\n";
    assertThat(readForBoth(text).diagnostics().list())
        .extracting(Diagnostic::code)
        .isEqualTo(code == null ? List.of() : List.of(code));
  }

  @Test
  void aFileThatWouldDoNothingIsRefused() {
    assertThat(mistakes(header(TuningTarget.OPENCL_GPU))).containsExactly(Code.NIN0602);
    assertThat(mistakes(HEADER.replace("java", "cuda"))).containsExactly(Code.NIN0601);
    Options device = Options.DEFAULT.targets(List.of(TargetLanguage.OPENCL));
    assertThat(
            Ninc.tuned(new SourceFile("net.tuning", HEADER), CHECKED, device)
                .diagnostics()
                .hasErrors())
        .isTrue();
  }
}
