package dev.ninc.cli;

import dev.ninc.runtime.SafetensorsWriter;
import dev.ninc.runtime.WeightTensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A network that is quick to run, and weights for which its answer is known. */
final class Tiny {

  /** Each class is the sum of one colour's mean and a bias. */
  static final String TEXT =
      """
      /// One class for each colour.
      network Tiny {
        input 3x4x4
        look: conv 1x1 3 act linear
        mean: gap
        softmax
        labels [red, green, blue]
        output mean
      }
      """;

  private Tiny() {}

  static Path network(Path folder) throws IOException {
    return Files.writeString(folder.resolve("tiny.nin"), TEXT);
  }

  /** What {@code ninc tune} writes for it: there is no choice for any layer. */
  static Path tuning(Path folder) throws IOException {
    Path file = folder.resolve("tiny.tuning");
    if (Cli.ninc("tune", network(folder), "-o", file).code() != ExitCode.OK) {
      throw new AssertionError("the tiny network can't be tuned");
    }
    return file;
  }

  /** What {@code ninc export onnx} writes for it, with the weights of {@link #weights(Path)}. */
  static Path onnx(Path folder) throws IOException {
    Path file = folder.resolve("tiny.onnx");
    Object[] command = {"export", "onnx", network(folder), "-w", weights(folder), "-o", file};
    if (Cli.ninc(command).code() != ExitCode.OK) {
      throw new AssertionError("the tiny network can't be exported");
    }
    return file;
  }

  /** Ten times each colour. */
  static Path weights(Path folder) throws IOException {
    return weights(folder, 10);
  }

  static Path weights(Path folder, float scale) throws IOException {
    Path file = folder.resolve("tiny.safetensors");
    float[] diagonal = {scale, 0, 0, 0, scale, 0, 0, 0, scale};
    SafetensorsWriter.write(
        file,
        List.of(
            new WeightTensor("look.weight", List.of(3, 3, 1, 1), diagonal),
            new WeightTensor("look.bias", List.of(3), new float[3])));
    return file;
  }
}
