package dev.ninc.compiler.weights;

import dev.ninc.runtime.WeightsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Reads NumPy's {@code .npy} files (<a
 * href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">the format</a>,
 * versions 1 to 3) of float32, float64 and unsigned bytes in either byte order. Bytes keep their
 * values, 0 to 255. An array in Fortran's order is turned into C's. Objects, which are pickled, are
 * refused.
 */
public final class Npy {

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

  /** More than NumPy itself reads unasked. */
  private static final int LONGEST_HEADER = 1 << 16;

  private Npy() {}

  /**
   * Reads a file.
   *
   * @throws WeightsException where it is no such file, or holds something else than numbers
   * @throws IOException where it can't be read
   */
  public static FloatArray read(Path file) throws IOException {
    return read(Files.readAllBytes(file), file.toString());
  }

  /**
   * Reads a file that is in memory.
   *
   * @param source what messages call it
   * @throws WeightsException where it is no such file, or holds something else than numbers
   */
  public static FloatArray read(byte[] file, String source) throws WeightsException {
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    NpyHeader header = NpyHeader.parse(headerText(bytes, source), source);
    int width = width(header.type(), source);
    long count = 1;
    for (int dim : header.dims()) {
      count = count > Integer.MAX_VALUE ? count : count * dim; // no overflow, and no such array
    }
    if (count > Integer.MAX_VALUE || count * width != bytes.remaining()) {
      throw wrong(
          source,
          "the shape %s of %s does not fit the %d bytes of numbers"
              .formatted(header.dims(), header.type(), bytes.remaining()));
    }
    bytes.order(header.type().startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    float[] values = values(bytes, (int) count, width, source);
    return new FloatArray(
        header.dims(), header.fortran() ? rowMajor(values, header.dims()) : values);
  }

  /** The text between the fixed fields and the numbers; {@code bytes} then stands on these. */
  private static String headerText(ByteBuffer bytes, String source) throws WeightsException {
    byte[] magic = new byte[MAGIC.length];
    if (bytes.remaining() < 12) {
      throw wrong(source, "the file has only %d bytes".formatted(bytes.remaining()));
    }
    bytes.get(magic);
    int major = bytes.get();
    int minor = bytes.get();
    if (!Arrays.equals(magic, MAGIC) || major < 1 || major > 3 || minor != 0) {
      throw wrong(source, "it does not begin like a .npy file of version 1.0, 2.0 or 3.0");
    }
    long length = major == 1 ? bytes.getShort() & 0xffff : bytes.getInt() & 0xffffffffL;
    if (length > bytes.remaining() || length > LONGEST_HEADER) {
      throw wrong(source, "its header would have %d bytes".formatted(length));
    }
    byte[] text = new byte[(int) length];
    bytes.get(text);
    return new String(text, major == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
  }

  private static int width(String type, String source) throws WeightsException {
    return switch (type) {
      case "<f4", ">f4" -> 4;
      case "<f8", ">f8" -> 8;
      case "|u1", "<u1", ">u1" -> 1;
      default ->
          throw wrong(
              source,
              "it holds numbers of type %s, not float32, float64 or uint8"
                  .formatted(WeightsException.quote(type)));
    };
  }

  private static float[] values(ByteBuffer bytes, int count, int width, String source)
      throws WeightsException {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      double wide =
          switch (width) {
            case 1 -> bytes.get() & 0xff;
            case 4 -> bytes.getFloat();
            default -> bytes.getDouble();
          };
      values[i] = (float) wide;
      if (Float.isInfinite(values[i]) && !Double.isInfinite(wide)) {
        throw wrong(source, "number %d is too large for float32: %s".formatted(i, wide));
      }
    }
    return values;
  }

  /** From the first dimension running fastest to the last one running fastest. */
  private static float[] rowMajor(float[] values, List<Integer> dims) {
    float[] result = new float[values.length];
    int[] index = new int[dims.size()];
    for (float value : values) {
      int place = 0;
      for (int d = 0; d < index.length; d++) {
        place = place * dims.get(d) + index[d];
      }
      result[place] = value;
      for (int d = 0; d < index.length && ++index[d] == dims.get(d); d++) {
        index[d] = 0;
      }
    }
    return result;
  }

  private static WeightsException wrong(String source, String problem) {
    return new WeightsException(
        source
            + ": "
            + problem
            + ". Save one array with numpy.save(file, array.astype('float32')).");
  }
}
