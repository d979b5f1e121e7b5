package dev.ninc.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of measured times, and of outputs that differ. */
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

  @Test
  void timesStandBesideThePeers() {
    List<Table.Row> rows =
        List.of(
            new Table.Row("a", EngineKind.VECTOR, 3000, 30),
            new Table.Row("a", EngineKind.ONNXRUNTIME, 4000, 0),
            new Table.Row("b", EngineKind.SCALAR, 1000, Double.NaN));
    assertThat(Table.markdown(rows))
        .isEqualTo(
            """
            | network | engine | ms an image | time / ONNX Runtime's |
            |---|---|---:|---:|
            | a | ninc, vector | 3.000 ± 0.030 | 0.750 ± 0.008 |
            | a | ONNX Runtime | 4.000 ± 0.000 | 1 |
            | b | ninc, scalar | 1.000 |  |
            """);
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
  void theDocumentHasASectionForBothVersions() throws IOException {
    String text = Files.readString(Path.of("BENCHMARKS.md"));
    for (String section : List.of("jdk 17", "jdk 25")) {
      assertThat(Document.replaced(text, section, "x\n")).contains("x\n");
    }
  }
}
