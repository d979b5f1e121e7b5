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
import java.util.Set;
import java.util.TreeSet;

/** Reads a {@code TensorProto}. */
final class TensorReader {

  private static final int MOST_DIMS = 16;
  private static final int MOST_ENTRIES = 16;

  /** The fields for lists of numbers; {@code raw_data} may stand empty beside one. */
  private static final Set<Integer> DATA = Set.of(4, 5, 7, 10);

  /** The types whose numbers {@code int32_data} holds. */
  private static final Set<Long> INT32_DATA = Set.of(2L, 3L, 4L, 5L, 6L, 9L, 10L, 16L);

  private final WireInput in;
  private final List<Long> dims = new ArrayList<>();
  private final Set<Integer> filled = new TreeSet<>();
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
    if (DATA.contains(number)) {
      filled.add(number);
    }
    switch (number) {
      case 1 -> in.integers(tag, this::dim);
      case 2 -> type = in.integer(tag);
      case 4 -> fixed.writeBytes(in.fixed(tag, 4));
      case 5, 7 -> in.integers(tag, this::add);
      case 8 -> name = in.text(tag);
      case 9 -> {
        raw = in.bytes(tag);
        if (raw.hasRemaining()) {
          filled.add(number);
        }
      }
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

  /** Whether numbers are in the field for their type, and in no other; else they are none. */
  private boolean isOfItsType() {
    boolean right = true;
    for (int field : filled) {
      right &=
          switch (field) {
            case 4 -> type == 1;
            case 5 -> INT32_DATA.contains(type);
            case 7 -> type == 7;
            case 10 -> type == 11;
            default -> true;
          };
    }
    return right && filled.size() <= 1;
  }

  private Content content() {
    if (outside) {
      return new Content.External(external);
    }
    if (!isOfItsType()) {
      return new Content.Wide(new long[0]);
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
