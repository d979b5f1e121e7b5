package dev.ninc.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of figures: a table of all, a document, a plot. */
class ReportTest {

  private static final String TEXT =
      """
      # Figures
      <!-- begin jdk 17 -->
      <!-- end jdk 17 -->
      <!-- begin jdk 25 -->
      old
      <!-- end jdk 25 -->
      """;

  private static Figure figure(Part part, int jdk, String setting, String what, double value) {
    Figure.Key key = new Figure.Key(part, jdk, Samples.CIFAR10, setting, what);
    return new Figure(key, new Estimate(value, value / 100), Effort.RECORD);
  }

  /** 2,000 µs with vector kernels, 4,000 with the peer. */
  private static Results speeds(int jdk) {
    String setting = Load.SINGLE.toString();
    return Results.none()
        .with(
            List.of(
                figure(Part.SPEED, jdk, setting, "vector", 2000),
                figure(Part.SPEED, jdk, setting, "onnxruntime", 4000),
                figure(Part.SPEED, jdk, setting, "scalar", 8000)));
  }

  @Test
  void timesStandBesideThePeers() {
    assertThat(Report.text(speeds(25), Part.SPEED, 25))
        .startsWith(
            """
            | network | batch, threads | engine | ms an image | speed / ONNX Runtime's | target at least |
            |---|---|---|---:|---:|---:|
            | nin-cifar10 | 1, 1 | ninc, vector | 2.000 ± 0.020 | 2.00 ± 0.03 | 2.0, met |
            | nin-cifar10 | 1, 1 | ninc, scalar | 8.000 ± 0.080 | 0.50 ± 0.01 | 0.9, **missed** |
            | nin-cifar10 | 1, 1 | ONNX Runtime | 4.000 ± 0.040 | 1 | |
            """);
    assertThat(Report.text(speeds(25), Part.SPEED, 17)).doesNotContain("nin-cifar10");
  }

  @Test
  void firstResultsAreHeldAgainstThePeerUnpackedAndNot() {
    Results results =
        Results.none()
            .with(
                List.of(
                    figure(Part.FIRST_RESULT, 25, "first", "tiered", 100),
                    figure(Part.FIRST_RESULT, 25, "first", "peer", 210),
                    figure(Part.FIRST_RESULT, 25, "first", "unpacked", 100)));
    assertThat(Report.text(results, Part.FIRST_RESULT, 25))
        .contains(
            "| nin-cifar10 | ninc, its default | 100 ± 1 | 1.00 ± 0.01 | 0.9, **missed** | 0.48 ±"
                + " 0.01 | 0.5, met |\n");
  }

  @Test
  void aDeviceIsHeldAgainstThePeerOfItsOwnRun() {
    Results results =
        speeds(25)
            .with(
                List.of(
                    figure(Part.OPENCL, 25, new Load(64, 2).toString(), "opencl", 1000),
                    figure(Part.OPENCL, 25, new Load(64, 2).toString(), "onnxruntime", 1600),
                    figure(Part.OPENCL, 25, "first", "warm device", 90),
                    figure(Part.OPENCL, 25, "first", "warm build", 40),
                    figure(Part.OPENCL, 25, "first", "warm first", 400)));
    assertThat(Report.text(results, Part.OPENCL, 25))
        .contains("| nin-cifar10 | 64, 2 | ninc, OpenCL | 1.000 ± 0.010 | 1.60 ± 0.02 | 1.5, met |")
        .contains("| nin-cifar10 | warm | 90 ± 1 | 40 ± 0 | 400 ± 4 | 300, **missed** |")
        .doesNotContain("vector");
    assertThat(Report.text(results, Part.OPENCL, 17)).isEmpty();
  }

  @Test
  void withinFivePerCentOfATargetIsMet() {
    assertThat(Target.least(2).met(1.9)).isTrue();
    assertThat(Target.least(2).met(1.89)).isFalse();
    assertThat(Target.most(200).met(210)).isTrue();
    assertThat(Target.most(200).met(211)).isFalse();
  }

