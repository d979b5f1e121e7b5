package dev.ninc.cli;

import static dev.ninc.cli.Cli.ninc;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.Ninc;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class UsageTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "new",
        "check",
        "fmt",
        "explain",
        "summary",
        "graph",
        "weights",
        "dump",
        "compile",
        "run",
        "verify",
        "profile",
        "tune",
        "devices",
        "import",
        "export",
        "completion"
      })
  void everyCommandExplainsItself(String command) {
    Cli.Outcome outcome = ninc(command, "--help");
    assertThat(outcome.code()).isZero();
    assertThat(outcome.out()).contains("Usage: ninc " + command).contains("--color");
    assertThat(outcome.err()).isEmpty();
    assertThat(ninc("help", command).out()).isEqualTo(outcome.out());
  }

  @Test
  void commandsAreListedByTheirUse() {
    CommandLine ninc = new CommandLine(new NincCommand());
    String help = ninc("help").out();
    assertThat(help)
        .containsSubsequence(
            "\nBegin:\n  new ",
            "\nWrite a network:\n  check       Check a network: syntax, names and shapes.\n",
            "\nLook at one:\n  summary ",
            "\nCompile and run it:\n  compile ",
            "\nWeights and other formats:\n  weights ",
            "  export ",
            "\nninc itself:\n");
    for (String command : ninc.getSubcommands().keySet()) {
      assertThat(help).containsOnlyOnce("\n  " + command + " ");
    }
  }

  @Test
  void helpFitsATerminal() {
    assertThat(commands(new CommandLine(new NincCommand())))
        .allSatisfy(
            words ->
                assertThat(ninc(words.toArray()).out().lines())
                    .as("%s", words)
                    .allMatch(line -> line.length() <= 80));
  }

  /** {@code help import caffe}, for each command. */
  private static List<List<String>> commands(CommandLine command) {
    List<List<String>> all = new ArrayList<>();
    List<String> words =
        new ArrayList<>(List.of(command.getCommandSpec().qualifiedName().split(" ")));
    words.set(0, "help");
    all.add(words);
    command.getSubcommands().values().forEach(c -> all.addAll(commands(c)));
    return all;
  }

  @Test
  void theVersionNamesJavaToo() {
    Cli.Outcome outcome = ninc("--version");
    assertThat(outcome.code()).isZero();
    assertThat(outcome.out()).startsWith(Ninc.GENERATOR + "\n").contains("Java ");
  }

  @Test
  void helpListsTheExitCodes() {
    assertThat(ninc("--help").out()).contains("Exit codes").contains("verify");
  }

  @Test
  void aMissingCommandIsAMistakeOfUsage() {
    Cli.Outcome outcome = ninc();
    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err().lines())
        .containsExactly("error: A command is missing.", "Hint: `ninc --help` shows the usage.");
  }

  @Test
  void helpGoesDownToTheLastCommand() {
    assertThat(ninc("help", "import", "caffe").out())
        .contains("Usage: ninc import caffe", "--prototxt")
        .isEqualTo(ninc("import", "caffe", "--help").out());
    assertThat(ninc("help").out()).isEqualTo(ninc("--help").out());
    Cli.Outcome outcome = ninc("help", "import", "torch");
    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).contains("`ninc import` has no command `torch`");
  }

  @ParameterizedTest
  @CsvSource({
    "run a.nin i.png --backend fast, 'auto, vector, scalar, interp'",
    "verify a.nin --backend cuda, 'java, opencl'",
    "check a.nin --color pink, 'auto, always, never'",
    "check a.nin --format xml, 'text, json'",
  })
  void wordsAreListedAsTheHelpHasThem(String line, String words) {
    assertThat(ninc((Object[]) line.split(" ")).err()).contains(" is none of " + words + ".");
  }

  @Test
  void wordsMayBeInCapitals() {
    assertThat(ninc("--format", "JSON", "check", "no-such.nin").code()).isEqualTo(1);
  }

  @Test
  void aMisspeltCommandGetsASuggestion() {
    Cli.Outcome outcome = ninc("sumary", "x.nin");
    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).contains("summary").contains("--help");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "check",
        "check a.nin b.nin",
        "check --nonsense a.nin",
        "check --color sometimes a.nin",
        "check a.nin -P width",
        "check a.nin -P =3",
        "check a.nin -P width=1 -P width=2",
        "graph --detail atoms a.nin",
        "graph a.nin -o",
        "summary --without no-such-pass a.nin",
        "dump --after no-such-pass a.nin",
        "compile a.nin",
        "new",
        "new a b",
        "compile a.nin -d out --package 1.2",
        "compile a.nin -d out --package class",
        "run a.nin",
        "run a.nin i.png --map old",
        "run a.nin i.png --top 0",
        "run a.nin i.png --top many",
        "run a.nin i.png --backend gpu",
        "profile",
        "run a.nin i.png --threads 0",
        "run a.nin i.png --threads 257",
        "profile a.nin --threads 0",
        "profile a.nin --threads 257",
        "profile a.nin --batch 0",
        "profile a.nin --batch 99999",
        "profile a.nin --seconds 0",
        "profile a.nin --seconds NaN",
        "profile a.nin --backend interp",
        "fmt",
        "weights",
        "export onnx a.nin",
        "completion",
        "completion tcsh",
      })
  void mistakesOfUsage(String line) {
    Cli.Outcome outcome = ninc((Object[]) line.split(" "));
    assertThat(outcome.code()).as(outcome.err()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).startsWith("error: ").contains("--help").doesNotContain("\tat ");
  }

  @Test
  void coloursNeedATerminalThatWantsThem() {
    assertThat(NincCommand.colorByDefault(Map.of("TERM", "xterm"), true)).isTrue();
    assertThat(NincCommand.colorByDefault(Map.of("TERM", "xterm"), false)).isFalse();
    assertThat(NincCommand.colorByDefault(Map.of("TERM", "dumb"), true)).isFalse();
    assertThat(NincCommand.colorByDefault(Map.of("NO_COLOR", "1"), true)).isFalse();
    assertThat(NincCommand.colorByDefault(Map.of("NO_COLOR", ""), true)).isTrue();
  }

  @Test
  void whatHasNoPlaceIsSaidInOneWay() {
    assertThat(ninc("nosuch").err()).startsWith("error: `ninc` has no command `nosuch`.");
    assertThat(ninc("export", "tflite", "a.nin").err()).contains("`ninc export` has no command `");
    assertThat(ninc("check", "a.nin", "b.nin").err()).contains("has no place for `b.nin`.");
    assertThat(ninc("summary", "a.nin", "-o", "x").err())
        .contains("`ninc summary` has no option `-o`.")
        .doesNotContain("Did you mean");
    assertThat(ninc("compile", "a.nin", "-o", "gen").err())
        .contains("`ninc compile` has no option `-o`.");
    assertThat(ninc("export", "onnx", "a.nin", "--out=b").err()).contains("no option `--out`.");
    assertThat(ninc("compile", "a.nin").err()).contains("Missing required option");
    assertThat(ninc("good.nin").err()).contains("Write `ninc check good.nin`.");
    assertThat(ninc("run", "a.nin", "b.png", "-n", "x").err()).contains("`x` is no whole number");
  }
}
