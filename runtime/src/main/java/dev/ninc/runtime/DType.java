package dev.ninc.runtime;

import java.nio.ByteBuffer;

/** The kinds of numbers that a safetensors file may hold and that weights may be, little endian. */
enum DType {
  F32(4),
  F16(2),
  BF16(2),
  F64(8);

  /** All numbers could be held. */
  static final int FITS = -1;

  /** Bytes of a number. */
  final int width;

  DType(int width) {
    this.width = width;
  }

  /** The kind of this name, or null where weights can't be of it. */
  static DType named(String name) {
    for (DType type : values()) {
      if (type.name().equals(name)) {
        return type;
      }
    }
    return null;
  }

  /**
   * Reads {@code count} numbers from the start of {@code bytes} into {@code values} from {@code at}
   * on.
   *
   * @return the place in {@code values} of a finite number that float32 can't hold, or {@link
   *     #FITS}
   */
  int decode(ByteBuffer bytes, int count, float[] values, int at) {
    return switch (this) {
      case F32 -> {
        bytes.asFloatBuffer().get(values, at, count);
        yield FITS;
      }
      case F16 -> {
        for (int i = 0; i < count; i++) {
          values[at + i] = half(bytes.getShort(2 * i));
        }
        yield FITS;
      }
      case BF16 -> {
        for (int i = 0; i < count; i++) {
          values[at + i] = Float.intBitsToFloat(bytes.getShort(2 * i) << 16);
        }
        yield FITS;
      }
      case F64 -> doubles(bytes, count, values, at);
    };
  }

  private static int doubles(ByteBuffer bytes, int count, float[] values, int at) {
    for (int i = 0; i < count; i++) {
      double wide = bytes.getDouble(8 * i);
      float narrow = (float) wide;
      if (Float.isInfinite(narrow) && !Double.isInfinite(wide)) {
        return at + i;
      }
      values[at + i] = narrow;
    }
    return FITS;
  }

  /** IEEE 754 binary16, exact in float32 ({@code Float.float16ToFloat} came with Java 20). */
  static float half(short bits) {
    int sign = (bits & 0x8000) << 16;
    int exponent = bits >> 10 & 0x1f;
    int fraction = bits & 0x3ff;
    if (exponent == 0) {
      float magnitude = fraction * 0x1p-24f;
      return sign == 0 ? magnitude : -magnitude;
    }
    int wide = exponent == 0x1f ? 0xff : exponent - 15 + 127;
    return Float.intBitsToFloat(sign | wide << 23 | fraction << 13);
  }
}
