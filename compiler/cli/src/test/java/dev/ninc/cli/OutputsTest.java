package dev.ninc.cli;

import static dev.ninc.cli.Cli.ninc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All commands that write a file by the name that the user gives have the same rules. */
class OutputsTest {

  @TempDir Path folder;

  @BeforeEach
  void write() throws Exception {
    Tiny.network(folder);
    Files.write(folder.resolve("red.f32le"), new byte[4 * 48]);
  }

  /** A command line; {@code @} is the test's folder, {@code OUT} what is written. */
  private Cli.Outcome run(String line, String out) {
    Stream<String> words = Arrays.stream(line.split(" "));
    return ninc(words.map(w -> w.replace("@", folder + "/").replace("OUT", out)).toArray());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "graph @tiny.nin -o OUT",
        "export onnx @tiny.nin -o OUT",
        "profile @tiny.nin -o OUT",
        "run @tiny.nin @red.f32le --save OUT"
      })
  void onlyEarlierResultsAreReplaced(String line) throws Exception {
    Path other = Files.writeString(folder.resolve("labels.txt"), "mine");
    assertMistake(run(line, other.toString()), "`" + other + "` is there already, and is no `.");
    assertThat(other).hasContent("mine");
    assertMistake(run(line, ""), "The name that is given for the file to write is empty.");
    assertMistake(run(line, folder.toString()), "is a folder");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "graph @tiny.nin -o OUT.svg",
        "export onnx @tiny.nin -o OUT.onnx",
        "run @tiny.nin @red.f32le --save OUT.f32le"
      })
  void pipesAndDevicesStayWhatTheyAre(String line) throws Exception {
    Path mkfifo = Path.of("/usr/bin/mkfifo");
    assumeTrue(Files.exists(mkfifo), "no mkfifo here");
    Path pipe = folder.resolve("pipe");
    Path full = folder.resolve("pipe" + line.substring(line.lastIndexOf("OUT") + 3));
    new ProcessBuilder(List.of(mkfifo.toString(), full.toString())).start().waitFor();
    assertMistake(run(line, pipe.toString()), "`" + full + "` is there already, and is no `.");
    assertThat(Files.isRegularFile(full)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "export onnx @tiny.nin -o -",
        "profile @tiny.nin -o -",
        "run @tiny.nin @red.f32le --save -"
      })
  void standardOutputIsNotAFileCalledDash(String line) {
    assertMistake(run(line, ""), "not to standard output");
    assertThat(Path.of("-")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"compile @tiny.nin -d OUT", "new Flowers -d OUT"})
  void aFolderHasAName(String line) {
    assertMistake(run(line, ""), "The name that is given for the folder to write to is empty.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"check OUT", "fmt OUT", "weights OUT", "run @tiny.nin OUT"})
  void aFileToReadHasAName(String line) {
    assertThat(ninc(wordsWithEmpty(line)).err())
        .contains("The name that is given for ", " is empty.");
  }

  private Object[] wordsWithEmpty(String line) {
    return Arrays.stream(line.split(" "))
        .map(w -> w.equals("OUT") ? "" : w.replace("@", folder + "/"))
        .toArray();
  }

  @Test
  void aFolderInTheWayIsFoundBeforeAnythingIsWritten() throws Exception {
    Path out = folder.resolve("out");
    Files.createDirectories(out.resolve("TinyVector.java"));
    assertMistake(run("compile @tiny.nin -d OUT", out.toString()), "TinyVector.java");
    try (Stream<Path> files = Files.list(out)) {
      assertThat(files).containsExactly(out.resolve("TinyVector.java"));
    }
  }

  @Test
  void messagesDoNotNameTemporaryFiles() {
    Path name = folder.resolve("a".repeat(300) + ".svg");
    Cli.Outcome outcome = run("graph @tiny.nin -o OUT", name.toString());
    assertMistake(outcome, "`" + name + "` can't be read or written");
    Path longest = folder.resolve("a".repeat(250) + ".svg");
    assertThat(run("graph @tiny.nin -o OUT", longest.toString()).code()).isZero();
  }

  @Test
  void aFullDiskIsNoSuccess() {
    assertThat(codeWhereOutputFails("No space left on device")).isEqualTo(1);
    assertThat(codeWhereOutputFails("Broken pipe")).as("ninc … | head").isZero();
  }

  private int codeWhereOutputFails(String reason) {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException(reason);
          }
        };
    StringWriter err = new StringWriter();
    String[] line = {"check", folder.resolve("tiny.nin").toString()};
    int code = Main.run(line, new StandardOutput(full), new PrintWriter(err));
    assertThat(err.toString().contains(reason)).isEqualTo(code != 0);
    return code;
  }

  @Test
  void aNameMayBeginLikeAListOfArguments() throws Exception {
    Cli.Outcome outcome = ninc("check", "@nowhere.nin");
    assertMistake(outcome, "There is no file `@nowhere.nin`");
  }

  private static void assertMistake(Cli.Outcome outcome, String message) {
    assertThat(outcome.code()).as(outcome.err()).isEqualTo(1);
    assertThat(outcome.err())
        .contains(message)
        .doesNotContain("bug in ninc")
        .doesNotContain("\tat ");
  }
}
