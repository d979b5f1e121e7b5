package dev.ninc.cli;

import static dev.ninc.cli.Cli.ninc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.ninc.compiler.testing.NpzFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Whatever is wrong with what a command is given: a message and an exit code, no stack trace. */
class BadInputTest {

  /** Each command with all that it reads ({@code <}) and all that it writes ({@code >}). */
  private static final List<String> COMMANDS =
      List.of(
          "check <tiny.nin",
          "fmt <tiny.nin",
          "summary <tiny.nin",
          "graph <tiny.nin -o >out/tiny.svg",
          "dump <tiny.nin",
          "compile <tiny.nin -d >out",
          "run <tiny.nin <red.f32le --weights <tiny.safetensors --save >out/a.f32le",
          "verify <tiny.nin --weights <tiny.safetensors",
          "verify <tiny.nin --weights <tiny.safetensors --onnx <tiny.onnx",
          "profile <tiny.nin --weights <tiny.safetensors --seconds 0.1 -o >out/tiny.svg",
          "tune <tiny.nin --weights <tiny.safetensors -o >out/tiny.tuning",
          "check <tiny.nin --tuning <tiny.tuning",
          "weights <tiny.safetensors",
          "weights <tiny.safetensors <tiny.safetensors",
          "weights <tiny.safetensors --for <tiny.nin",
          "import caffe --prototxt <net.prototxt --weights <net.caffemodel --input 3x4x4 -d >out",
          "weights <tiny.npz",
          "run <tiny.nin <red.f32le --weights <full.npz",
          "import numpy <tiny.npz --for <tiny.nin --map-file <names.txt -o >out/t.safetensors",
          "export onnx <tiny.nin --weights <tiny.safetensors -o >out/tiny.onnx");

  @TempDir Path folder;
  private int bad;

  @BeforeEach
  void write() throws IOException {
    Tiny.network(folder);
    Tiny.weights(folder);
    Tiny.tuning(folder);
    ImportNumpyCommandTest.tiny(folder, "see.");
    Files.writeString(folder.resolve("names.txt"), "see.weight look.weight\nsee.bias look.bias\n");
    Files.write(
        folder.resolve("full.npz"),
        new NpzFile()
            .floats("look.weight", "(3, 3, 1, 1)", new float[9])
            .floats("look.bias", "(3,)", new float[3])
            .bytes());
    Tiny.onnx(folder);
    Files.write(folder.resolve("red.f32le"), new byte[4 * 48]);
    ImportCaffeCommandTest.write(
        folder.resolve("net.prototxt"), folder.resolve("net.caffemodel"), 3);
  }

  @TestFactory
  Stream<DynamicTest> filesThatCannotBeRead() {
    return eachFile('<')
        .flatMap(
            command ->
                Stream.of("missing", "folder", "empty", "secret", "garbage")
                    .map(kind -> command.test(kind, () -> mistake(command.with(bad(kind))))));
  }

  @Test
  void aTuningFileWithALongName() throws IOException {
    Path tuning = folder.resolve("long.tuning");
    Files.writeString(tuning, "network \"" + "a".repeat(200_000) + "\"\n");
    mistake(new Object[] {"check", folder.resolve("tiny.nin"), "--tuning", tuning});
  }

  @TestFactory
  Stream<DynamicTest> filesThatCannotBeWritten() {
    return eachFile('>')
        .flatMap(
            command ->
                Stream.of("below a file", "in a folder of others")
                    .map(kind -> command.test(kind, () -> mistake(command.with(bad(kind))))));
  }

  @TestFactory
  Stream<DynamicTest> allIsWellOtherwise() {
    return COMMANDS.stream()
        .map(
            line ->
                DynamicTest.dynamicTest(
                    line,
                    () -> {
                      Cli.Outcome outcome = ninc(new Case(line, -1).with(folder));
                      assertThat(outcome.code()).as(outcome.err()).isZero();
                    }));
  }

