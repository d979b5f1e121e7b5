package dev.ninc.compiler.interchange.onnx;

import dev.ninc.compiler.interchange.onnx.OnnxModel.Port;
import dev.ninc.compiler.interchange.wire.WireInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a {@code ValueInfoProto}, with its {@code TypeProto.Tensor}. */
final class PortReader implements WireInput.Fields {

  private static final int MOST_DIMS = 64;

  private final WireInput in;
  private String called = "";
  private int type;
  private Optional<List<Optional<Long>>> dims = Optional.empty();

  private PortReader(WireInput in) {
    this.in = in;
  }

  static Port read(WireInput in, int tag) throws IOException {
    PortReader reader = new PortReader(in);
    in.message(tag, reader);
    return new Port(reader.called, reader.type, reader.dims);
  }

  @Override
  public void read(int number, int tag) throws IOException {
    switch (number) {
      case 1 -> called = in.text(tag);
      case 2 -> in.message(tag, this::type);
      default -> in.skip(tag);
    }
  }

  private void type(int number, int tag) throws IOException {
    if (number == 1) {
      in.message(tag, this::tensor);
    } else {
      in.skip(tag);
    }
  }

  private void tensor(int number, int tag) throws IOException {
    switch (number) {
      case 1 -> type = (int) Math.max(-1, Math.min(in.integer(tag), Integer.MAX_VALUE));
      case 2 -> {
        List<Optional<Long>> all = new ArrayList<>();
        in.message(tag, (field, inner) -> dim(field, inner, all));
        dims = Optional.of(List.copyOf(all));
      }
      default -> in.skip(tag);
    }
  }

  private void dim(int number, int tag, List<Optional<Long>> all) throws IOException {
    if (number != 1) {
      in.skip(tag);
      return;
    }
    WireInput.require(all.size() < MOST_DIMS, "dimensions of a value");
    List<Long> value = new ArrayList<>();
    in.message(
        tag,
        (field, inner) -> {
          if (field == 1) {
            value.clear();
            value.add(in.integer(inner));
          } else {
            in.skip(inner);
          }
        });
    all.add(value.stream().findFirst());
  }
}
