package dev.ninc.maven;

import dev.ninc.compiler.weights.TensorFit;
import dev.ninc.compiler.weights.WeightFiles;
import dev.ninc.runtime.SafetensorsWriter;
import dev.ninc.runtime.TensorFile;
import dev.ninc.runtime.TensorSpec;
import dev.ninc.runtime.WeightsException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
   * A file that suits its network.
   *
   * @param content what to pack
   * @param notes what is packed in another way than it is in the file, in sentences
   */
  record Checked(Output.Content content, List<String> notes) {}

  /**
   * Checks a file against its network.
   *
   * @param expected by the network
   * @throws WeightsException where the file is damaged, or holds another network's weights
   * @throws IOException where it can't be read
   */
  static Checked checked(Path file, List<TensorSpec> expected) throws IOException {
    if (WeightFiles.isNpz(file)) {
      // Read again to be written: many networks together may not fit into memory.
      return new Checked(
          to -> SafetensorsWriter.write(to, arrays(file, expected).weights().tensors()),
          notes(file, arrays(file, expected)));
    }
    try (TensorFile tensors = TensorFile.open(file)) {
      tensors.check(expected);
    }
    return new Checked(to -> copy(file, to), List.of());
  }

  private static TensorFit arrays(Path file, List<TensorSpec> expected) throws IOException {
    TensorFit fit = TensorFit.of(WeightFiles.read(file), expected);
    fit.weights().check(expected);
    return fit;
  }

  private static List<String> notes(Path file, TensorFit fit) {
    List<String> notes = new ArrayList<>();
    for (TensorSpec old : fit.reshaped()) {
      notes.add(
          "`%s` has the shape %s in %s, and is packed as %s: the same numbers in the same order."
              .formatted(
                  old.name(),
                  old.dims(),
                  file.getFileName(),
                  fit.weights().tensor(old.name()).dims()));
    }
    if (!fit.dropped().isEmpty()) {
      notes.add(
          "`%s` of %s is not packed, nor is what is called like it: inference does not need it."
              .formatted(fit.dropped().get(0), file.getFileName()));
    }
    return notes;
  }

  /** The contents alone: not the rights, nor the time. */
  private static void copy(Path from, Path to) throws IOException {
    try (InputStream in = Files.newInputStream(from);
        OutputStream out = Files.newOutputStream(to)) {
      in.transferTo(out);
    }
  }
}
