package dev.ninc.cli;

import static dev.ninc.cli.Cli.ninc;
import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ninc verify --onnx}, with the real ONNX Runtime. */
class VerifyOnnxTest {

  private static final String DEEP =
      """
      network Deep {
        input 3x12x12
        conv 3x3 8 pad 1
        mlpconv 3x3 [12, 8] pad 1 norm
        maxpool 2x2
        concat {
          cccp 6
        } {
          conv 3x3 10 pad 1 act leaky(0.1)
        }
        dropout 0.5
        second: conv 3x3 5 act tanh
        fc 4 act linear
        softmax
        output second
      }
      """;

  @TempDir Path folder;

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Path exported(Path network, Object... more) {
    Path model = folder.resolve(network.getFileName() + ".onnx");
    Object[] command = {"export", "onnx", network, "-o", model};
    Object[] all = Arrays.copyOf(command, command.length + more.length);
    System.arraycopy(more, 0, all, command.length, more.length);
    Cli.Outcome outcome = ninc(all);
    assertThat(outcome.code()).as(outcome.err()).isZero();
    return model;
  }

  @Test
  void allTensorsAgree() throws Exception {
    Path network = write("deep.nin", DEEP);
    Cli.Outcome outcome = ninc("verify", network, "--onnx", exported(network), "--images", 2);
    assertThat(outcome.code()).as(outcome.out() + outcome.err()).isZero();
    assertThat(outcome.err()).contains("from seed 1, as those of the model must be");
    assertThat(outcome.out())
        .containsPattern(
            "line  tensor +maps +scalar +vector, 32 .* interpreter +median ULP +worst ULP\n")
        .containsPattern(" 3  conv1 +8x12x12( +0\\.\\d+){4} +\\d+ +[0-9,]+\n")
        .containsPattern(" 6  concat1 +16x11x11( +0\\.\\d+){4}")
        .containsPattern("14  softmax1 +4x1x1( +0\\.\\d+){4}")
        .contains("Compared with ONNX Runtime 1.29.0: 2 of 2 outputs, and ")
        .contains("scalar: agrees.\nvector, 32 registers: agrees.\n")
        .endsWith("interpreter: agrees.\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nin-mnist", "nin-cifar10-bn", "resnet-cifar10"})
  void samplesAgree(String sample) {
    Path network = Cli.repository("samples/models/" + sample + ".nin");
    Cli.Outcome outcome = ninc("verify", network, "--onnx", exported(network));
    assertThat(outcome.code()).as(outcome.out() + outcome.err()).isZero();
  }

  /** The file computes something else from a layer on, and nothing else differs. */
  @ParameterizedTest
  @CsvSource({
    "8 pad 1, 8 pad 1 act tanh, conv1",
    "maxpool, avgpool, cccp1",
    "leaky(0.1), leaky(0.3), conv2",
    "act tanh, act sigmoid, second",
  })
  void theFirstLayerThatDivergesIsNamed(String ours, String theirs, String layer) throws Exception {
    Path model = exported(write("their.nin", DEEP.replace(ours, theirs)));
    Path network = write("deep.nin", DEEP);
    Cli.Outcome outcome = ninc("verify", network, "--onnx", model, "--images", 2);
    assertThat(outcome.code()).as(outcome.out() + outcome.err()).isEqualTo(3);
    assertThat(outcome.out())
        .containsPattern("\nscalar: DIVERGES, first at `" + layer + "` \\(line ")
        .contains("\nThe interpreter diverges too");
  }

  @Test
  void otherWeightsDivergeFromTheFirstLayerOn() throws Exception {
    Path network = write("deep.nin", DEEP);
    Cli.Outcome outcome =
        ninc("verify", network, "--onnx", exported(network, "--seed", 2), "--images", 1);
    assertThat(outcome.code()).isEqualTo(3);
    assertThat(outcome.out())
        .containsPattern(
            "\nscalar: DIVERGES, first at `conv1` \\(line 3\\): number \\d+ is \\S+, the other has"
                + " \\S+, may be off by \\S+\\.\n")
        .containsPattern("\ninterpreter: DIVERGES, first at `conv1:conv` \\(line 3\\): number ")
        .endsWith(
            "The interpreter diverges too: the network and the model differ, there or in"
                + " their weights.\n");
  }