  @Test
  void noCommandIsForgotten() {
    Set<String> words = new TreeSet<>(new CommandLine(new NincCommand()).getSubcommands().keySet());
    COMMANDS.forEach(line -> words.remove(line.split(" ")[0]));
    // These read no file, or have tests like these of their own.
    words.removeAll(Set.of("help", "completion", "graph", "fmt", "explain", "new", "devices"));
    assertThat(words).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "run --bakend, --backend",
    "summary --jsno, --json",
    "verify --image 2, --images",
    "compile --explian, --explain",
    "dump --aftr all, --after",
    "weights --jsn, --json",
    "export onnx --wieghts=x, --weights",
  })
  void anUnknownOptionGetsASuggestion(String line, String meant) {
    Cli.Outcome outcome = ninc((Object[]) (line + " a.nin b.nin -o x -d y").split(" "));
    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).startsWith("error: ").contains(meant).doesNotContain("\tat ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run a.nin b --top 0",
        "run a.nin b --top 99999999999",
        "run a.nin b --top -1",
        "run a.nin b --seed x",
        "verify a.nin --images 0",
        "verify a.nin --images -3",
        "verify a.nin --images 1e3",
        "verify a.nin --seed 1.5",
        "verify a.nin --onnxruntime b.jar",
        "check a.nin --progress sometimes",
        "weights",
        "weights a b c",
        "weights a b --for c.nin",
        "weights a -P x=1",
        "export",
        "export tflite",
        "export onnx a.nin",
        "import",
        "import numpy a.npz",
        "import numpy a.npz -P x=1 -o b.safetensors",
        "weights --map-file a",
        "import caffe --prototxt a --weights b -d c --input 3x0x3",
        "import caffe --prototxt a --weights b -d c --input 3x3",
        "completion",
      })
  void valuesOutOfRange(String line) {
    Cli.Outcome outcome = ninc((Object[]) line.split(" "));
    assertThat(outcome.code()).as(outcome.err()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).startsWith("error: ").contains("--help").doesNotContain("\tat ");
  }

  @Test
  void errorsAreColouredWhereTheUserWantsIt() {
    Path missing = folder.resolve("missing.nin");
    assertThat(ninc("check", missing, "--color", "always").err())
        .startsWith("\u001B[1;31merror:\u001B[0m There")
        .contains("\u001B[1mHint:\u001B[0m ");
    assertThat(ninc("--color", "always", "check", missing, "--nix").err()).contains("\u001B[1;31m");
    assertThat(ninc("check", missing).err()).startsWith("error: ").doesNotContain("\u001B");
  }

  private static void mistake(Object[] words) {
    Cli.Outcome outcome = ninc(words);
    assertThat(outcome.code()).as("%s%n%s", Arrays.toString(words), outcome.err()).isEqualTo(1);
    assertThat(outcome.err())
        .containsPattern("error(\\[NIN\\d+\\])?: ")
        .doesNotContain("\tat ", "bug in ninc", "null", "Exception");
  }

  /** A path at which something is wrong. */
  private Path bad(String kind) throws IOException {
    Path path = folder.resolve("bad" + bad++); // the tests of a factory share the folder
    switch (kind) {
      case "missing" -> {}
      case "folder" -> Files.createDirectories(path);
      case "empty" -> Files.write(path, new byte[0]);
      case "garbage" -> Files.write(path, new byte[] {(byte) 0xff, 0, 1, 2, (byte) 0xfe, '{'});
      case "secret" -> {
        Files.write(path, new byte[] {1});
        assumeFalse(path.toFile().setReadable(false) && Files.isReadable(path), "run by root");
      }
      case "below a file" -> path = Files.write(path, new byte[] {1}).resolve("x");
      case "in a folder of others" -> {
        Files.createDirectories(path);
        assumeFalse(path.toFile().setWritable(false) && Files.isWritable(path), "run by root");
        path = path.resolve("x");
      }
      default -> throw new IllegalArgumentException(kind);
    }
    return path;
  }

  private static Stream<Case> eachFile(char mark) {
    return COMMANDS.stream()
        .flatMap(
            line -> {
              String[] words = line.split(" ");
              return Stream.iterate(0, i -> i < words.length, i -> i + 1)
                  .filter(i -> words[i].charAt(0) == mark)
                  .map(i -> new Case(line, i));
            });
  }

  /** A command, and the place of the word in it that is to be replaced. */
  private record Case(String line, int word) {

    DynamicTest test(String kind, Executable check) {
      return DynamicTest.dynamicTest(line.split(" ")[word] + " " + kind + " of " + line, check);
    }

    /** The words; {@code path} is the folder of all files where none is to be replaced. */
    Object[] with(Path path) {
      String[] words = line.split(" ");
      Path folder = word < 0 ? path : path.getParent();
      while (word >= 0 && !Files.exists(folder.resolve("tiny.nin"))) {
        folder = folder.getParent();
      }
      for (int i = 0; i < words.length; i++) {
        if (i == word) {
          words[i] = path.toString();
        } else if (words[i].startsWith("<") || words[i].startsWith(">")) {
          words[i] = folder.resolve(words[i].substring(1)).toString();
        }
      }
      return words;
    }
  }
}
