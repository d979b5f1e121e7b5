package dev.ninc.compiler.weights;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import java.util.Optional;

/** The kinds of numbers of a {@code .npy} file that are read. */
enum NpyType {
  F2(2),
  F4(4),
  F8(8),
  I1(1),
  I2(2),
  I4(4),
  I8(8),
  U1(1),
  U2(2),
  U4(4),
  U8(8);

  /** Bytes of a number. */
  final int width;

  NpyType(int width) {
    this.width = width;
  }

  /**
   * The kind that NumPy writes as {@code <f4}: an order of bytes (none, {@code |}, for single
   * bytes), a letter and a width; empty where numbers of this kind aren't read.
   */
  static Optional<NpyType> of(String descr) {
    for (NpyType type : values()) {
      String name = type.name().toLowerCase(Locale.ROOT);
      boolean ordered = descr.equals("<" + name) || descr.equals(">" + name);
      if (ordered || type.width == 1 && descr.equals("|" + name)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  /** The order of the bytes of a number. */
  static ByteOrder order(String descr) {
    return descr.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
  }

  /** Whether the numbers have fractions; the others are whole, and must stay so in float32. */
  boolean isFloating() {
    return this == F2 || this == F4 || this == F8;
  }

  /** The next number, exactly; for {@link #I8} and {@link #U8} see {@link #whole}. */
  double next(ByteBuffer bytes) {
    return switch (this) {
      case F2 -> half(bytes.getShort());
      case F4 -> bytes.getFloat();
      case F8 -> bytes.getDouble();
      case I1, I2, I4, I8, U1, U2, U4, U8 -> whole(bytes);
    };
  }

  /** The next whole number, rounded to a double; none that float32 can hold is rounded. */
  private double whole(ByteBuffer bytes) {
    return switch (this) {
      case I1 -> bytes.get();
      case I2 -> bytes.getShort();
      case I4 -> bytes.getInt();
      case U1 -> bytes.get() & 0xff;
      case U2 -> bytes.getShort() & 0xffff;
      case U4 -> bytes.getInt() & 0xffffffffL;
      default -> wide(bytes.getLong());
    };
  }

  /**
   * A whole number of 64 bits. Beyond 2⁵³ a double may not say exactly which it was: such numbers
   * become one that no float32 is, so that they are refused like all that don't fit.
   */
  private double wide(long bits) {
    boolean exact = Math.abs(bits) <= 1L << 53 && (this == I8 || bits >= 0);
    return exact ? bits : (1L << 53) - 1;
  }

  /** IEEE 754 binary16: a sign, 5 bits of exponent, 10 of fraction. */
  private static double half(short bits) {
    int exponent = bits >> 10 & 0x1f;
    int fraction = bits & 0x3ff;
    double size;
    if (exponent == 0x1f) {
      size = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
    } else {
      size = exponent == 0 ? fraction * 0x1p-24 : Math.scalb(1024.0 + fraction, exponent - 25);
    }
    return bits < 0 ? -size : size;
  }
}
