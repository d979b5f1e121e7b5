package dev.ninc.runtime;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Writes safetensors files of float32. Tensors stand in the order of their names (by UTF-16 code
 * units), whatever the order in which they are given: the same tensors give the same bytes.
 */
public final class SafetensorsWriter {

  private static final int CHUNK = 1 << 16;

  private SafetensorsWriter() {}

  /**
   * Writes a file, all of it or nothing: first to a temporary one beside it, then renamed.
   *
   * @throws IllegalArgumentException where two tensors have one name, or a name is none that the
   *     format can hold
   * @throws IOException where the file can't be written
   */
  public static void write(Path file, Collection<WeightTensor> tensors) throws IOException {
    List<WeightTensor> sorted = sorted(tensors);
    byte[] header = header(sorted);
    Path target = file.toAbsolutePath();
    String unique = "." + target.getFileName() + "." + Long.toHexString(System.nanoTime()) + ".tmp";
    Path temporary = target.resolveSibling(unique);
    try {
      try (OutputStream out =
          Files.newOutputStream(
              temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        write(out, header, sorted);
      }
      move(temporary, target);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /**
   * Writes to a stream, and does not close it.
   *
   * @throws IllegalArgumentException where two tensors have one name, or a name is none that the
   *     format can hold
   * @throws IOException where the stream can't be written
   */
  public static void write(OutputStream out, Collection<WeightTensor> tensors) throws IOException {
    List<WeightTensor> sorted = sorted(tensors);
    write(out, header(sorted), sorted);
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static List<WeightTensor> sorted(Collection<WeightTensor> tensors) {
    List<WeightTensor> sorted = new ArrayList<>(Weights.of("", tensors).tensors());
    sorted.sort(Comparator.comparing(WeightTensor::name));
    return sorted;
  }

  private static void write(OutputStream out, byte[] header, List<WeightTensor> tensors)
      throws IOException {
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    chunk.putLong(0, header.length);
    out.write(chunk.array(), 0, Long.BYTES);
    out.write(header);
    for (WeightTensor tensor : tensors) {
      float[] values = tensor.values();
      for (int done = 0; done < values.length; ) {
        int next = Math.min(CHUNK / Float.BYTES, values.length - done);
        chunk.asFloatBuffer().put(values, done, next);
        out.write(chunk.array(), 0, next * Float.BYTES);
        done += next;
      }
    }
  }

  /** The header, padded with spaces to a multiple of 8 bytes, so that the numbers are aligned. */
  private static byte[] header(List<WeightTensor> tensors) {
    StringBuilder json = new StringBuilder("{");
    long begin = 0;
    for (WeightTensor tensor : tensors) {
      long end = begin + (long) Float.BYTES * tensor.values().length;
      json.append(begin == 0 && json.length() == 1 ? "" : ",");
      appendName(json, tensor.name());
      json.append(":{\"dtype\":\"F32\",\"shape\":[");
      for (int i = 0; i < tensor.dims().size(); i++) {
        json.append(i == 0 ? "" : ",").append(tensor.dims().get(i));
      }
      json.append("],\"data_offsets\":[").append(begin).append(',').append(end).append("]}");
      begin = end;
    }
    json.append('}');
    int length = json.toString().getBytes(StandardCharsets.UTF_8).length;
    return json.append(" ".repeat(-length & 7)).toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void appendName(StringBuilder json, String name) {
    if (name.equals(SafetensorsHeader.METADATA)
        || !StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
      throw new IllegalArgumentException("no name for a tensor: " + name);
    }
    json.append('"');
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ') {
        json.append("\\u00").append(Character.forDigit(c >> 4, 16));
        json.append(Character.forDigit(c & 15, 16));
      } else {
        json.append(c);
      }
    }
    json.append('"');
  }
}
