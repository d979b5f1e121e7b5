package dev.ninc.compiler.weights;

import dev.ninc.runtime.Safetensors;
import dev.ninc.runtime.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** Files of named tensors, of all formats that are read: by the ending of their names. */
public final class WeightFiles {

  private WeightFiles() {}

  /** Whether a file is called like one of NumPy's with several arrays. */
  public static boolean isNpz(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".npz");
  }

  /**
   * Reads a {@code .npz} file, or else a safetensors file.
   *
   * @throws dev.ninc.runtime.WeightsException where it is no such file
   * @throws IOException where it can't be read
   */
  public static Weights read(Path file) throws IOException {
    return isNpz(file) ? Npz.read(file) : Safetensors.read(file);
  }
}
