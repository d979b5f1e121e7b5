package dev.ninc.runtime;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads safetensors files (<a href="https://github.com/huggingface/safetensors">the format</a>):
 * eight bytes with the length of a JSON header, the header, then the numbers. float16, bfloat16 and
 * float64 are converted to float32. Whatever is not exactly as the format says is a {@link
 * WeightsException}, and no file makes the reader allocate more than a small multiple of its size.
 */
public final class Safetensors {

  /** The longest header that the format allows, in bytes. */
  static final int LONGEST_HEADER = 100_000_000;

  private static final int CHUNK = 1 << 16;
  private static final int PREFIX = 8;
  private static final long UNKNOWN = -1;

  private final InputStream in;
  private final long size;
  private final String source;
  private final ByteBuffer chunk = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);

  Safetensors(InputStream in, long size, String source) {
    this.in = in;
    this.size = size;
    this.source = source;
  }

  /**
   * Reads a file.
   *
   * @throws WeightsException where it is no valid safetensors file of floating-point numbers
   * @throws IOException where it can't be read
   */
  public static Weights read(Path path) throws IOException {
    if (path.getFileSystem() != FileSystems.getDefault()) {
      try (InputStream in = Files.newInputStream(path)) {
        return read(in, path.toString());
      }
    }
    File file = path.toFile();
    try (InputStream in = new FileInputStream(file)) {
      long size = file.isFile() ? file.length() : UNKNOWN; // a pipe has no length
      return new Safetensors(in, size, path.toString()).read();
    }
  }

  /**
   * Reads a stream to its end, and does not close it.
   *
   * @param source what messages call it: the resource's name
   * @throws WeightsException where it is no valid safetensors file of floating-point numbers
   * @throws IOException where it can't be read
   */
  public static Weights read(InputStream in, String source) throws IOException {
    return new Safetensors(in, UNKNOWN, source).read();
  }

  /**
   * Reads the weights that were packed beside a generated class.
   *
   * @param resource what {@code getResourceAsStream} gave: null where there is none
   * @param name of the resource, with its folders
   * @throws WeightsException where there is none, or it is no valid safetensors file
   * @throws IOException where it can't be read
   */
  public static Weights packed(InputStream resource, String name) throws IOException {
    if (resource == null) {
      throw WeightsException.in(
          name,
          "there is no such resource beside the class.",
          "Pack the weights that the build laid there, or load them from a file: load(Path).");
    }
    return read(resource, name);
  }

  /**
   * Reads a file that is in memory.
   *
   * @param source what messages call it
   * @throws WeightsException where it is no valid safetensors file of floating-point numbers
   */
  public static Weights read(byte[] file, String source) throws WeightsException {
    try {
      return new Safetensors(new ByteArrayInputStream(file), file.length, source).read();
    } catch (WeightsException e) {
      throw e;
    } catch (IOException e) {
      throw new AssertionError(e); // an array can always be read
    }
  }

  private Weights read() throws IOException {
    SafetensorsHeader entries = header();
    List<WeightTensor> tensors = new ArrayList<>(entries.tensors().size());
    for (SafetensorsHeader.Entry entry : entries.tensors()) {
      tensors.add(new WeightTensor(entry.name(), entry.dims(), values(entry)));
    }
    if (in.read() >= 0) {
      throw damaged("there are bytes after the last tensor.");
    }
    return Weights.of(source, tensors);
  }

  /** The header; the stream then stands on the first number. */
  SafetensorsHeader header() throws IOException {
    int headerLength = headerLength();
    byte[] header = in.readNBytes(headerLength);
    if (header.length < headerLength) {
      throw truncated("the header of " + headerLength + " bytes");
    }
    SafetensorsHeader entries = SafetensorsHeader.parse(header, source);
    long end = PREFIX + headerLength + entries.dataLength();
    if (size != UNKNOWN && size != end) {
      throw damaged(
          "the header describes a file of " + end + " bytes, but this one has " + size + ".");
    }
    return entries;
  }

  private int headerLength() throws IOException {
    if (!fill(PREFIX)) {
      throw truncated("the length of the header, which takes 8 bytes");
    }
    long length = chunk.getLong(0);
    if (length < 0 || length > LONGEST_HEADER) {
      throw damaged(
          "the header would have "
              + Long.toUnsignedString(length)
              + " bytes; "
              + LONGEST_HEADER
              + " is the most.");
    }
    if (size != UNKNOWN && length > size - PREFIX) {
      throw damaged(
          "the header would have " + length + " bytes, but the file has only " + size + ".");
    }
    return (int) length;
  }

  /** The numbers of the tensor that comes next. */
  float[] values(SafetensorsHeader.Entry entry) throws IOException {
    DType type = entry.type();
    int count = entry.count();
    // Of a stream nobody knows whether it holds what its header promises: grow with what comes.
    float[] values = new float[size == UNKNOWN ? Math.min(count, CHUNK) : count];
    for (int done = 0; done < count; ) {
      int next = Math.min(CHUNK / type.width, count - done);
      if (!fill(next * type.width)) {
        throw truncated("tensor " + WeightsException.quote(entry.name()));
      }
      if (done + next > values.length) {
        values = Arrays.copyOf(values, (int) Math.min(count, 2L * values.length));
      }
      int overflow = type.decode(chunk, next, values, done);
      if (overflow != DType.FITS) {
        throw WeightsException.in(
            source,
            "tensor "
                + WeightsException.quote(entry.name())
                + ": number "
                + overflow
                + " is finite in F64, but too large for float32.",
            "Convert the tensor to F32 and look at its range.");
      }
      done += next;
    }
    return values;
  }

  /** Reads so many bytes to the start of the chunk, and says whether there were so many. */
  private boolean fill(int length) throws IOException {
    return in.readNBytes(chunk.array(), 0, length) == length;
  }

  private WeightsException truncated(String what) {
    return damaged("the file ends within " + what + ".");
  }

  private WeightsException damaged(String problem) {
    return WeightsException.in(
        source, problem, "The file is damaged or is no safetensors file; fetch or write it again.");
  }
}