  /** Other names of the same length. */
  private static void rename(Path model, String... pairs) throws IOException {
    String text = Files.readString(model, StandardCharsets.ISO_8859_1);
    for (int i = 0; i < pairs.length; i += 2) {
      text = text.replace(pairs[i], pairs[i + 1]);
    }
    Files.write(model, text.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void resultsThatNobodyKnowsAreTakenInTheirOrder() throws Exception {
    Path network = write("deep.nin", DEEP);
    Path model = exported(network);
    rename(model, "softmax1", "answer/1", "second", "zweite", "conv", "wick", "cccp", "netz");
    rename(model, "fc1", "end", "concat1", "verbund", "maxpool1", "groesste");
    Cli.Outcome outcome = ninc("verify", network, "--onnx", model);
    assertThat(outcome.code()).as(outcome.out() + outcome.err()).isZero();
    assertThat(outcome.out())
        .containsPattern("softmax1 +4x1x1( +\\S+){4}")
        .contains(": 2 of 2 outputs, and 1 tensor on the way.");
  }

  @Test
  void aNameThatMeansAnotherTensorIsNoMistake() throws Exception {
    String text = "network N { input 3x8x8 aaaa: conv 3x3 3 pad 1 bbbb: conv 3x3 3 pad 1 gap }";
    Path network = write("n.nin", text);
    Path model = exported(network);
    rename(model, "aaaa", "cccc", "bbbb", "aaaa", "cccc", "bbbb");
    Cli.Outcome outcome = ninc("verify", network, "--onnx", model);
    assertThat(outcome.code()).as(outcome.out() + outcome.err()).isZero();
    assertThat(outcome.out())
        .contains("`aaaa` is another tensor in the model: outputs agree.\n")
        .contains("`bbbb` is another tensor in the model: outputs agree.\n")
        .contains("scalar: agrees.\n");
  }

  @Test
  void resultsThatTheModelLacksAreSaid() throws Exception {
    Path model = exported(write("their.nin", DEEP.replace("  output second\n", "")));
    Cli.Outcome outcome = ninc("verify", write("deep.nin", DEEP), "--onnx", model);
    assertThat(outcome.code()).as(outcome.out() + outcome.err()).isZero();
    assertThat(outcome.out()).contains("1 of 2 outputs, and ", "no output for `second`.\n");
  }

  @Test
  void aResultOfAnotherSizeDiverges() throws Exception {
    Path model = exported(write("their.nin", DEEP.replace("fc 4", "fc 5")));
    Cli.Outcome outcome = ninc("verify", write("deep.nin", DEEP), "--onnx", model);
    assertThat(outcome.code()).isEqualTo(3);
    assertThat(outcome.out()).contains("DIVERGES: `softmax1` has another size in the model.\n");
  }

  /** A model whose result is no float32 says nothing of the network's, whatever is on the way. */
  @ParameterizedTest
  @CsvSource({"Cast, to, 11, 1", "ArgMax, axis, 1, 1", "Cast, to, 11, 2", "ArgMax, axis, 1, 2"})
  void aResultThatIsNotComparedIsNotRight(String operator, String name, long value, int seed)
      throws Exception {
    Path network = write("n.nin", "network N { input 3x8x8 conv 3x3 3 gap softmax }");
    Path model = exported(network, "--seed", seed);
    Files.write(model, OnnxEnding.of(Files.readAllBytes(model), operator, "softmax1", name, value));
    Cli.Outcome outcome = ninc("verify", network, "--onnx", model);
    assertThat(outcome.code()).as(outcome.out() + outcome.err()).isEqualTo(3);
    assertThat(outcome.out())
        .contains("0 of 1 output, and ", "Not compared: `softmax1` is no float32 tensor")
        .contains(seed == 1 ? "scalar: can't be compared.\n" : "scalar: DIVERGES, first at ")
        .doesNotContain("agrees", "another tensor");
  }

  @Test
  void weightsInAFileOfTheirOwn() throws Exception {
    Path network = write("deep.nin", DEEP);
    Path model = exported(network);
    byte[] split = OnnxWeightsApart.of(Files.readAllBytes(model), folder.resolve("weights.bin"));
    assertThat(split).hasSizeLessThan((int) Files.size(model) / 2);
    Files.write(model, split);
    Cli.Outcome outcome = ninc("verify", network, "--onnx", model);
    assertThat(outcome.code()).as(outcome.out() + outcome.err()).isZero();
    Files.delete(folder.resolve("weights.bin"));
    outcome = ninc("verify", network, "--onnx", model);
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err()).contains("weights.bin").doesNotContain("\tat ");
  }

  @Test
  void anotherShapeOfInput() throws Exception {
    Path model = exported(write("deep.nin", DEEP));
    Cli.Outcome outcome = ninc("verify", Tiny.network(folder), "--onnx", model);
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err())
        .contains("ONNX Runtime can't run `" + model + "`: its input is ", "[1, 3, 4, 4]")
        .contains("Hint: The model must be the network's")
        .doesNotContain("\tat ");
  }

  @Test
  void anOperatorThatThereIsNotIsNamed() throws Exception {
    Path model = Tiny.onnx(folder);
    byte[] bytes = Files.readAllBytes(model);
    // The name of an operator that there is none of: the file is a model, but nobody can run it.
    String text = new String(bytes, StandardCharsets.ISO_8859_1).replace("Conv", "C\u001bnv");
    Files.write(model, text.getBytes(StandardCharsets.ISO_8859_1));
    Cli.Outcome outcome = ninc("verify", Tiny.network(folder), "--onnx", model);
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err())
        .contains("ONNX Runtime can't run `" + model + "`: ")
        .doesNotContain("\tat ", "\u001b");
  }

  @Test
  void onnxRuntimeMayBeNamed() throws Exception {
    Path jar = GeneratedClasses.place(OrtEnvironment.class);
    Path network = Tiny.network(folder);
    Path model = Tiny.onnx(folder);
    Object[] plain = {"verify", network, "-w", Tiny.weights(folder), "--onnx", model};
    Forked without = Forked.in(folder).without(jar);
    Cli.Outcome outcome = without.ninc(plain);
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err())
        .contains("error: ONNX Runtime, which is to run the model, is not there.\n")
        .contains("com.microsoft.onnxruntime:onnxruntime:1.29.0", "--onnxruntime")
        .doesNotContain("\tat ");
    Object[] named = Arrays.copyOf(plain, plain.length + 2);
    named[plain.length] = "--onnxruntime";
    named[plain.length + 1] = jar;
    outcome = without.ninc(named);
    assertThat(outcome.code()).as(outcome.out() + outcome.err()).isZero();
    assertThat(outcome.out()).contains("ONNX Runtime 1.29.0", "interpreter: agrees.");
    named[plain.length + 1] = GeneratedClasses.place(Test.class);
    outcome = without.ninc(named);
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err()).contains("is not the jar of ONNX Runtime.").doesNotContain("\tat ");
  }
}
