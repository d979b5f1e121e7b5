package dev.ninc.compiler.interchange.onnx;

import dev.ninc.compiler.interchange.wire.WireInput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads an {@code AttributeProto}; graphs in it are skipped. */
final class AttributeReader implements WireInput.Fields {

  private static final int MOST_VALUES = 4_096;

  private final WireInput in;
  private String called = "";
  private String text = "";
  private float real;
  private long integer;
  private long kind;
  private Optional<OnnxTensor> tensor = Optional.empty();
  private final List<Float> reals = new ArrayList<>();
  private final List<Long> integers = new ArrayList<>();

  private AttributeReader(WireInput in) {
    this.in = in;
  }

  static OnnxAttribute read(WireInput in, int tag) throws IOException {
    AttributeReader reader = new AttributeReader(in);
    in.message(tag, reader);
    return reader.attribute();
  }

  @Override
  public void read(int number, int tag) throws IOException {
    switch (number) {
      case 1 -> called = in.text(tag);
      case 2 -> real = in.real(tag);
      case 3 -> integer = in.integer(tag);
      case 4 -> text = text(tag);
      case 5 -> tensor = Optional.of(TensorReader.read(in, tag));
      case 7 -> reals(tag);
      case 8 -> in.integers(tag, this::add);
      case 20 -> kind = in.integer(tag);
      default -> in.skip(tag);
    }
  }

  private void add(long value) throws WireInput.Unreadable {
    WireInput.require(integers.size() < MOST_VALUES, "numbers in an attribute");
    integers.add(value);
  }

  /** Bytes, which need not be a text. */
  private String text(int tag) throws IOException {
    return StandardCharsets.UTF_8.decode(in.bytes(tag)).toString();
  }

  private void reals(int tag) throws IOException {
    byte[] all = in.fixed(tag, 4);
    WireInput.require(reals.size() + all.length / 4 <= MOST_VALUES, "numbers in an attribute");
    FloatBuffer floats = ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    while (floats.hasRemaining()) {
      reals.add(floats.get());
    }
  }

  private OnnxAttribute attribute() {
    int type = kind < 0 || kind > 64 ? -1 : (int) kind;
    return new OnnxAttribute(called, type, real, integer, text, tensor, reals, integers);
  }
}