  @Test
  void targetsAreThoseOfTheJavaAndTheBatch() {
    assertThat(Target.speed("nin-imagenet", EngineKind.VECTOR, new Load(16, 2), 17))
        .contains(Target.least(1.6));
    assertThat(Target.speed("nin-imagenet", EngineKind.SCALAR, new Load(1, 2), 25))
        .contains(Target.least(0.7));
    assertThat(Target.speed("googlenet", EngineKind.VECTOR, Load.SINGLE, 17))
        .contains(Target.least(0.95));
    assertThat(Target.speed("googlenet", EngineKind.SCALAR, Load.SINGLE, 17)).isEmpty();
    assertThat(Target.speed("nin-cifar10", EngineKind.TENSORFLOW, Load.SINGLE, 17)).isEmpty();
    assertThat(Target.speed("nin-cifar10", EngineKind.OPENCL, new Load(64, 2), 17))
        .contains(Target.least(1.5));
    assertThat(Target.speed("nin-cifar10", EngineKind.OPENCL, new Load(64, 1), 25)).isEmpty();
    assertThat(Target.speed("nin-imagenet", EngineKind.OPENCL, new Load(16, 2), 25)).isEmpty();
  }

  @Test
  void figuresSurviveTheirFile(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("results.tsv");
    assertThat(Results.read(file).find(figure(Part.SPEED, 17, "", "", 1).key())).isEmpty();
    speeds(25).with(List.of(figure(Part.SIZE, 0, "", "jar", Double.NaN))).write(file);
    String first = Files.readString(file);
    Results read = Results.read(file);
    read.write(file);
    assertThat(file).content().isEqualTo(first);
    assertThat(Report.text(read, Part.SPEED, 25))
        .isEqualTo(Report.text(speeds(25), Part.SPEED, 25));
    Files.writeString(file, first + "speed\t17\n");
    assertThatThrownBy(() -> Results.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("8 columns");
  }

  @Test
  void aSettingIsReplacedAsAWhole() {
    Results before = speeds(25);
    String setting = Load.SINGLE.toString();
    Results after = before.with(List.of(figure(Part.SPEED, 25, setting, "vector", 1)));
    assertThat(after.find(figure(Part.SPEED, 25, setting, "vector", 0).key()))
        .contains(new Estimate(1, 0.01));
    assertThat(after.find(figure(Part.SPEED, 25, setting, "scalar", 0).key())).isEmpty();
    Results other = before.with(List.of(figure(Part.SPEED, 17, setting, "vector", 1)));
    assertThat(other.find(figure(Part.SPEED, 25, setting, "scalar", 0).key())).isPresent();
  }

  @Test
  void aTaskSaysHowLongItTookAndWhetherItWasALook() throws IOException {
    Task task =
        Task.of(
            Part.MEMORY,
            "nin-mnist",
            "",
            Effort.QUICK,
            1,
            () -> Map.of("peer", new Estimate(3, 0)));
    Results results = Results.none().with(task.figures());
    assertThat(results.seconds(k -> k.part() == Part.MEMORY)).isPositive();
    assertThat(Report.text(results, Part.MEMORY, Machine.java())).startsWith("A quick look");
  }

  @Test
  void medianAndTheIntervalAroundIt() {
    assertThat(Estimate.of(List.of(5.0)).text(1)).isEqualTo("5.0");
    assertThat(Estimate.of(List.of(5.0, 1.0, 2.0))).isEqualTo(new Estimate(2, 2));
    List<Double> twelve = List.of(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 11.0, 500.0);
    // P(at most 2 of 12 below the median) = 79 / 4096, so numbers 3 and 10 enclose it.
    assertThat(Estimate.of(twelve)).isEqualTo(new Estimate(6.5, 3.5));
    assertThat(new Estimate(6, 0.6).by(new Estimate(2, 0)).text(1)).isEqualTo("3.0 ± 0.3");
  }

  @Test
  void aSectionIsReplacedAndNothingElse(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("B.md"), TEXT);
    Document.replace(file, "jdk 25", "new\n");
    assertThat(file).content().isEqualTo(TEXT.replace("old", "new"));
    Document.replace(file, "jdk 17", "first\n");
    assertThat(file).content().contains("<!-- begin jdk 17 -->\nfirst\n<!-- end jdk 17 -->");
    assertThat(folder).isDirectoryNotContaining(p -> !p.equals(file));
  }

