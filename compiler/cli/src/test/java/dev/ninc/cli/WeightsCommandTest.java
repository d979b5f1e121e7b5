package dev.ninc.cli;

import static dev.ninc.cli.Cli.ninc;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.runtime.SafetensorsWriter;
import dev.ninc.runtime.WeightTensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightsCommandTest {

  @TempDir Path folder;
  private Path weights;

  @BeforeEach
  void write() throws IOException {
    weights = Tiny.weights(folder);
  }

  @Test
  void aLineForEachTensor() throws Exception {
    Cli.Outcome outcome = ninc("weights", weights);
    assertThat(outcome.code()).isZero();
    assertThat(outcome.err()).isEmpty();
    // Of 10, 0, 0, 0, 10, 0, 0, 0, 10: mean 30 / 9, deviation √(300 / 9 − (30 / 9)²).
    assertThat(outcome.out())
        .containsPattern(
            "look.weight +3x3x1x1 +F32 +9 +0.0000 +10.0000 +3.3333 +4.7140 +66.7 % +[0-9a-f]{12}\n")
        .containsPattern("look.bias +3 +F32 +3 +0.0000 +0.0000 +0.0000 +0.0000 +100.0 %")
        .contains("2 tensors, 12 numbers, 48 B as float32");
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(weights));
    assertThat(outcome.out()).contains("SHA-256 of the file: " + HexFormat.of().formatHex(digest));
  }

  @Test
  void jsonHasTheSame() {
    String out = ninc("weights", weights, "--json").out();
    assertThat(out)
        .contains("\"name\" : \"look.weight\"", "\"shape\" : [ 3, 3, 1, 1 ]", "\"max\" : 10.0")
        .contains("\"zeros\" : 6", "\"notFinite\" : 0", "\"numbers\" : 12");
  }

  @Test
  void whatIsNoNumberIsAMistakeWithItsPlace() throws Exception {
    for (float broken : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      float[] values = new float[24];
      values[17] = broken;
      values[20] = broken;
      Path file = file("broken", new WeightTensor("w", List.of(2, 3, 4), values));
      Cli.Outcome outcome = ninc("weights", file);
      assertThat(outcome.code()).isEqualTo(1);
      assertThat(outcome.out()).containsPattern("w +2x3x4 +F32 +24 +0.0000 +0.0000");
      assertThat(outcome.err())
          .startsWith("error: ")
          .contains(
              "`w` has 2 numbers that are NaN or infinite, the first at [1, 1, 1]: " + broken);
      assertThat(ninc("weights", file, "--json").out())
          .contains("\"firstNotFinite\" : [ 1, 1, 1 ]");
    }
    Path nothing = file("nothing", new WeightTensor("w", List.of(1), new float[] {Float.NaN}));
    assertThat(ninc("weights", nothing, "--json").out()).contains("\"mean\" : null");
  }

  @Test
  void aTensorWithoutNumbersAndOneWithoutDimensions() throws Exception {
    Path file =
        file(
            "odd",
            new WeightTensor("empty", List.of(0, 3), new float[0]),
            new WeightTensor("one", List.of(), new float[] {-2}));
    Cli.Outcome outcome = ninc("weights", file);
    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.out())
        .containsPattern("empty +0x3 +F32 +0 +0.0 %")
        .containsPattern("one +1 +F32 +1 +-2.0000 +-2.0000 +-2.0000 +0.0000");
  }

  @Test
  void namesAreFitForATerminal() throws Exception {
    Path file = file("evil", new WeightTensor("a\u001B[2J\nb", List.of(1), new float[] {1}));
    assertThat(ninc("weights", file).out()).contains("a?[2J?b").doesNotContain("\u001B");
  }

  @Test
  void theNetworkOfTheWeights() throws Exception {
    Path network = Tiny.network(folder);
    Cli.Outcome outcome = ninc("weights", weights, "--for", network);
    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.out()).contains("are those that `" + network + "` takes.");
    Files.writeString(network, Tiny.TEXT.replace("look: conv 1x1 3", "lok: conv 1x1 2"));
    outcome = ninc("weights", weights, "--for", network);
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err()).contains("NIN0305"); // three labels, two classes
    Files.writeString(network, Tiny.TEXT.replace("look: conv 1x1 3", "lok: conv 1x1 3"));
    outcome = ninc("weights", weights, "--for", network);
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err()).contains("`look.weight`", "did the network mean `lok.weight`?");
  }

  @Test
  void aNetworkAloneListsItsTensors() throws Exception {
    Path network = Tiny.network(folder);
    Cli.Outcome outcome = ninc("weights", "--for", network);
    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.out().lines())
        .containsExactly(
            "tensor       shape    numbers",
            "look.weight  3x3x1x1        9",
            "look.bias    3              3",
            "",
            "2 tensors, 12 numbers");
    assertThat(ninc("weights", "--for", network, "--json").out())
        .contains("\"name\" : \"look.weight\"", "\"shape\" : [ 3, 3, 1, 1 ]", "\"numbers\" : 9");
  }

  @Test
  void madeUpWeightsFitAndDependOnTheSeed() throws Exception {
    Path network = Tiny.network(folder);
    Path one = folder.resolve("one.safetensors");
    Path two = folder.resolve("two.safetensors");
    Cli.Outcome outcome = ninc("weights", "--for", network, "-o", one);
    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.out()).isEqualToIgnoringNewLines(one.toString());
    assertThat(outcome.err()).contains("made up from seed 1", "mean nothing");
    assertThat(ninc("weights", one, "--for", network).code()).isZero();
    assertThat(ninc("weights", "--for", network, "--seed", 2, "-o", two).code()).isZero();
    assertThat(ninc("weights", one, two).code()).isEqualTo(3);
    assertThat(ninc("weights", "--for", network, "--seed", 1, "-o", two).code()).isZero();
    assertThat(two).hasSameBinaryContentAs(one);
    assertThat(ninc("weights", "--for", network, "-o", network).code()).isEqualTo(1);
    assertThat(network).content().isEqualTo(Tiny.TEXT);
  }

  @Test
  void optionsThatDoNotFitEachOther() throws Exception {
    Path network = Tiny.network(folder);
    assertThat(ninc("weights", weights, "--for", network, "-o", "x.safetensors").code())
        .isEqualTo(2);
    assertThat(ninc("weights", "-o", "x.safetensors").code()).isEqualTo(2);
    assertThat(ninc("weights", "--for", network, "--seed", 2).err()).contains("-o says where");
    assertThat(ninc("weights", "--for", network, "--map", "a=b").code()).isEqualTo(2);
    assertThat(ninc("weights", "a.npy", "--map", "a=b").err()).contains("--map takes a .safe");
  }

  @Test
  void tensorsAreRenamedBeforeTheyAreChecked() throws Exception {
    Path network = Tiny.network(folder);
    Files.writeString(network, Tiny.TEXT.replace("look: conv", "see: conv"));
    Object[] line = {
      "weights",
      weights,
      "--for",
      network,
      "--map",
      "look.weight=see.weight",
      "--map",
      "look.bias=see.bias"
    };
    Cli.Outcome outcome = ninc(line);
    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.out()).containsPattern("see.weight +3x3x1x1 +F32").contains("are those");
    outcome = ninc("weights", weights, "--map", "lok.bias=b");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err()).contains("`lok.bias` is not in the file", "`look.bias` meant");
  }

  @Test
  void whereNothingFitsOneLineSaysSo() throws Exception {
    Path network = Cli.repository("samples/models/nin-cifar10.nin");
    Path file = file("strange", new WeightTensor("features.0.w", List.of(1), new float[1]));
    Cli.Outcome outcome = ninc("weights", file, "--for", network);
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err().lines()).hasSize(4);
    assertThat(outcome.err())
        .contains("none of the 1 in the file (`features.0.w`) has a name of the 18 that")
        .contains("`ninc weights --for FILE.nin` lists");
  }

  @Test
  void equalFilesDoNotDiffer() throws Exception {
    Path copy = Files.copy(weights, folder.resolve("copy.safetensors"));
    Cli.Outcome outcome = ninc("weights", weights, copy);
    assertThat(outcome.code()).isZero();
    assertThat(outcome.out()).isEqualToIgnoringNewLines("No difference: 2 tensors.");
    assertThat(ninc("weights", weights, copy, "--json").out()).contains("\"equal\" : true");
  }

  @Test
  void theLargestDifferencesAreShownWithTheirPlaces() throws Exception {
    Path left =
        file(
            "left",
            new WeightTensor("a", List.of(2, 2), new float[] {0f, 100, 3, 0.5f}),
            new WeightTensor("b", List.of(2), new float[] {1, 2}),
            new WeightTensor("c", List.of(1), new float[] {1}),
            new WeightTensor("same", List.of(1), new float[] {Float.NaN}));
    Path right =
        file(
            "right",
            new WeightTensor("same", List.of(1), new float[] {Float.NaN}),
            new WeightTensor("d", List.of(1), new float[] {1}),
            new WeightTensor("b", List.of(1, 2), new float[] {1, 2}),
            new WeightTensor("a", List.of(2, 2), new float[] {-0f, 110, 3, 1f}));
    Cli.Outcome outcome = ninc("weights", left, right);
    assertThat(outcome.code()).isEqualTo(3);
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out())
        .contains("only in " + left + ": c 1\n", "only in " + right + ": d 1\n")
        .contains("two shapes: b is 2 and 1x2\n", "1 of 2 common tensors are equal.")
        .containsPattern("a +2 +10.0000 +\\[0, 1\\]: 100.0, 110.0 +0.5000 +\\[1, 1\\]: 0.5, 1.0");
    assertThat(ninc("weights", left, right, "--json").out())
        .contains("\"equal\" : false", "\"onlyInSecond\"", "\"difference\" : 10.0");
  }

  @Test
  void aNumberAndNoNumberAreInfinitelyFarApart() throws Exception {
    Path left = file("left", new WeightTensor("a", List.of(2), new float[] {1, 2}));
    Path right = file("right", new WeightTensor("a", List.of(2), new float[] {1.5f, Float.NaN}));
    Cli.Outcome outcome = ninc("weights", left, right);
    assertThat(outcome.code()).isEqualTo(3);
    assertThat(outcome.out()).containsPattern("a +2 +Infinity +\\[1\\]: 2.0, NaN");
  }

  @Test
  void arraysOfNumPy() throws Exception {
    Path file = folder.resolve("a.npy");
    String header = "{'descr': '|u1', 'fortran_order': False, 'shape': (2, 2), }\n";
    byte[] bytes = new byte[10 + header.length() + 4];
    byte[] start = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length(), 0};
    System.arraycopy(start, 0, bytes, 0, 10);
    System.arraycopy(header.getBytes("US-ASCII"), 0, bytes, 10, header.length());
    bytes[bytes.length - 1] = 9;
    Files.write(file, bytes);
    assertThat(ninc("weights", file).out())
        .containsPattern("\\(array\\) +2x2 +npy +4 +0.0000 +9.0");
    assertThat(ninc("weights", file, "--for", Tiny.network(folder)).code()).isEqualTo(2);
  }

  @Test
  void filesThatAreNone() throws Exception {
    byte[] whole = Files.readAllBytes(weights);
    for (int length = 0; length < whole.length; length += 5) {
      Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(whole, length));
      Cli.Outcome outcome = ninc("weights", cut);
      assertThat(outcome.code()).isEqualTo(1);
      assertThat(outcome.err()).contains(cut.toString()).doesNotContain("\tat ", "bug in ninc");
      assertThat(ninc("weights", weights, cut).code()).isEqualTo(1);
    }
  }

  private Path file(String name, WeightTensor... tensors) throws IOException {
    Path file = folder.resolve(name + ".safetensors");
    SafetensorsWriter.write(file, List.of(tensors));
    return file;
  }
}
