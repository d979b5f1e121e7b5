package dev.ninc.cli;

import dev.ninc.compiler.weights.FloatArray;
import dev.ninc.compiler.weights.Npy;
import dev.ninc.runtime.TensorFile;
import dev.ninc.runtime.TensorSpec;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A file of tensors, of which one at a time is in memory. */
interface TensorSource extends Closeable {

  /** What the file holds, in its order. */
  List<TensorFile.Entry> tensors();

  /** The numbers of a tensor as float32, the last dimension running fastest. */
  float[] values(String name) throws IOException;

  /**
   * Opens a {@code .npy} file, which holds a single array, or else a safetensors file.
   *
   * @throws IOException where it is no such file
   * @throws Mistake where it can't be opened
   */
  static TensorSource open(Path file) throws IOException, Mistake {
    UserFiles.regular(file, "the weights");
    return isNpy(file) ? new Array(file) : new Tensors(TensorFile.open(file));
  }

  static boolean isNpy(Path file) {
    return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".npy");
  }

  /** A safetensors file. */
  record Tensors(TensorFile file) implements TensorSource {

    @Override
    public List<TensorFile.Entry> tensors() {
      return file.tensors();
    }

    @Override
    public float[] values(String name) throws IOException {
      return file.values(name);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  /** A {@code .npy} file: one array, which has no name. */
  final class Array implements TensorSource {

    private static final String NAME = "(array)";

    private final FloatArray array;

    Array(Path file) throws IOException, Mistake {
      array = Npy.read(UserFiles.fitting(file));
    }

    @Override
    public List<TensorFile.Entry> tensors() {
      return List.of(new TensorFile.Entry(new TensorSpec(NAME, array.dims()), "npy"));
    }

    @Override
    public float[] values(String name) {
      return array.values();
    }

    @Override
    public void close() {}
  }
}
