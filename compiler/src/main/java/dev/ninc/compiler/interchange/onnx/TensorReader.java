package dev.ninc.compiler.interchange.onnx;

import dev.ninc.compiler.interchange.onnx.OnnxTensor.Content;
import dev.ninc.compiler.interchange.wire.WireInput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a {@code TensorProto}. */
final class TensorReader {

  private static final int MOST_DIMS = 16;
  private static final int MOST_ENTRIES = 16;

  private final WireInput in;
  private final List<Long> dims = new ArrayList<>();
  private final ByteArrayOutputStream fixed = new ByteArrayOutputStream(0);
  private final Map<String, String> external = new LinkedHashMap<>();
  private ByteBuffer raw = ByteBuffer.allocate(0).order(ByteOrder.LITTLE_ENDIAN);
  private long[] wide = new long[0];
  private int wideCount;
  private String name = "";
  private long type;
  private boolean outside;

  private TensorReader(WireInput in) {
    this.in = in;
  }

  static OnnxTensor read(WireInput in, int tag) throws IOException {
    TensorReader reader = new TensorReader(in);
    in.message(tag, reader::field);
    return reader.tensor();
  }

  private void field(int number, int tag) throws IOException {
    switch (number) {
      case 1 -> in.integers(tag, this::dim);
      case 2 -> type = in.integer(tag);
      case 4 -> fixed.writeBytes(in.fixed(tag, 4));
      case 5, 7 -> in.integers(tag, this::add);
      case 8 -> name = in.text(tag);
      case 9 -> raw = in.bytes(tag);
      case 10 -> fixed.writeBytes(in.fixed(tag, 8));
      case 13 -> {
        WireInput.require(external.size() < MOST_ENTRIES, "notes on a tensor's file");
        in.message(tag, new Entry());
      }
      case 14 -> outside = in.integer(tag) == 1;
      default -> in.skip(tag);
    }
  }

  private void dim(long value) throws WireInput.Unreadable {
    WireInput.require(dims.size() < MOST_DIMS, "dimensions of a tensor");
    dims.add(value);
  }

  private void add(long value) {
    if (wideCount == wide.length) {
      wide = Arrays.copyOf(wide, Math.max(16, wide.length + wide.length / 2));
    }
    wide[wideCount++] = value;
  }

  private OnnxTensor tensor() throws WireInput.Unreadable {
    WireInput.require(type >= 0 && type <= Integer.MAX_VALUE, "kinds of numbers");
    return new OnnxTensor(name, (int) type, dims, content());
  }

  private Content content() {
    if (outside) {
      return new Content.External(external);
    }
    if (wideCount > 0) {
      return new Content.Wide(wideCount == wide.length ? wide : Arrays.copyOf(wide, wideCount));
    }
    ByteBuffer bytes = fixed.size() == 0 ? raw : ByteBuffer.wrap(fixed.toByteArray());
    return new Content.Raw(bytes.order(ByteOrder.LITTLE_ENDIAN));
  }

  /** {@code StringStringEntryProto}. */
  private final class Entry implements WireInput.Fields {
    private String key = "";

    @Override
    public void read(int number, int tag) throws IOException {
      switch (number) {
        case 1 -> key = in.text(tag);
        case 2 -> external.put(key, in.text(tag));
        default -> in.skip(tag);
      }
    }
  }
}
