package dev.ninc.cli;

import static dev.ninc.cli.Cli.ninc;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.Ninc;
import dev.ninc.compiler.Options;
import dev.ninc.compiler.emit.GeneratedFile;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * What the documents show works: networks, Java, links and commands. The examples of LANGUAGE.md
 * and ERRORS.md have tests of their own; {@link DocumentedCommandsTest} runs what calls ninc.
 */
class DocumentsTest {

  static final List<String> DOCUMENTS =
      List.of(
          "README.md",
          ".github/CONTRIBUTING.md",
          ".github/CHANGELOG.md",
          "compiler/ARCHITECTURE.md",
          "compiler/maven-plugin/README.md",
          "dsl-grammar/LANGUAGE.md",
          "dsl-grammar/ERRORS.md",
          "runtime/README.md",
          "samples/README.md",
          "samples/quickstart/README.md",
          "samples/image-classifier/README.md",
          "samples/onnx-import/README.md",
          "samples/from-pytorch/README.md",
          "samples/benchmarks/BENCHMARKS.md");

  /** For each of these there is a test; a block without a language is a drawing. */
  private static final Set<String> LANGUAGES =
      Set.of(
          "",
          "nin",
          "sh",
          "java",
          "json",
          "text",
          "prototxt",
          "caffemodel",
          "onnx",
          "safetensors",
          "python",
          "xml",
          "csv");

  @TempDir Path folder;

  private static Stream<DynamicTest> each(Consumer<Document> test) {
    return DOCUMENTS.stream()
        .map(d -> DynamicTest.dynamicTest(d, () -> test.accept(Document.of(d))));
  }

  @TestFactory
  Stream<DynamicTest> linksLeadToFiles() {
    return each(
        document ->
            document
                .links()
                .forEach(l -> assertThat(document.path().resolveSibling(l)).as(l).exists()));
  }

  @TestFactory
  Stream<DynamicTest> blocksAreOfAKindThatIsTested() {
    return each(
        document ->
            assertThat(document.blocks())
                .extracting(Document.Block::language)
                .isSubsetOf(LANGUAGES));
  }

  @TestFactory
  Stream<DynamicTest> commandsThatAreNamedExist() {
    String help = ninc("--help").out();
    return each(
        document ->
            document.named().forEach(c -> assertThat(help).containsPattern("(?m)^  " + c + " ")));
  }

  @Test
  void theNetworksInTheReadmeAreRight() throws Exception {
    List<String> networks = Document.of("README.md").blocks("nin");
    assertThat(networks).isNotEmpty();
    for (String network : networks) {
      Path file = Files.writeString(folder.resolve("readme.nin"), network);
      Cli.Outcome outcome = ninc("check", file);
      assertThat(outcome.code()).as(outcome.err()).isZero();
      assertThat(outcome.out()).contains("966,986 parameters");
    }
  }

  @Test
  void theNamesThatAreQuotedAreThoseOfTheSample() throws IOException {
    List<String> quoted = Document.of("samples/from-pytorch/README.md").blocks("text");
    assertThat(quoted).hasSize(1);
    assertThat(Files.readString(PyTorchFile.NAMES)).contains(quoted.get(0));
  }

  /** Beside the class that they name. */
  @TestFactory
  Stream<DynamicTest> javaCompiles() {
    return each(document -> document.blocks("java").forEach(DocumentsTest::compile));
  }

  private static void compile(String statements) {
    String text =
        """
        package model;

        import dev.ninc.runtime.*;
        import java.nio.file.Path;
        import java.util.List;

        class Quoted {
          static Model model;
          static java.util.concurrent.Executor executor;

          static void quoted(float[] image) throws Exception {
        %s
          }
        }
        """;
    try {
      Options options = Options.DEFAULT.packageName("model").weights("trained.safetensors");
      List<GeneratedFile> files = new ArrayList<>();
      for (String name : List.of("nin-cifar10", "mobilenet")) {
        DiskSources network = new DiskSources(Cli.repository("samples/models/" + name + ".nin"));
        files.addAll(Ninc.compile(network, network.name(), options).orThrow());
      }
      String shown = Document.of("README.md").blocks("nin").get(0);
      files.addAll(Ninc.compile(p -> Optional.of(shown), "shown.nin", options).orThrow());
      files.add(new GeneratedFile("model/Quoted.java", text.formatted(statements)));
      assertThat(GeneratedClasses.compile(files)).containsKey("model/Quoted.class");
    } catch (IOException | Mistake e) {
      throw new AssertionError(e);
    }
  }

  /** What a user's build says is of this version, and well-formed. */
  @TestFactory
  Stream<DynamicTest> xmlIsRight() {
    String version = Ninc.GENERATOR.substring("ninc ".length());
    return each(
        document ->
            document
                .blocks("xml")
                .forEach(
                    block -> {
                      parse("<pom>" + block + "</pom>");
                      assertThat(find("<version>(.*)</version>", block)).containsOnly(version);
                    }));
  }

  private static void parse(String xml) {
    try {
      DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(xml)));
    } catch (IOException | ParserConfigurationException | SAXException e) {
      throw new AssertionError(xml, e);
    }
  }

  /** What they name is there: modules, profiles, test classes, scripts. */
  @TestFactory
  Stream<DynamicTest> commandsOfOtherToolsNameWhatIsThere() {
    return each(
        document ->
            document.commands().stream()
                .filter(c -> !DocumentedCommandsTest.isNinc(c))
                .forEach(DocumentsTest::other));
  }

  private static void other(String command) {
    String[] words = command.split("\\s+");
    switch (words[0]) {
      case "mvn" -> maven(command);
      case "java", "\"$JAVA_HOME/bin/java\"" ->
          assertThat(command + " ")
              .containsPattern(
                  " (samples/benchmarks/target/ninc-benchmarks|target/[a-z-]+)[.]jar ");
      case "alias" -> assertThat(command).isEqualTo("alias ninc=$PWD/compiler/cli/ninc");
      default -> assertThat(Cli.repository(words[0])).as(command).isExecutable();
    }
  }

  private static void maven(String command) {
    find("-pl (\\S+)", command)
        .forEach(
            modules -> {
              for (String module : modules.split(",")) {
                assertThat(Cli.repository(module + "/pom.xml")).as(command).exists();
              }
            });
    find("-P(\\w+)", command)
        .forEach(profile -> assertThat(poms()).as(command).contains("<id>" + profile + "</id>"));
    find("-Dtest=(\\w+)", command)
        .forEach(test -> assertThat(tests()).as(command).contains(test + ".java"));
  }

  private static String poms() {
    return files("pom.xml").map(DocumentsTest::text).reduce("", String::concat);
  }

  private static List<String> tests() {
    return files("Test.java").map(f -> f.getFileName().toString()).toList();
  }

  private static Stream<Path> files(String end) {
    try (Stream<Path> all = Files.walk(Cli.repository("."))) {
      return all
          .filter(f -> f.toString().endsWith(end) && !f.toString().contains("target"))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> find(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map(r -> r.group(1)).toList();
  }
}
