package dev.ninc.runtime;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Files for tests, put together from a header and data, right or wrong. */
final class SafetensorsFile {

  private SafetensorsFile() {}

  /** The header's length, the header, and so many zero bytes. */
  static byte[] of(String header, int dataBytes) {
    return of(header, new byte[dataBytes]);
  }

  static byte[] of(String header, byte[] data) {
    return of(header.getBytes(StandardCharsets.UTF_8), data);
  }

  static byte[] of(byte[] header, byte[] data) {
    return withLength(header.length, header, data);
  }

  /** A file that lies about the length of its header. */
  static byte[] withLength(long length, byte[] header, byte[] data) {
    return ByteBuffer.allocate(8 + header.length + data.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(length)
        .put(header)
        .put(data)
        .array();
  }

  /** {@code "name":{"dtype":…}}, an entry of a header. */
  static String entry(String name, String dtype, String shape, String offsets) {
    return "\"%s\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":%s}"
        .formatted(name, dtype, shape, offsets);
  }
}
