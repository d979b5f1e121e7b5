package dev.ninc.maven;

import dev.ninc.compiler.weights.TensorFit;
import dev.ninc.compiler.weights.WeightFiles;
import dev.ninc.runtime.SafetensorsWriter;
import dev.ninc.runtime.TensorFile;
import dev.ninc.runtime.TensorSpec;
import dev.ninc.runtime.Weights;
import dev.ninc.runtime.WeightsException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The trained weights of a network, on their way into the jar: a safetensors file as it is, NumPy's
 * arrays as such a file. {@code ninc import numpy} does the latter once and for all, and takes a
 * list of names too.
 */
final class WeightsFile {

  /** What packed weights end in. */
  static final String ENDING = ".safetensors";

  /** The endings of files that are found beside a network. */
  static final List<String> ENDINGS = List.of(ENDING, ".npz");

  private WeightsFile() {}

  /**
   * Checks a file against its network.
   *
   * @param expected by the network
   * @return what to pack
   * @throws WeightsException where the file is damaged, or holds another network's weights
   * @throws IOException where it can't be read
   */
  static Output.Content checked(Path file, List<TensorSpec> expected) throws IOException {
    if (WeightFiles.isNpz(file)) {
      Weights weights = TensorFit.of(WeightFiles.read(file), expected).weights();
      weights.check(expected);
      return to -> SafetensorsWriter.write(to, weights.tensors());
    }
    try (TensorFile tensors = TensorFile.open(file)) {
      tensors.check(expected);
    }
    return to -> copy(file, to);
  }

  /** The contents alone: not the rights, nor the time. */
  private static void copy(Path from, Path to) throws IOException {
    try (InputStream in = Files.newInputStream(from);
        OutputStream out = Files.newOutputStream(to)) {
      in.transferTo(out);
    }
  }
}
