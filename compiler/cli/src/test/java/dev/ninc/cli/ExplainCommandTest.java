package dev.ninc.cli;

import static dev.ninc.cli.Cli.ninc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.ninc.compiler.Example;
import dev.ninc.compiler.Explanation;
import dev.ninc.compiler.diag.Code;
import dev.ninc.compiler.diag.Renderer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplainCommandTest {

  @TempDir Path folder;

  @Test
  void aCodeIsExplained() {
    Cli.Outcome outcome = ninc("explain", "NIN0102");
    assertThat(outcome.code()).isZero();
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out())
        .isEqualTo(
            """
            NIN0102: A value from outside for a parameter that does not exist.

            A value came from outside, by `-P` on the command line, for a parameter that the
            network does not have. It is not ignored: a misspelt name would otherwise leave the
            default in force without a word.

            Wrong, network.nin:

                network Net(width = 64) {
                  input 3x32x32
                  conv 3x3 width
                  gap
                }

            `ninc check network.nin -P widht=96` says:

                error[NIN0102]: The network has no parameter `widht`.
                   Hint: Write `-P width=96`.

            Right, network.nin:

                network Net(width = 64) {
                  input 3x32x32
                  conv 3x3 width
                  gap
                }

            with `ninc check network.nin -P width=96`
            """);
    assertThat(ninc("explain", "nin102")).isEqualTo(outcome);
    assertThat(ninc("explain", "102")).isEqualTo(outcome);
  }

  @Test
  void severalAtOnceAsAMessageNamesThem() {
    String both = ninc("explain", "101", "301", "101").out();
    assertThat(both)
        .isEqualTo(ninc("explain", "101").out() + "\n\n" + ninc("explain", "301").out());
  }

  @Test
  void withoutACodeAllAreListed() {
    Cli.Outcome outcome = ninc("explain");
    assertThat(outcome.code()).isZero();
    assertThat(outcome.out().lines())
        .hasSize(Code.values().length)
        .contains("NIN0301  " + Code.NIN0301.title());
  }

  @ParameterizedTest
  @CsvSource({
    "NIN0300, The nearest is NIN0301",
    "NlN0301, The nearest is NIN0301",
    "gap, `ninc explain` lists"
  })
  void anUnknownCodeGetsTheNearest(String word, String hint) {
    Cli.Outcome outcome = ninc("explain", "NIN0301", word);
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .startsWith("error: No message has the code `" + word + "`.")
        .contains("Hint: " + hint)
        .contains("`ninc explain` lists all codes.");
  }

  @Test
  void theMessageIsColouredOnRequest() {
    assertThat(ninc("explain", "301", "--color", "always").out()).contains("\u001B[");
    assertThat(ninc("explain", "301").out()).doesNotContain("\u001B");
  }

  @Test
  void messagesPointToTheirExplanationOnce() throws IOException {
    Path one = write("one.nin", "network A {\n  input 3x8x8\n  gab\n  gab\n}\n");
    assertThat(ninc("check", one).err())
        .endsWith("\n\nFor more about it: ninc explain NIN0005" + System.lineSeparator())
        .containsOnlyOnce("ninc explain");
    Path two = write("two.nin", "network A {\n  input 3x8x8\n  gab\n  cccp n\n}\n");
    assertThat(ninc("check", two).err())
        .endsWith("For more about them: ninc explain NIN0005 NIN0101" + System.lineSeparator())
        .containsOnlyOnce("ninc explain");
    assertThat(ninc("compile", two, "-d", folder.resolve("out")).err())
        .containsOnlyOnce("ninc explain");
    assertThat(ninc("check", two, "--format", "json").out()).doesNotContain("ninc explain");
  }

  /** A user who types the command sees just what the explanation, and so ERRORS.md, quotes. */
  @TestFactory
  Stream<DynamicTest> theCommandsOfTheExamplesAreReal() {
    return Arrays.stream(Code.values()).map(c -> dynamicTest(c.name(), () -> runs(c)));
  }

  private void runs(Code code) throws IOException {
    Explanation explanation = Explanation.of(code);
    String quoted = new Renderer(false).render(explanation.wrong().run());
    Cli.Outcome wrong = run(folder.resolve(code + "-wrong"), explanation.wrong());
    assertThat(wrong.err()).startsWith(quoted).contains("ninc explain " + code);
    assertThat(wrong.code()).isEqualTo(quoted.startsWith("error") ? 1 : 0);
    Cli.Outcome right = run(folder.resolve(code + "-right"), explanation.right());
    assertThat(right.code()).as(right.err()).isZero();
    assertThat(right.err()).isEmpty();
  }

  /** With files by their full paths, which messages then name. */
  private static Cli.Outcome run(Path folder, Example example) throws IOException {
    Files.createDirectories(folder);
    for (Map.Entry<String, byte[]> file : example.contents().entrySet()) {
      Files.write(folder.resolve(file.getKey()), file.getValue());
    }
    Object[] words =
        Arrays.stream(example.command().split(" "))
            .skip(1)
            .map(
                w -> Files.exists(folder.resolve(w)) || w.equals("imported") ? folder + "/" + w : w)
            .toArray();
    Cli.Outcome outcome = ninc(words);
    return new Cli.Outcome(outcome.code(), outcome.out(), outcome.err().replace(folder + "/", ""));
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
