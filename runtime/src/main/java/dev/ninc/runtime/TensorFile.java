package dev.ninc.runtime;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A safetensors file that is read a tensor at a time, for tools that look at files larger than the
 * memory: no more is held than the header and the tensor that is asked for.
 */
public final class TensorFile implements Closeable {

  /**
   * A tensor as the file describes it.
   *
   * @param type {@code F32}, {@code F16}, {@code BF16} or {@code F64}
   */
  public record Entry(TensorSpec spec, String type) {}

  private final FileChannel channel;
  private final String source;
  private final long begin;
  private final Map<String, SafetensorsHeader.Entry> tensors = new LinkedHashMap<>();

  private TensorFile(FileChannel channel, String source) throws IOException {
    this.channel = channel;
    this.source = source;
    SafetensorsHeader header = reader().header();
    this.begin = channel.position();
    header.tensors().forEach(t -> tensors.put(t.name(), t));
  }

  /**
   * Opens a file and reads its header.
   *
   * @throws WeightsException where it is no valid safetensors file of floating-point numbers
   * @throws IOException where it can't be read, or is no file in which one can go back and forth
   */
  public static TensorFile open(Path path) throws IOException {
    FileChannel channel = FileChannel.open(path);
    try {
      return new TensorFile(channel, path.toString());
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** What the file holds, in its order. */
  public List<Entry> tensors() {
    return tensors.values().stream()
        .map(t -> new Entry(new TensorSpec(t.name(), t.dims()), t.type().name()))
        .toList();
  }

  /**
   * The numbers of a tensor as float32, the last dimension running fastest.
   *
   * @throws WeightsException where a finite float64 is too large for float32
   * @throws IllegalArgumentException where there is no tensor of this name
   */
  public float[] values(String name) throws IOException {
    SafetensorsHeader.Entry tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException(source + " has no tensor " + name);
    }
    channel.position(begin + tensor.begin());
    return reader().values(tensor);
  }

  /**
   * Checks that the file holds exactly the tensors that a network expects.
   *
   * @throws WeightsException that lists all that are missing, surplus or misshapen
   */
  public void check(List<TensorSpec> expected) throws WeightsException {
    Mismatch.check(source, tensors().stream().map(Entry::spec).toList(), expected);
  }

  private Safetensors reader() throws IOException {
    return new Safetensors(Channels.newInputStream(channel), channel.size(), source);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
