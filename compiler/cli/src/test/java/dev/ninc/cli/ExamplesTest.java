package dev.ninc.cli;

import static dev.ninc.cli.Cli.ninc;
import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtEnvironment;
import dev.ninc.compiler.Ninc;
import dev.ninc.compiler.Options;
import dev.ninc.compiler.interchange.onnx.OnnxModelText;
import dev.ninc.compiler.interp.SeededWeights;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.runtime.SafetensorsWriter;
import dev.ninc.runtime.WeightTensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Each help ends with examples, and each of them does what it should. */
class ExamplesTest {

  /** Ends of names of files that an example reads or writes in the current folder. */
  private static final String FILES =
      ".*\\.(safetensors|onnx|nin|npy|npz|svg|prototxt|caffemodel|tuning|jar)";

  @TempDir Path folder;

  /** What examples find in the current folder. */
  @BeforeEach
  void write() throws IOException {
    Path network = Cli.repository("samples/models/nin-cifar10-caffe.nin");
    String text = Files.readString(network);
    Graph graph = Ninc.check(path -> Optional.of(text), "n.nin", Options.DEFAULT).orThrow().graph();
    for (int seed = 1; seed <= 2; seed++) {
      List<WeightTensor> tensors = new ArrayList<>();
      for (var param : graph.params()) {
        float[] values = SeededWeights.of(param, 1);
        values[0] += seed;
        tensors.add(new WeightTensor(param.name(), param.type().dims(), values));
      }
      String name = seed == 1 ? "trained.safetensors" : "other.safetensors";
      SafetensorsWriter.write(folder.resolve(name), tensors);
    }
    Files.writeString(folder.resolve("my-net.nin"), Tiny.TEXT.replace("conv 1x1", "conv  1x1"));
    ninc("export", "onnx", folder.resolve("my-net.nin"), "-o", folder.resolve("my-net.onnx"));
    Files.createSymbolicLink(
        folder.resolve("onnxruntime-1.29.0.jar"), GeneratedClasses.place(OrtEnvironment.class));
    ImportCaffeCommandTest.write(
        folder.resolve("train_val.prototxt"), folder.resolve("cifar10_nin.caffemodel"), 3);
    PyTorchFile.write(folder.resolve("trained.npz"));
    Files.write(folder.resolve("exported.onnx"), OnnxModelText.bytes(ImportOnnxCommandTest.MODEL));
  }

  @TestFactory
  Stream<DynamicTest> examplesOfAllCommands() {
    return commands(new CommandLine(new NincCommand()))
        .filter(c -> !c.getCommandSpec().qualifiedName().equals("ninc"))
        .map(c -> DynamicTest.dynamicTest(c.getCommandSpec().qualifiedName(), () -> run(c)));
  }

  private void run(CommandLine command) throws IOException, InterruptedException {
    String name = command.getCommandSpec().qualifiedName();
    List<String> examples = examples(ninc(words("help" + name.substring(4))).out());
    assertThat(examples).as("examples at the end of `%s --help`", name).hasSizeBetween(1, 3);
    for (String example : examples) {
      boolean measures = example.startsWith("ninc profile") || example.startsWith("ninc tune");
      String quick = measures ? " --seconds 0.05" : "";
      Cli.Outcome outcome = run(example, words(example.substring("ninc ".length()) + quick));
      boolean compares = example.startsWith("ninc weights") && example.contains("other");
      int expected = compares ? ExitCode.DIVERGES : ExitCode.OK;
      assertThat(outcome.code()).as(example + "\n" + outcome.err()).isEqualTo(expected);
      assertThat(outcome.out()).as(example).isNotEmpty();
    }
  }

  /** What runs kernels of a device does it in a process of its own; those examples stand last. */
  private Cli.Outcome run(String example, Object[] words) throws IOException, InterruptedException {
    boolean onDevice =
        example.contains("--backend opencl")
            || example.startsWith("ninc tune") && example.contains("--target opencl")
            || example.startsWith("ninc devices");
    if (!onDevice) {
      return ninc(words);
    }
    Forked forked = Forked.in(folder);
    forked.needsADevice();
    return forked.ninc(words);
  }

  /** The lines after the heading; a backslash goes on. */
  private static List<String> examples(String help) {
    String[] parts = help.split("\nExamples?:\n", 2);
    assertThat(parts).as(help).hasSize(2);
    return parts[1].replaceAll("\\\\\\s+", "").lines().map(String::strip).toList();
  }

  /** As in the repository's root, where all that is new goes to a folder of its own. */
  private Object[] words(String line) {
    List<String> words = new ArrayList<>();
    for (String word : line.split(" ")) {
      boolean isOutput = !words.isEmpty() && words.get(words.size() - 1).equals("-d");
      if (word.startsWith("samples/")) {
        words.add(Cli.repository(word).toString());
      } else if (isOutput || word.matches(FILES)) {
        words.add(folder.resolve(word).toString());
      } else {
        words.add(word);
      }
    }
    return words.toArray();
  }

  private static Stream<CommandLine> commands(CommandLine command) {
    return Stream.concat(
        Stream.of(command),
        command.getSubcommands().values().stream().flatMap(ExamplesTest::commands));
  }
}
