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
 * read where they are, and what is written lies in a folder of the test. Those of a sample that is
 * a project of its own run in a copy of it.
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
        .flatMap(DocumentedCommandsTest::quoted)
        .filter(q -> isNinc(q.command()))
        .distinct()
        .map(q -> DynamicTest.dynamicTest(q.command(), () -> run(q.place(), q.command())));
  }

  /** A command, and where it runs. */
  private record Quoted(Path place, String command) {}

  private static Stream<Quoted> quoted(String document) {
    Path place = place(document);
    return Document.of(document).commands().stream().map(c -> new Quoted(place, c));
  }

  /** A copy of a sample that is a project, else the folder of this test. */
  private static Path place(String document) {
    Path sample = Cli.repository(document).resolveSibling("src/main/nin");
    if (!Files.isDirectory(sample)) {
      return folder;
    }
    Path project = Cli.repository(document).getParent();
    Path copy = folder.resolve(project.getFileName());
    try (Stream<Path> all = Files.walk(project)) {
      for (Path file : all.filter(f -> !f.startsWith(project.resolve("target"))).toList()) {
        Path target = copy.resolve(project.relativize(file));
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return copy;
  }

  private static Cli.Outcome run(Path place, String command) {
    Object[] words =
        Stream.of(command.split("\\s+")).skip(1).map(word -> word(place, word)).toArray();
    Cli.Outcome outcome = ninc(words);
    assertThat(outcome.code()).as(outcome.err()).isZero();
    return outcome;
  }

  private static Object word(Path place, String word) {
    if (Files.isRegularFile(Cli.repository(word))) {
      return Cli.repository(word);
    }
    boolean ours = Files.exists(place.resolve(word)) || OUTPUT.matcher(word).matches();
    return ours || word.startsWith("samples/target/") ? place.resolve(word) : word;
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
    String summary = run(folder, "ninc summary samples/models/nin-cifar10.nin").out();
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
