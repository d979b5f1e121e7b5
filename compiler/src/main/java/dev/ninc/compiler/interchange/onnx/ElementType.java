package dev.ninc.compiler.interchange.onnx;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** {@code TensorProto.DataType}, as far as tensors of it can be read. */
enum ElementType {
  FLOAT(1, 4, true),
  UINT8(2, 1, false),
  INT8(3, 1, false),
  INT32(6, 4, false),
  INT64(7, 8, false),
  BOOL(9, 1, false),
  FLOAT16(10, 2, true),
  DOUBLE(11, 8, true),
  BFLOAT16(16, 2, true);

  private final int number;
  private final int bytes;
  private final boolean real;

  ElementType(int number, int bytes, boolean real) {
    this.number = number;
    this.bytes = bytes;
    this.real = real;
  }

  /** The type with this number. */
  static Optional<ElementType> of(int number) {
    return Arrays.stream(values()).filter(t -> t.number == number).findFirst();
  }

  /** Bytes of one element. */
  int bytes() {
    return bytes;
  }

  boolean isReal() {
    return real;
  }

  /** What ONNX calls it: {@code float16}. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The element at this index, as float32: exactly but for {@link #DOUBLE}, which is rounded. */
  float real(ByteBuffer raw, int index) {
    return switch (this) {
      case FLOAT -> raw.getFloat(4 * index);
      case DOUBLE -> (float) raw.getDouble(8 * index);
      case FLOAT16 -> half(raw.getShort(2 * index));
      case BFLOAT16 -> Float.intBitsToFloat(raw.getShort(2 * index) << 16);
      default -> whole(raw, index);
    };
  }

  /** The element at this index of a type that has no fraction. */
  long whole(ByteBuffer raw, int index) {
    return switch (this) {
      case INT64 -> raw.getLong(8 * index);
      case INT32 -> raw.getInt(4 * index);
      case INT8 -> raw.get(index);
      case UINT8, BOOL -> Byte.toUnsignedLong(raw.get(index));
      default -> throw new IllegalStateException(this + " is real");
    };
  }

  /** A number that {@code int32_data} holds as its bits or as itself. */
  float real(long held) {
    return switch (this) {
      case FLOAT16 -> half((short) held);
      case BFLOAT16 -> Float.intBitsToFloat((int) held << 16);
      default -> held;
    };
  }

  /** IEEE 754 binary16. */
  private static float half(short bits) {
    int sign = (bits & 0x8000) << 16;
    int exponent = bits >>> 10 & 0x1f;
    int fraction = bits & 0x3ff;
    if (exponent == 0) {
      float small = fraction * 0x1p-24f;
      return sign == 0 ? small : -small;
    }
    int wide = exponent == 31 ? 255 : exponent - 15 + 127;
    return Float.intBitsToFloat(sign | wide << 23 | fraction << 13);
  }
}
