package dev.ninc.runtime;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;

/** Picture files, byte by byte: what no encoder would write. */
final class PictureBytes {

  /** Where the first chunk behind the header of a PNG begins. */
  private static final int BEHIND_HEADER = 33;

  private PictureBytes() {}

  /**
   * A PNG with another chunk behind its header.
   *
   * @param chunk length, type and body, without the checksum
   */
  static byte[] chunkBeforeData(byte[] png, byte[] chunk) {
    CRC32 crc = new CRC32();
    crc.update(chunk, 4, chunk.length - 4);
    return ByteBuffer.allocate(png.length + chunk.length + 4)
        .put(png, 0, BEHIND_HEADER)
        .put(chunk)
        .putInt((int) crc.getValue())
        .put(png, BEHIND_HEADER, png.length - BEHIND_HEADER)
        .array();
  }

  /** A PNG whose header tells another size. */
  static byte[] withSize(byte[] png, int width, int height) {
    ByteBuffer other = ByteBuffer.wrap(png.clone()).putInt(16, width).putInt(20, height);
    CRC32 crc = new CRC32();
    crc.update(other.array(), 12, 17);
    return other.putInt(29, (int) crc.getValue()).array();
  }

  /** A JPEG with an Exif segment behind its first two bytes. */
  static byte[] withOrientation(byte[] jpeg, int orientation, boolean littleEndian) {
    ByteBuffer tiff =
        ByteBuffer.allocate(38)
            .order(littleEndian ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    tiff.putShort((short) (littleEndian ? 0x4949 : 0x4d4d)).putShort((short) 42).putInt(8);
    tiff.putShort((short) 2);
    tiff.putShort((short) 0x010f).putShort((short) 2).putInt(2).putInt(0);
    tiff.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) orientation);
    return withExif(jpeg, tiff.array());
  }

  static byte[] withExif(byte[] jpeg, byte[] tiff) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(jpeg, 0, 2);
    int length = tiff.length + 8;
    out.writeBytes(new byte[] {-1, (byte) 0xe1, (byte) (length >> 8), (byte) length});
    out.writeBytes(new byte[] {'E', 'x', 'i', 'f', 0, 0});
    out.writeBytes(tiff);
    out.write(jpeg, 2, jpeg.length - 2);
    return out.toByteArray();
  }
}
