package dev.ninc.cli;

import static dev.ninc.cli.Cli.ninc;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.testing.Python;
import dev.ninc.compiler.weights.RawFloats;
import java.nio.file.Path;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample {@code from-pytorch} gives PyTorch's own answers, where PyTorch is there to ask. */
class FromPyTorchTest {

  /** Saves what the sample saves, but of a network whose batch norms have seen something. */
  private static final String SCRIPT =
      """
      import sys, torch
      sys.path.insert(0, sys.argv[1])
      import nin_cifar10
      torch.manual_seed(1)
      model = nin_cifar10.network().eval()
      for layer in model:
          if isinstance(layer, torch.nn.BatchNorm2d):
              layer.running_mean.normal_(0, 0.1)
              layer.running_var.uniform_(0.2, 2)
              torch.nn.init.uniform_(layer.weight, 0.5, 3)
              torch.nn.init.normal_(layer.bias, 0, 0.3)
      nin_cifar10.save(model, 'trained.npz')
      images = torch.randn(3, 3, 32, 32)
      images.numpy().tofile('images.f32le')
      with torch.no_grad():
          torch.softmax(model(images), 1).numpy().tofile('expected.f32le')
      """;

  @TempDir Path folder;

  @Test
  void theAnswersArePyTorchs() throws Exception {
    Path sample = PyTorchFile.NAMES.toAbsolutePath().getParent();
    Python.run(folder, SCRIPT, "torch", sample.toString());
    Path weights = folder.resolve("nin.safetensors");
    Path trained = folder.resolve("trained.npz");
    Object[] words = {
      "import", "numpy", trained, "--for", PyTorchFile.NETWORK, "--map-file", PyTorchFile.NAMES
    };
    Cli.Outcome outcome = ninc(Cli.with(words, "-o", weights));
    assertThat(outcome.code()).as(outcome.err()).isZero();
    Path images = folder.resolve("images.f32le");
    Path answers = folder.resolve("answers.f32le");
    outcome = ninc("run", PyTorchFile.NETWORK, images, "-w", weights, "--save", answers);
    assertThat(outcome.code()).as(outcome.err()).isZero();
    float[] expected = RawFloats.read(folder.resolve("expected.f32le")).values();
    float[] found = RawFloats.read(answers).values();
    assertThat(expected).hasSize(30);
    assertThat(expected[0]).isNotCloseTo(expected[1], Offset.offset(1e-3f));
    assertThat(found).containsExactly(expected, Offset.offset(1e-5f));
  }
}
