package dev.ninc.compiler.interchange.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** {@code TensorProto}: numbers as raw little-endian bytes, the last dimension running fastest. */
final class Tensors {

  /** {@code TensorProto.DataType.FLOAT}. */
  static final int FLOAT = 1;

  /** {@code TensorProto.DataType.INT64}. */
  private static final int INT64 = 7;

  private Tensors() {}

  /**
   * A float32 tensor.
   *
   * @param dims none for a single number
   */
  static Message floats(String name, List<Long> dims, float... values) {
    ByteBuffer raw = littleEndian(Math.multiplyExact(values.length, Float.BYTES));
    raw.asFloatBuffer().put(values);
    return tensor(name, dims, FLOAT, raw);
  }

  /** An int64 vector. */
  static Message integers(String name, List<Long> values) {
    ByteBuffer raw = littleEndian(values.size() * Long.BYTES);
    values.forEach(raw::putLong);
    return tensor(name, List.of((long) values.size()), INT64, raw);
  }

  private static Message tensor(String name, List<Long> dims, int type, ByteBuffer raw) {
    return new Message().integers(1, dims).integer(2, type).text(8, name).bytes(9, raw.array());
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
