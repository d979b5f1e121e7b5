package dev.ninc.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;

/** Raw float32 numbers, little endian. */
final class FloatFile {

  private FloatFile() {}

  /** Writes arrays one after the other, the whole file or nothing. */
  static void write(Path file, List<float[]> arrays) throws IOException {
    int count = arrays.stream().mapToInt(a -> a.length).reduce(0, Math::addExact);
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(count, Float.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
    for (float[] array : arrays) {
      for (float number : array) {
        bytes.putFloat(number);
      }
    }
    UserFiles.write(file, bytes.array());
  }
}
