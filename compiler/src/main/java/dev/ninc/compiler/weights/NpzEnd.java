package dev.ninc.compiler.weights;

import dev.ninc.runtime.WeightsException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * Looks at the last bytes of a zip file before {@link java.util.zip.ZipFile} does. That of Java 17
 * believes the number of members which the extended end record (zip64) of a large file says, and
 * allocates for that many, be it two thousand million, or fails where it is negative. NumPy writes
 * such a record for more than 65,535 arrays or beyond 2 GiB alone, so none is taken; and no comment
 * either, so that there is but one place where the record could stand.
 */
final class NpzEnd {

  private static final int END = 0x06054b50;
  private static final int END_LENGTH = 22;
  private static final int COMMENT = 20;
  private static final int LOCATOR = 0x07064b50;
  private static final int LOCATOR_LENGTH = 20;
  private static final int LOCAL = 0x04034b50;

  private NpzEnd() {}

  /**
   * Checks that a file ends as a small zip file does.
   *
   * @throws WeightsException where it does not
   */
  static void check(Path path) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      long length = file.length();
      if (length < END_LENGTH) {
        throw damaged(path.toString(), "there are only " + length + " bytes");
      }
      ByteBuffer start = bytes(file, 0, Integer.BYTES);
      ByteBuffer end = bytes(file, length - END_LENGTH, END_LENGTH);
      if (end.getInt(0) != END || end.getShort(COMMENT) != 0) {
        boolean began = start.getInt(0) == LOCAL;
        throw damaged(
            path.toString(), began ? "its end is missing" : "it is no zip file of arrays");
      }
      long locator = length - END_LENGTH - LOCATOR_LENGTH;
      if (locator >= 0 && bytes(file, locator, LOCATOR_LENGTH).getInt(0) == LOCATOR) {
        throw new WeightsException(
            path
                + ": it is a zip file of the extended kind (zip64), for more than 65,535 arrays or"
                + " 2 GiB. Save the weights of one network, and nothing else.");
      }
    }
  }

  private static ByteBuffer bytes(RandomAccessFile file, long at, int count) throws IOException {
    byte[] bytes = new byte[count];
    file.seek(at);
    file.readFully(bytes);
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * A file, or an array of one, that can't be read.
   *
   * @param reason without a full stop
   */
  static WeightsException damaged(String source, String reason) {
    return new WeightsException(
        source
            + ": "
            + reason
            + ". The file is damaged, encrypted or no .npz file; write it again with"
            + " numpy.savez(file, **arrays).");
  }
}
