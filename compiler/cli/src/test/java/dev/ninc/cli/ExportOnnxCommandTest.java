package dev.ninc.cli;

import static dev.ninc.cli.Cli.ninc;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the model says is tested beside its writer, and that others read it in the benchmarks. */
class ExportOnnxCommandTest {

  @TempDir Path folder;
  private Path network;
  private Path model;

  @BeforeEach
  void write() throws Exception {
    network = Tiny.network(folder);
    model = folder.resolve("new/tiny.onnx");
  }

  @Test
  void whatIsWrittenIsSaid() throws Exception {
    Path weights = Tiny.weights(folder);
    Cli.Outcome outcome = ninc("export", "onnx", network, "-w", weights, "-o", model);
    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out())
        .startsWith(model + ": Tiny, 2 tensors, 12 parameters in ")
        .endsWith("B.\n");
    String text = Files.readString(model, StandardCharsets.ISO_8859_1);
    assertThat(text).contains("ninc", "look.weight", "Conv", "softmax1", "mean");
  }

  @Test
  void weightsOfASeedAreNotThoseOfAnother() throws Exception {
    Cli.Outcome outcome = ninc("export", "onnx", network, "-o", model);
    assertThat(outcome.code()).isZero();
    assertThat(outcome.err()).contains("seed 1");
    byte[] first = Files.readAllBytes(model);
    ninc("export", "onnx", network, "-o", model);
    assertThat(model).hasBinaryContent(first);
    ninc("export", "onnx", network, "-o", model, "--seed", "2");
    assertThat(Files.readAllBytes(model)).hasSameSizeAs(first).isNotEqualTo(first);
  }

  @Test
  void whatIsReadIsNotOverwritten() throws Exception {
    Path weights = Tiny.weights(folder);
    byte[] before = Files.readAllBytes(weights);
    Path other = Files.createSymbolicLink(folder.resolve("link.onnx"), weights);
    for (Path output : new Path[] {weights, other, network}) {
      Cli.Outcome outcome = ninc("export", "onnx", network, "-w", weights, "-o", output);
      assertThat(outcome.code()).isEqualTo(1);
      assertThat(outcome.err()).contains("`" + output + "` is read by this command");
    }
    assertThat(weights).hasBinaryContent(before);
    assertThat(network).hasContent(Tiny.TEXT);
  }

  @Test
  void weightsOfAnotherNetwork() throws Exception {
    Path weights = Tiny.weights(folder);
    Files.writeString(network, Tiny.TEXT.replace("1x1 3", "3x3 3 pad 1"));
    Cli.Outcome outcome = ninc("export", "onnx", network, "-w", weights, "-o", model);
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err()).contains("look.weight");
    assertThat(model).doesNotExist();
  }
}
