package dev.ninc.cli;

import dev.ninc.compiler.source.CompilerBug;
import dev.ninc.compiler.weights.FloatArray;
import dev.ninc.compiler.weights.Npy;
import dev.ninc.compiler.weights.Npz;
import dev.ninc.compiler.weights.WeightFiles;
import dev.ninc.runtime.TensorFile;
import dev.ninc.runtime.TensorSpec;
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

  /** Names and shapes of {@link #tensors}. */
  default List<TensorSpec> specs() {
    return tensors().stream().map(TensorFile.Entry::spec).toList();
  }

  /** The numbers of a tensor as float32, the last dimension running fastest. */
  float[] values(String name) throws IOException;

  /**
   * Checks that these are exactly the tensors that a network expects.
   *
   * @throws WeightsException that lists all that are missing, surplus or misshapen
   */
  void check(List<TensorSpec> expected) throws WeightsException;

  /**
   * Opens a file of named tensors under other names.
   *
   * @param names if there are none, this is {@link #open(Path)}
   * @throws IOException where it is no such file, or the names do not fit it
   * @throws Rejected with the mistakes in a list of names
   */
  static TensorSource open(Path file, NameArguments names) throws IOException, Mistake, Rejected {
    TensorSource source = open(file);
    if (names.isEmpty()) {
      return source;
    }
    try {
      List<String> old = source.tensors().stream().map(t -> t.spec().name()).toList();
      return new Renamed(file.toString(), source, names.names(file.toString(), old));
    } catch (IOException | Mistake | Rejected | RuntimeException e) {
      source.close();
      throw e;
    }
  }

  /**
   * Opens a {@code .npz} file, a {@code .npy} file, which holds a single array, or else a
   * safetensors file.
   *
   * @throws IOException where it is no such file
   * @throws Mistake where it can't be opened
   */
  static TensorSource open(Path file) throws IOException, Mistake {
    UserFiles.regular(file, "the weights");
    if (WeightFiles.isNpz(file)) {
      return new Arrays(file.toString(), Npz.open(file));
    }
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

  /** A {@code .npz} file. */
  record Arrays(String source, Npz file) implements TensorSource {

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
      Weights.check(source, specs(), expected);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  /**
   * A file whose tensors are called otherwise.
   *
   * @param names the new ones by the old; a tensor that has none is left out
   */
  record Renamed(String source, TensorSource file, Map<String, String> names)
      implements TensorSource {

    @Override
    public List<TensorFile.Entry> tensors() {
      List<TensorFile.Entry> entries = new ArrayList<>();
      for (TensorFile.Entry entry : file.tensors()) {
        String name = names.get(entry.spec().name());
        if (name != null) {
          TensorSpec spec = new TensorSpec(name, entry.spec().dims());
          entries.add(new TensorFile.Entry(spec, entry.type()));
        }
      }
      return entries;
    }

    @Override
    public float[] values(String name) throws IOException {
      for (Map.Entry<String, String> entry : names.entrySet()) {
        if (entry.getValue().equals(name)) {
          return file.values(entry.getKey());
        }
      }
      throw new IllegalArgumentException(source + " has no tensor " + name);
    }

    @Override
    public void check(List<TensorSpec> expected) throws WeightsException {
      Weights.check(source, specs(), expected);
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
