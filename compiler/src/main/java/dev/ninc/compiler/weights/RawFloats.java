package dev.ninc.compiler.weights;

import dev.ninc.runtime.WeightsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads {@code .f32le} files: float32 numbers, little endian, and nothing else. */
public final class RawFloats {

  private RawFloats() {}

  /**
   * Reads a file as an array of one dimension.
   *
   * @throws WeightsException where the file is no whole number of numbers
   * @throws IOException where it can't be read
   */
  public static FloatArray read(Path file) throws IOException {
    return read(Files.readAllBytes(file), file.toString());
  }

  /**
   * Reads a file that is in memory as an array of one dimension.
   *
   * @param source what messages call it
   * @throws WeightsException where it is no whole number of numbers
   */
  public static FloatArray read(byte[] file, String source) throws WeightsException {
    if (file.length % Float.BYTES != 0) {
      throw new WeightsException(
          source
              + ": a file of raw float32 numbers has a multiple of 4 bytes, but this one has "
              + file.length
              + ". It is cut off, or it is of another kind; write it again.");
    }
    float[] values = new float[file.length / Float.BYTES];
    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return new FloatArray(List.of(values.length), values);
  }
}
