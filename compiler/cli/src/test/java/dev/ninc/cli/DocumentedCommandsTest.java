package dev.ninc.cli;

import static dev.ninc.cli.Cli.ninc;
import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtEnvironment;
import dev.ninc.compiler.Explanation;
import dev.ninc.compiler.diag.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands of ninc that the documents quote run, one after the other: files of this project are
 * read where they are, and what is written lies in a folder of the test.
 */
class DocumentedCommandsTest {

  private static final Pattern OUTPUT =
      Pattern.compile(".*\\.(nin|safetensors|onnx)|target/.*|imported");

  @TempDir static Path folder;

  static boolean isNinc(String command) {
    return command.startsWith("ninc ") || command.startsWith("compiler/cli/ninc ");
  }

  @TestFactory
  Stream<DynamicTest> commandsRun() throws IOException {
    filesOfTheReader();
    return DocumentsTest.DOCUMENTS.stream()
        .filter(d -> !d.endsWith("ERRORS.md")) // ExplainCommandTest runs those
        .flatMap(d -> Document.of(d).commands().stream())
        .filter(DocumentedCommandsTest::isNinc)
        .distinct()
        .map(c -> DynamicTest.dynamicTest(c, () -> run(c)));
  }

  private static Cli.Outcome run(String command) {
    Object[] words =
        Stream.of(command.split("\\s+")).skip(1).map(DocumentedCommandsTest::word).toArray();
    Cli.Outcome outcome = ninc(words);
    assertThat(outcome.code()).as(outcome.err()).isZero();
    return outcome;
  }

  private static Object word(String word) {
    if (Files.isRegularFile(Cli.repository(word))) {
      return Cli.repository(word);
    }
    boolean ours = Files.exists(folder.resolve(word)) || OUTPUT.matcher(word).matches();
    return ours || word.startsWith("samples/target/") ? folder.resolve(word) : word;
  }

  /** What the tutorial asks its reader to bring, in small. */
  private static void filesOfTheReader() throws IOException {
    Map<String, byte[]> files = Explanation.of(Code.NIN0505).right().contents();
    Files.write(folder.resolve("train_val.prototxt"), files.get("net.prototxt"));
    Files.write(folder.resolve("cifar10_nin.caffemodel"), files.get("net.caffemodel"));
    Files.writeString(
        folder.resolve("train_val.prototxt"),
        """
        layer { name: "pool" type: "Pooling" bottom: "conv1" top: "pool"
          pooling_param { pool: AVE global_pooling: true } }
        """,
        StandardOpenOption.APPEND);
    PyTorchFile.write(folder.resolve("trained.npz"));
    Files.write(folder.resolve("images.f32le"), new byte[4 * 3 * 32 * 32]);
    Files.createDirectories(folder.resolve("target"));
    Files.createSymbolicLink(
        folder.resolve("target/onnxruntime-1.29.0.jar"),
        GeneratedClasses.place(OrtEnvironment.class));
  }

  @Test
  void theFiguresOfTheTutorialAreThoseThatArePrinted() {
    Document tutorial = Document.of("samples/README.md");
    assertThat(tutorial.text()).contains("966,986 parameters and 222,486,528 MACs");
    String summary = run("ninc summary samples/models/nin-cifar10.nin").out();
    assertThat(summary).contains("966,986", "222,486,528");
  }

  @Test
  void theJsonOfTheTutorialIsThatOfRun() throws IOException {
    List<String> quoted = Document.of("samples/README.md").blocks("json");
    assertThat(quoted).hasSize(1);
    Path image = Files.write(folder.resolve("tiny.f32le"), new byte[4 * 3 * 4 * 4]);
    String printed = ninc("run", Tiny.network(folder), image, "--top", 1, "--json").out();
    assertThat(shape(printed)).isEqualTo(shape(quoted.get(0)));
  }

  /** A document without its values and blanks. */
  private static String shape(String json) {
    return json.replaceAll("(: *)(\"[^\"]*\"|[-+.eE0-9]+)", ":_").replaceAll("\\s", "");
  }
}
