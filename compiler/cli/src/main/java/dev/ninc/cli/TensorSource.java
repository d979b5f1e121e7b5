package dev.ninc.cli;

import dev.ninc.compiler.source.CompilerBug;
import dev.ninc.compiler.weights.FloatArray;
import dev.ninc.compiler.weights.Npy;
import dev.ninc.runtime.Safetensors;
import dev.ninc.runtime.TensorFile;
import dev.ninc.runtime.TensorSpec;
import dev.ninc.runtime.WeightTensor;
import dev.ninc.runtime.Weights;
import dev.ninc.runtime.WeightsException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A file of tensors, of which one at a time is in memory. */
interface TensorSource extends Closeable {

  /** What the file holds, in its order. */
  List<TensorFile.Entry> tensors();

  /** The numbers of a tensor as float32, the last dimension running fastest. */
  float[] values(String name) throws IOException;

  /**
   * Checks that these are exactly the tensors that a network expects.
   *
   * @throws WeightsException that lists all that are missing, surplus or misshapen
   */
  void check(List<TensorSpec> expected) throws WeightsException;

  /**
   * Opens a safetensors file under other names.
   *
   * @param renamed new names by old; if there are none, this is {@link #open(Path)}
   * @throws IOException where it is no such file, or the names do not fit it
   */
  static TensorSource open(Path file, Map<String, String> renamed) throws IOException, Mistake {
    if (renamed.isEmpty()) {
      return open(file);
    }
    UserFiles.regular(file, "the weights");
    Weights weights = Safetensors.read(UserFiles.fitting(file)).rename(renamed);
    return new Renamed(TensorFile.open(file), weights);
  }

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
    public void check(List<TensorSpec> expected) throws WeightsException {
      file.check(expected);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  /**
   * A safetensors file whose tensors are called otherwise: all of them are in memory.
   *
   * @param weights in the order of the file
   */
  record Renamed(TensorFile file, Weights weights) implements TensorSource {

    @Override
    public List<TensorFile.Entry> tensors() {
      List<TensorFile.Entry> entries = new ArrayList<>();
      for (WeightTensor tensor : weights.tensors()) {
        String type = file.tensors().get(entries.size()).type();
        entries.add(new TensorFile.Entry(new TensorSpec(tensor.name(), tensor.dims()), type));
      }
      return entries;
    }

    @Override
    public float[] values(String name) {
      return weights.floats(name);
    }

    @Override
    public void check(List<TensorSpec> expected) throws WeightsException {
      weights.check(expected);
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
    public void check(List<TensorSpec> expected) {
      throw new CompilerBug("an array without a name is checked");
    }

    @Override
    public void close() {}
  }
}
