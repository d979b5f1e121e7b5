package dev.ninc.compiler.interchange.onnx;

import dev.ninc.runtime.WeightsException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code TensorProto}: numbers of one type.
 *
 * @param type {@code TensorProto.DataType}
 * @param dims outermost first; none for a single number
 * @param content where the numbers are
 */
record OnnxTensor(String name, int type, List<Long> dims, Content content) {

  OnnxTensor {
    dims = List.copyOf(dims);
  }

  /** Where the numbers are: in one of three places. */
  sealed interface Content {
    /** Little-endian, without gaps. */
    record Raw(ByteBuffer bytes) implements Content {}

    /** Numbers of a narrow type, each in an integer of its own. */
    record Wide(long[] values) implements Content {}

    /**
     * In a file beside the model.
     *
     * @param entries {@code location}, {@code offset} and {@code length}, as the model has them
     */
    record External(Map<String, String> entries) implements Content {
      public External {
        entries = Map.copyOf(entries);
      }
    }
  }

  /** How many numbers there are; empty where no array holds as many, or a dimension is below 0. */
  Optional<Integer> size() {
    long size = 1;
    for (long dim : dims) {
      if (dim < 0 || dim > Integer.MAX_VALUE) {
        return Optional.empty();
      }
      size = size > Integer.MAX_VALUE ? size : size * dim;
    }
    return size > Integer.MAX_VALUE - 8 ? Optional.empty() : Optional.of((int) size);
  }

  Optional<ElementType> element() {
    return ElementType.of(type);
  }

  /** Why its numbers can't be read; empty where they can, as far as they are in the model. */
  Optional<String> damage() {
    if (size().isEmpty()) {
      return Optional.of("has the dimensions " + dims + ", which no array has");
    }
    Optional<Long> held = held();
    boolean fits = held.isEmpty() || held.get() == (long) size().get();
    return fits
        ? Optional.empty()
        : Optional.of("has the dimensions " + dims + ", but holds " + held.get() + " numbers");
  }

  /** How many numbers are there; empty where that is not known. */
  private Optional<Long> held() {
    if (content instanceof Content.Wide wide) {
      return Optional.of((long) wide.values().length);
    }
    if (content instanceof Content.Raw raw && element().isPresent()) {
      long bytes = raw.bytes().remaining();
      int each = element().get().bytes();
      return Optional.of(bytes % each == 0 ? bytes / each : -1);
    }
    return Optional.empty();
  }

  /** The numbers as float32. The tensor is undamaged, and of a known type. */
  float[] reals(ByteBuffer external) {
    float[] values = new float[size().orElseThrow()];
    ElementType type = element().orElseThrow();
    if (content instanceof Content.Wide wide) {
      for (int i = 0; i < values.length; i++) {
        values[i] = type.real(wide.values()[i]);
      }
      return values;
    }
    ByteBuffer bytes = bytes(external);
    if (type == ElementType.FLOAT) {
      bytes.asFloatBuffer().get(values);
      return values;
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = type.real(bytes, i);
    }
    return values;
  }

  /** The numbers of a type without fractions. */
  long[] wholes(ByteBuffer external) {
    if (content instanceof Content.Wide wide) {
      return wide.values();
    }
    long[] values = new long[size().orElseThrow()];
    ByteBuffer bytes = bytes(external);
    for (int i = 0; i < values.length; i++) {
      values[i] = element().orElseThrow().whole(bytes, i);
    }
    return values;
  }

  private ByteBuffer bytes(ByteBuffer external) {
    ByteBuffer bytes = content instanceof Content.Raw raw ? raw.bytes() : external;
    return bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Its name for a message. */
  String quoted() {
    return name.isEmpty() ? "without a name" : WeightsException.quote(name);
  }
}
