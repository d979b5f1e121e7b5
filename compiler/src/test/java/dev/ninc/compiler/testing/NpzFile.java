package dev.ninc.compiler.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes NumPy's files as NumPy does, and, where it is asked to, as nobody should. */
public final class NpzFile {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final ZipOutputStream zip = new ZipOutputStream(bytes);

  /** An array of float32 in C's order. */
  public NpzFile floats(String name, String shape, float... values) {
    ByteBuffer numbers = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      numbers.putFloat(value);
    }
    return array(name, "<f4", shape, numbers.array());
  }

  /** An array, deflated. */
  public NpzFile array(String name, String type, String shape, byte[] numbers) {
    return member(name + ".npy", npy(type, "False", shape, numbers), false);
  }

  /** Any member. */
  public NpzFile member(String name, byte[] content, boolean stored) {
    try {
      ZipEntry entry = new ZipEntry(name);
      if (stored) {
        CRC32 crc = new CRC32();
        crc.update(content);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
      }
      zip.putNextEntry(entry);
      zip.write(content);
      zip.closeEntry();
      return this;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The whole file. */
  public byte[] bytes() {
    try {
      zip.close();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** A {@code .npy} file of version 1. */
  public static byte[] npy(String type, String fortran, String shape, byte[] numbers) {
    byte[] header =
        "{'descr': '%s', 'fortran_order': %s, 'shape': %s, }\n"
            .formatted(type, fortran, shape)
            .getBytes(StandardCharsets.ISO_8859_1);
    return ByteBuffer.allocate(10 + header.length + numbers.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
        .putShort((short) header.length)
        .put(header)
        .put(numbers)
        .array();
  }
}
