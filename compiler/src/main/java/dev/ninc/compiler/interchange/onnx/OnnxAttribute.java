package dev.ninc.compiler.interchange.onnx;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * {@code AttributeProto}. What is not there is 0 or empty.
 *
 * @param kind {@code AttributeProto.AttributeType}; 0 where an old file does not say it
 */
record OnnxAttribute(
    String name,
    int kind,
    float real,
    long integer,
    String text,
    Optional<OnnxTensor> tensor,
    List<Float> reals,
    List<Long> integers) {

  /** {@code AttributeType.INT}. */
  static final int INTEGER = 2;

  /** {@code AttributeType.FLOAT}. */
  static final int REAL = 1;

  /** {@code AttributeType.STRING}. */
  static final int TEXT = 3;

  /** {@code AttributeType.TENSOR}. */
  static final int TENSOR = 4;

  /** {@code AttributeType.FLOATS}. */
  static final int REALS = 6;

  /** {@code AttributeType.INTS}. */
  static final int INTEGERS = 7;

  OnnxAttribute {
    reals = List.copyOf(reals);
    integers = List.copyOf(integers);
  }

  /** Whether it is of this kind, as far as the file says. */
  boolean is(int wanted) {
    return kind == wanted || kind == 0;
  }

  /** {@code pads=[1, 1, 1, 1]}. */
  @Override
  public String toString() {
    String value =
        switch (kind) {
          case REAL -> String.valueOf(real);
          case INTEGER -> String.valueOf(integer);
          case TEXT -> text;
          case REALS -> list(reals);
          case INTEGERS -> list(integers);
          default -> "…";
        };
    return name + "=" + value;
  }

  private static String list(List<?> values) {
    return values.stream()
        .limit(8)
        .map(String::valueOf)
        .collect(Collectors.joining(",", "[", values.size() > 8 ? ",…]" : "]"));
  }
}
