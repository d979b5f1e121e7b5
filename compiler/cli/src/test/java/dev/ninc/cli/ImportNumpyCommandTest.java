package dev.ninc.cli;

import static dev.ninc.cli.Cli.ninc;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.interp.SeededWeights;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.testing.NpzFile;
import dev.ninc.runtime.Safetensors;
import dev.ninc.runtime.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportNumpyCommandTest {

  @TempDir Path folder;
  private Path network;
  private Path arrays;
  private Path out;

  @BeforeEach
  void write() throws IOException {
    network = Tiny.network(folder);
    arrays = tiny(folder, "look.");
    out = folder.resolve("out.safetensors");
  }

  /** The tiny network's weights as PyTorch has them, with a linear layer for the convolution. */
  static Path tiny(Path folder, String prefix) throws IOException {
    float[] diagonal = {10, 0, 0, 0, 10, 0, 0, 0, 10};
    byte[] file =
        new NpzFile()
            .floats(prefix + "weight", "(3, 3)", diagonal)
            .floats(prefix + "bias", "(3,)", 0, 0, 0)
            .bytes();
    return Files.write(folder.resolve("tiny.npz"), file);
  }

  @Test
  void theSampleFromPyTorchComesIn() throws Exception {
    Path trained = PyTorchFile.write(folder.resolve("trained.npz"));
    Cli.Outcome outcome =
        ninc(
            "import",
            "numpy",
            trained,
            "--for",
            PyTorchFile.NETWORK,
            "--map-file",
            PyTorchFile.NAMES,
            "-o",
            out);
    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.out()).isEqualToIgnoringNewLines(out.toString());
    assertThat(outcome.err())
        .contains("9 numbers are left out, such as `", ".num_batches_tracked`");
    Weights weights = Safetensors.read(out);
    for (Op.Param param : PyTorchFile.graph().params()) {
      assertThat(weights.dims(param.name())).isEqualTo(param.type().dims());
      assertThat(weights.floats(param.name())).isEqualTo(SeededWeights.of(param, PyTorchFile.SEED));
    }
    assertThat(ninc("weights", out, "--for", PyTorchFile.NETWORK).code()).isZero();
  }

  @Test
  void aLinearLayerBecomesAConvolution() throws Exception {
    Cli.Outcome outcome = ninc("import", "numpy", arrays, "--for", network, "-o", out);
    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.err())
        .contains("`look.weight` has the shape 3x3 in the file, and now 3x3x1x1");
    assertThat(ninc("weights", Tiny.weights(folder), out).out()).startsWith("No difference");
    outcome = ninc("run", network, zeros(), "-w", arrays);
    assertThat(outcome.code()).isEqualTo(1); // there, nothing is brought to another shape
    assertThat(outcome.err()).contains("`look.weight` has the shape [3, 3]");
  }

  @Test
  void withoutANetworkNamesAndShapesStay() throws Exception {
    Cli.Outcome outcome = ninc("import", "numpy", arrays, "--map", "look.bias=b", "-o", out);
    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.err()).isEmpty();
    assertThat(Safetensors.read(out).dims("look.weight")).containsExactly(3, 3);
    assertThat(Safetensors.read(out).contains("b")).isTrue();
    Path again = folder.resolve("again.safetensors");
    assertThat(ninc("import", "numpy", out, "--map", "b=c", "-o", again).code()).isZero();
    assertThat(Safetensors.read(again).contains("c")).isTrue();
  }

  @Test
  void whatDoesNotFitIsListedAndNothingIsWritten() throws Exception {
    Path other = tiny(Files.createDirectory(folder.resolve("other")), "see.");
    Cli.Outcome outcome = ninc("import", "numpy", other, "--for", network, "-o", out);
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err()).contains("`see.weight`", "`look.bias`", "--map-file FILE");
    assertThat(out).doesNotExist();
    assertThat(ninc("import", "numpy", other, "-P", "a=1", "-o", out).code()).isEqualTo(2);
    assertThat(ninc("import", "numpy", arrays, "--for", network, "-o", network).code())
        .isEqualTo(1);
    assertThat(ninc("import", "numpy", arrays).code()).isEqualTo(2);
  }

  @Test
  void mistakesInTheListOfNamesAreShownWithTheirLines() throws Exception {
    Path names = Files.writeString(folder.resolve("names.txt"), "lok.bias b\nlook.bias\n");
    for (Object[] words :
        new Object[][] {
          {"import", "numpy", arrays, "--map-file", names, "-o", out},
          {"weights", arrays, "--map-file", names},
          {"weights", Tiny.weights(folder), "--map-file", names},
          {"run", network, zeros(), "-w", arrays, "--map-file", names}
        }) {
      Cli.Outcome outcome = ninc(words);
      assertThat(outcome.code()).isEqualTo(1);
      assertThat(outcome.err())
          .contains("error[NIN0402]", names + ":1:1", "`look.bias`")
          .contains("error[NIN0401]", names + ":2:1", "ninc explain NIN0401 NIN0402");
    }
    assertThat(out).doesNotExist();
  }

  @Test
  void arraysRunAndAreComparedUnderOtherNames() throws Exception {
    Path names =
        Files.writeString(folder.resolve("names.txt"), "see.weight look.weight\nsee.bias t\nx -");
    byte[] file =
        new NpzFile()
            .floats("see.weight", "(3, 3, 1, 1)", 10, 0, 0, 0, 10, 0, 0, 0, 10)
            .floats("see.bias", "(3,)", 0, 0, 0)
            .floats("x", "(1,)", 1)
            .bytes();
    Path npz = Files.write(folder.resolve("a.npz"), file);
    Object[] options = {"--map-file", names, "--map", "t=look.bias"};
    Cli.Outcome outcome =
        ninc(Cli.with(new Object[] {"run", network, zeros(), "-w", npz, "-b", "interp"}, options));
    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(ninc(Cli.with(new Object[] {"verify", network, "-w", npz}, options)).code())
        .isZero();
    outcome = ninc(Cli.with(new Object[] {"weights", npz, Tiny.weights(folder)}, options));
    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.out()).contains("No difference: 2 tensors.");
    outcome = ninc(Cli.with(new Object[] {"weights", npz, "--for", network}, options));
    assertThat(outcome.out())
        .containsPattern("look.weight +3x3x1x1 +<f4 +9 ")
        .contains("are those");
    assertThat(ninc("weights", npz, "--for", network).code()).isEqualTo(1);
    assertThat(ninc("weights", npz).out()).containsPattern("see.bias +3 +<f4 +3 ");
    assertThat(ninc("run", network, zeros(), "--map-file", names).code()).isEqualTo(2);
  }

  private Path zeros() throws IOException {
    return Files.write(folder.resolve("zeros.f32le"), new byte[4 * 48]);
  }
}
