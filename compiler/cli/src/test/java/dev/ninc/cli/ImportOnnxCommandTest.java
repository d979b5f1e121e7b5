package dev.ninc.cli;

import static dev.ninc.cli.Cli.ninc;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.interchange.onnx.OnnxModelText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportOnnxCommandTest {

  /** A small model, as its listing; its weights are zeros. */
  static final String MODEL =
      """
      operators 13
      input data Nx3x8x8
      tensor look.weight 2x3x1x1
      look = Conv(data, look.weight)
      mean = GlobalAveragePool(look)
      prob = Softmax(mean) axis=1
      output prob
      """;

  @TempDir Path folder;
  private Path model;
  private Path out;

  @BeforeEach
  void write() throws IOException {
    model = write(MODEL);
    out = folder.resolve("out");
  }

  private Path write(String text) throws IOException {
    return Files.write(folder.resolve("my_net2.onnx"), OnnxModelText.bytes(text));
  }

  private Cli.Outcome onnx(Object... options) {
    Object[] words = new Object[options.length + 5];
    System.arraycopy(new Object[] {"import", "onnx", model, "-d", out}, 0, words, 0, 5);
    System.arraycopy(options, 0, words, 5, options.length);
    return ninc(words);
  }

  private String refused(Object... options) {
    Cli.Outcome outcome = onnx(options);
    assertThat(outcome.code()).as(outcome.err()).isEqualTo(1);
    assertThat(outcome.err()).doesNotContain("\tat ");
    assertThat(out).doesNotExist();
    return outcome.err();
  }

  @Test
  void whatIsImportedRuns() throws IOException {
    Cli.Outcome outcome = onnx();
    assertThat(outcome.code()).as(outcome.err()).isZero();
    Path nin = out.resolve("my-net2.nin");
    Path tensors = out.resolve("my-net2.safetensors");
    assertThat(outcome.out().lines()).containsExactly(nin.toString(), tensors.toString());
    assertThat(nin).content().contains("network MyNet2 {", "look: cccp 2 nobias act linear");
    Path image = Files.write(folder.resolve("zero.f32le"), new byte[4 * 3 * 8 * 8]);
    Cli.Outcome run = ninc("run", nin, image, "-w", tensors, "--json", "-b", "interp");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("0.5");
  }

  @Test
  void whatIsExportedComesBack() {
    Path sample = Cli.repository("samples/models/nin-mnist.nin");
    Path exported = folder.resolve("mnist.onnx");
    assertThat(ninc("export", "onnx", sample, "-o", exported).code()).isZero();
    Cli.Outcome outcome = ninc("import", "onnx", exported, "-d", out, "--name", "NinMnist");
    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(out.resolve("nin-mnist.nin")).content().contains("mlpconv 5x5 [96, 64, 48] pad 2");
  }

  @Test
  void anotherNameAndAnotherShape() throws IOException {
    write(MODEL.replace("Nx3x8x8", "Nx3xHxW"));
    assertThat(refused()).contains("NIN0707", "--input 3xHxW");
    assertThat(onnx("--input", "3x0x2").code()).isEqualTo(2);
    assertThat(onnx("--input", "3x4x5", "--name", "Other").code()).isZero();
    assertThat(out.resolve("other.nin")).content().contains("network Other {", "input 3x4x5");
  }

  @Test
  void whatIsThereIsNotLost() throws IOException {
    assertThat(onnx().code()).isZero();
    Files.writeString(out.resolve("my-net2.nin"), "mine");
    Cli.Outcome outcome = onnx();
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err()).contains("is there already", "--force");
    assertThat(out.resolve("my-net2.nin")).hasContent("mine");
    assertThat(onnx("--force").code()).isZero();
  }

  @Test
  void filesThatAreNone() throws IOException {
    Files.writeString(model, "network Net { input 3x8x8 }");
    assertThat(refused()).contains("error[NIN0701]", "is no ONNX model");
    Files.write(model, new byte[0]);
    assertThat(refused()).contains("NIN0701");
    Cli.Outcome none = ninc("import", "onnx", folder.resolve("none.onnx"), "-d", out);
    assertThat(none.code()).isEqualTo(1);
    assertThat(none.err()).contains("There is no file");
    assertThat(ninc("import", "onnx", model).code()).isEqualTo(2);
  }

  @Test
  void theNodeIsShown() throws IOException {
    write(MODEL.replace("Softmax", "LogSoftmax"));
    assertThat(refused())
        .contains(
            "The operator `LogSoftmax` cannot be imported; it is that of `prob`.",
            "(listed):4:8",
            "prob = LogSoftmax(mean) axis=1");
  }

  private static final String OUTSIDE =
      MODEL.replace("tensor look.weight 2x3x1x1", "tensor look.weight 2x3x1x1 in parts/w.bin");

  @Test
  void weightsInAFileOfTheFolder() throws IOException {
    write(OUTSIDE);
    assertThat(refused()).contains("NIN0708", "`parts/w.bin` is no file in the model's folder");
    Path parts = Files.createDirectory(folder.resolve("parts"));
    Files.write(parts.resolve("w.bin"), new byte[23]);
    assertThat(refused()).contains("NIN0708", "ends after 23 bytes");
    Files.write(parts.resolve("w.bin"), new byte[24]);
    assertThat(onnx().code()).isZero();
  }

  @Test
  void linksAreNotFollowed() throws IOException {
    write(OUTSIDE);
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Files.write(elsewhere.resolve("w.bin"), new byte[24]);
    Files.createSymbolicLink(folder.resolve("parts"), elsewhere);
    assertThat(refused()).contains("NIN0708", "reached through a link");
    Files.delete(folder.resolve("parts"));
    Files.createDirectory(folder.resolve("parts"));
    Files.createSymbolicLink(folder.resolve("parts/w.bin"), elsewhere.resolve("w.bin"));
    assertThat(refused()).contains("NIN0708", "is no file in the model's folder");
    write(OUTSIDE.replace("parts/w.bin", "../w.bin"));
    assertThat(refused()).contains("NIN0708", "outside of the model's folder");
  }
}