  @Test
  void aSectionThatIsNotThereIsAMistake(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("B.md"), TEXT);
    assertThatThrownBy(() -> Document.replace(file, "jdk 21", "new\n"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("<!-- begin jdk 21 -->");
    assertThat(file).content().isEqualTo(TEXT);
  }

  @Test
  void differencesAreMeasuredByTheLargestNumber() {
    float[] expected = {-10, 0, 5};
    assertThat(Agreement.difference(expected, new float[] {-10, 0, 5})).isZero();
    assertThat(Agreement.difference(expected, new float[] {-10, 1, 5})).isEqualTo(0.1);
    assertThat(Agreement.difference(expected, new float[] {Float.NaN, 0, 5})).isInfinite();
    assertThat(Agreement.difference(new float[2], new float[] {0, 1e-30f})).isGreaterThan(1);
  }

  @Test
  void argumentsOfTheCommand() {
    Request request =
        Request.parse(List.of("--only", "speed,size", "--quick", "--network", "nin-mnist"));
    assertThat(request.parts()).containsExactly(Part.SIZE, Part.SPEED);
    assertThat(request.effort()).isEqualTo(Effort.QUICK);
    assertThat(request.wants("nin-mnist")).isTrue();
    assertThat(request.wants("googlenet")).isFalse();
    assertThat(Request.parse(List.of()).parts())
        .isEqualTo(Part.standard())
        .doesNotContain(Part.OPENCL);
    for (List<String> wrong :
        List.of(
            List.of("--fast"),
            List.of("--only"),
            List.of("--only", "sped"),
            List.of("--network", "nin"))) {
      assertThatThrownBy(() -> Request.parse(wrong)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  /** The document holds what the table of figures gives, for every part and both versions. */
  @Test
  void theDocumentIsMadeOfTheFigures() throws IOException {
    Report report = new Report(Path.of("."));
    String text = Files.readString(Path.of(Report.DOCUMENT));
    Results results = report.results();
    for (int jdk : Report.JDKS) {
      report.check(List.of(Part.values()), jdk);
      for (Part part : Part.values()) {
        String tables = Report.text(results, part, jdk);
        assertThat(Document.replaced(text, Report.section(part, jdk), tables).equals(text))
            .as("section %s: %s", Report.section(part, jdk), "samples/benchmarks/record --render")
            .isTrue();
        assertThat(text).contains("--only " + part);
      }
    }
    assertThat(Path.of(Report.PLOT)).content().isEqualTo(Plot.svg(results));
  }

  @Test
  void whatIsRenderedAgainIsTheSame(@TempDir Path folder) throws IOException {
    Report report = new Report(folder);
    String text = Files.readString(Path.of(Report.DOCUMENT));
    Files.writeString(folder.resolve(Report.DOCUMENT), text);
    report.write(speeds(25), Part.SPEED, 25);
    String written = Files.readString(folder.resolve(Report.DOCUMENT));
    assertThat(written).contains("2.00 ± 0.03 | 2.0, met").contains(Machine.describe());
    report.render();
    assertThat(folder.resolve(Report.DOCUMENT)).content().contains("2.00 ± 0.03 | 2.0, met");
    assertThat(folder.resolve(Report.PLOT)).content().isEqualTo(Plot.svg(speeds(25)));
  }

  @Test
  void thePlotIsXmlWithABarForEachSpeed() throws Exception {
    String svg = Plot.svg(speeds(25));
    var document =
        javax.xml.parsers.DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(
                new java.io.ByteArrayInputStream(
                    svg.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    var bars = document.getElementsByTagName("title");
    assertThat(bars.getLength()).isEqualTo(3);
    assertThat(svg).contains("nin-cifar10, ninc, vector, JDK 25: 2.00 ± 0.03");
  }
}
