package dev.ninc.cli;

import static dev.ninc.cli.Cli.ninc;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckCommandTest {

  private static final String TINY =
      "network Tiny(width = 4) {\n  input 3x8x8\n  conv 3x3 width pad 1\n  gap\n  softmax\n}\n";

  @TempDir Path folder;

  @Test
  void aRightNetworkGetsOneLine() throws Exception {
    Cli.Outcome outcome = ninc("check", write("tiny.nin", TINY));
    assertThat(outcome)
        .isEqualTo(
            new Cli.Outcome(
                0, "Tiny: 3x8x8 → 4x1x1, 112 parameters, 6,912 MACs.\n".replace("\n", nl()), ""));
  }

  @Test
  void parametersComeFromOutside() throws Exception {
    assertThat(ninc("check", write("tiny.nin", TINY), "-P", "width=8").out())
        .contains("8x1x1, 224 parameters");
  }

  @Test
  void mistakesAreShownWithTheirPlaceUnderTheNameThatTheUserTyped() throws Exception {
    Path file = write("tiny.nin", TINY.replace("gap", "gpa").replace("softmax", "softmaxx"));
    Cli.Outcome outcome = ninc("check", file);
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .contains("error[NIN0005]")
        .contains(file + ":4:3")
        .contains(file + ":5:3")
        .contains("`gap`")
        .contains("`softmax`")
        .contains("^^^")
        .doesNotContain("\u001B");
  }

  private static final String FIRE = "block fire(n) {\n  squeeze: cccp n\n}\n";

  private static final String IMPORTS =
      "import \"lib/blocks.nin\"\nnetwork Tiny {\n  input 3x8x8\n  fire(4)\n  gap\n}\n";

  @Test
  void importsBeginInTheFolderOfTheNetwork() throws Exception {
    Files.createDirectory(folder.resolve("lib"));
    Path library = write("lib/blocks.nin", FIRE);
    Path network = write("net.nin", IMPORTS);
    assertThat(ninc("check", network).code()).isZero();
    Files.writeString(library, FIRE.replace("cccp n", "cccp (n / 3)"));
    assertThat(ninc("check", network).err())
        .contains("error[NIN0105]")
        .contains(library + ":2:18")
        .contains(network + ":4:3")
        .contains("in `fire1`, called here");
    assertThat(ninc("check", network, "--format", "json").out())
        .contains("\"file\" : \"" + library + "\"", "\"file\" : \"" + network + "\"");
  }

  @Test
  void aFileOfBlocksIsCheckedAndIsNoNetwork() throws Exception {
    Cli.Outcome outcome = ninc("check", write("blocks.nin", FIRE + "block b { relu group 2 }"));
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err()).contains("error[NIN0119]", "error[NIN0108]", "import \"blocks.nin\"");
  }

  @Test
  void anImportDoesNotLeaveTheFolderThroughALink() throws Exception {
    Path outside = Files.writeString(Files.createTempFile("blocks", ".nin"), FIRE);
    try {
      Files.createDirectory(folder.resolve("lib"));
      Files.createSymbolicLink(folder.resolve("lib/blocks.nin"), outside);
      Cli.Outcome outcome = ninc("check", write("net.nin", IMPORTS));
      assertThat(outcome.code()).isEqualTo(1);
      assertThat(outcome.err()).contains("lies outside of the network's folder");
    } finally {
      Files.delete(outside);
    }
  }

  @Test
  void coloursOnRequest() throws Exception {
    Path file = write("tiny.nin", TINY.replace("gap", "gpa"));
    assertThat(ninc("check", file, "--color", "always").err()).contains("\u001B[");
    assertThat(ninc("--color=never", "check", file).err()).doesNotContain("\u001B");
  }

  @Test
  void messagesAsJsonAreTheResult() throws Exception {
    Path file = write("tiny.nin", TINY.replace("gap", "gpa"));
    Cli.Outcome outcome = ninc("check", "--format", "json", file);
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err()).isEmpty();
    assertThat(fields(outcome.out()))
        .contains("code=NIN0005", "severity=error", "line=4", "column=3", "file=" + file);
    assertThat(ninc("check", "--format=json", write("tiny.nin", TINY)).out()).contains("[ ]");
  }

  @Test
  void otherCommandsWriteJsonMessagesToStandardError() throws Exception {
    Path file = write("tiny.nin", TINY.replace("gap", "gpa"));
    Cli.Outcome outcome = ninc("summary", "--json", "--format", "json", file);
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.out()).isEmpty();
    assertThat(fields(outcome.err())).contains("code=NIN0005");
  }

  @Test
  void anUnknownParameterIsAMistake() throws Exception {
    Cli.Outcome outcome = ninc("check", write("tiny.nin", TINY), "-P", "widht=8");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err()).contains("NIN0102").contains("width");
  }

  @ParameterizedTest
  @ValueSource(strings = {"no/such.nin", ".", ""})
  void filesThatAreNone(String name) {
    Cli.Outcome outcome = ninc("check", folder.resolve(name));
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err()).startsWith("error: ").contains("Hint: ").doesNotContain("\tat ");
  }

  @Test
  void bytesThatAreNoText() throws Exception {
    Path file = Files.write(folder.resolve("a.nin"), new byte[] {'n', (byte) 0xff, (byte) 0xfe, 0});
    Cli.Outcome outcome = ninc("check", file);
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err()).contains("UTF-8").contains(file.toString());
  }

  @Test
  void filesThatAreNamedAndAreNoTextAreMistakesAtTheirPlaces() throws Exception {
    Files.write(folder.resolve("names.txt"), new byte[] {(byte) 0xff});
    Files.write(folder.resolve("blocks.nin"), new byte[] {(byte) 0xff});
    String labels = TINY.replace("softmax", "softmax\n  labels \"names.txt\"");
    Path file = write("tiny.nin", "import \"blocks.nin\"\n" + labels);
    Cli.Outcome outcome = ninc("check", file);
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err())
        .contains("NIN0123", "NIN0114", "tiny.nin:1:1")
        .containsSubsequence("blocks.nin` is not a text in UTF-8", "names.txt` is not a text");
  }

  @Test
  void labelsComeFromAFileBesideTheNetwork() throws Exception {
    write("names.txt", "a\nb\nc\nd\n");
    Path file = write("tiny.nin", TINY.replace("softmax", "softmax\n  labels \"names.txt\""));
    assertThat(ninc("check", file).code()).isZero();
    write("names.txt", "a\nb\n");
    Cli.Outcome outcome = ninc("check", file);
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err()).contains("NIN0305");
  }

  @Test
  void labelsOutsideOfTheFolderAreNotRead() throws Exception {
    write("names.txt", "a\nb\nc\nd\n");
    Path inner = Files.createDirectory(folder.resolve("inner"));
    Path file = inner.resolve("tiny.nin");
    Files.writeString(file, TINY.replace("softmax", "softmax\n  labels \"../names.txt\""));
    assertThat(ninc("check", file).err()).contains("NIN0114");
    Files.writeString(file, TINY.replace("softmax", "softmax\n  labels \"link.txt\""));
    Files.createSymbolicLink(inner.resolve("link.txt"), folder.resolve("names.txt"));
    Cli.Outcome outcome = ninc("check", file);
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err()).contains("outside").contains("link.txt");
  }

  @Test
  void nothingDeepOrLongOverflowsAStack() throws Exception {
    String deep = "(".repeat(100_000) + "4" + ")".repeat(100_000);
    Cli.Outcome outcome = ninc("check", write("deep.nin", TINY.replace("= 4", "= " + deep)));
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err()).contains("NIN02").doesNotContain("bug in ninc");
  }

  private Path write(String name, String text) throws IOException {
    return Files.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
  }

  private static String nl() {
    return System.lineSeparator();
  }

  /** All {@code name=value} of a document, wherever they stand in it. */
  private static List<String> fields(String document) throws IOException {
    List<String> fields = new ArrayList<>();
    try (JsonParser json = new JsonFactory().createParser(document)) {
      while (json.nextToken() != null) {
        if (json.currentToken().isScalarValue() && json.currentName() != null) {
          fields.add(json.currentName() + "=" + json.getText());
        }
      }
    }
    return fields;
  }
}
