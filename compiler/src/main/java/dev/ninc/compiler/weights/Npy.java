package dev.ninc.compiler.weights;

import dev.ninc.runtime.WeightsException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads NumPy's {@code .npy} files (<a
 * href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">the format</a>,
 * versions 1 to 3) of floating-point numbers (16, 32 or 64 bits) and whole ones in either byte
 * order. Whole numbers keep their values, bytes for instance 0 to 255; one that float32 can't hold
 * is refused. An array in Fortran's order is turned into C's. Objects, which are pickled, are
 * refused.
 */
public final class Npy {

  static final String REMEDY = "Save an array as numbers: array.astype('float32').";

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
    NpyHead head = head(file, source);
    int count = head.count(file.length - head.length(), source);
    ByteBuffer bytes = ByteBuffer.wrap(file, head.length(), file.length - head.length());
    bytes.order(NpyType.order(head.header().type()));
    float[] values = values(bytes, count, head.type(), source);
    List<Integer> dims = head.header().dims();
    return new FloatArray(dims, head.header().fortran() ? rowMajor(values, dims) : values);
  }

  private static NpyHead head(byte[] file, String source) throws WeightsException {
    try {
      return NpyHead.read(new ByteArrayInputStream(file), source);
    } catch (WeightsException e) {
      throw e;
    } catch (IOException e) {
      throw new AssertionError(e); // an array can always be read
    }
  }

  private static float[] values(ByteBuffer bytes, int count, NpyType type, String source)
      throws WeightsException {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      double wide = type.next(bytes);
      values[i] = (float) wide;
      if (type.isFloating()
          ? Float.isInfinite(values[i]) && !Double.isInfinite(wide)
          : values[i] != wide) {
        throw NpyHead.wrong(source, misfit(i, wide, type));
      }
    }
    return values;
  }

  private static String misfit(int i, double wide, NpyType type) {
    return type.isFloating()
        ? "number %d is too large for float32: %s".formatted(i, wide)
        : "number %d is whole and would be rounded by float32".formatted(i);
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
}
