package dev.ninc.compiler.interchange.onnx;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An ONNX model read back, by the field numbers of {@code onnx.proto3}. */
record OnnxFile(UnknownFieldSet model) {

  /** A node with its attributes that are integers, and those that are real. */
  record Operator(
      String type,
      String name,
      List<String> in,
      List<String> out,
      Map<String, List<Long>> ints,
      Map<String, Float> reals) {}

  /** A tensor's dimensions and its bytes. */
  record Constant(String name, List<Long> dims, ByteBuffer raw) {
    float[] floats() {
      float[] values = new float[raw.remaining() / Float.BYTES];
      raw.asFloatBuffer().get(values);
      return values;
    }

    List<Long> integers() {
      long[] values = new long[raw.remaining() / Long.BYTES];
      raw.asLongBuffer().get(values);
      return java.util.Arrays.stream(values).boxed().toList();
    }
  }

  static OnnxFile of(byte[] bytes) {
    return new OnnxFile(message(ByteString.copyFrom(bytes)));
  }

  List<Operator> operators() {
    return messages(graph(), 1).map(OnnxFile::operator).toList();
  }

  Operator operator(String type) {
    return operators().stream().filter(o -> o.type().equals(type)).findFirst().orElseThrow();
  }

  List<Constant> initializers() {
    return messages(graph(), 5).map(OnnxFile::constant).toList();
  }

  /** What {@code Constant} nodes hold, by the name of their result. */
  Map<String, Constant> constants() {
    Map<String, Constant> all = new HashMap<>();
    messages(graph(), 1)
        .filter(n -> text(n, 4).equals("Constant"))
        .forEach(n -> all.put(text(n, 2), constant(only(only(n, 5), 5))));
    return all;
  }

  /** {@code image: N x 3 x 32 x 32}. */
  List<String> inputs() {
    return messages(graph(), 11).map(OnnxFile::described).toList();
  }

  List<String> outputs() {
    return messages(graph(), 12).map(OnnxFile::described).toList();
  }

  UnknownFieldSet graph() {
    return only(model, 7);
  }

  static String text(UnknownFieldSet message, int field) {
    return message.getField(field).getLengthDelimitedList().get(0).toStringUtf8();
  }

  static UnknownFieldSet only(UnknownFieldSet message, int field) {
    return messages(message, field).findFirst().orElseThrow();
  }

  private static java.util.stream.Stream<UnknownFieldSet> messages(
      UnknownFieldSet message, int field) {
    return message.getField(field).getLengthDelimitedList().stream().map(OnnxFile::message);
  }

  private static UnknownFieldSet message(ByteString bytes) {
    try {
      return UnknownFieldSet.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  /** An attribute says of which type it is, and that must be the field that is there. */
  private static Operator operator(UnknownFieldSet node) {
    Map<String, List<Long>> ints = new HashMap<>();
    Map<String, Float> reals = new HashMap<>();
    messages(node, 5)
        .forEach(
            a -> {
              String name = text(a, 1);
              int type = a.getField(20).getVarintList().get(0).intValue();
              switch (type) {
                case 1 ->
                    reals.put(name, Float.intBitsToFloat(a.getField(2).getFixed32List().get(0)));
                case 2 -> ints.put(name, List.of(a.getField(3).getVarintList().get(0)));
                case 7 -> ints.put(name, a.getField(8).getVarintList());
                case 4 -> only(a, 5);
                default -> throw new AssertionError(name + " has type " + type);
              }
            });
    return new Operator(text(node, 4), text(node, 3), texts(node, 1), texts(node, 2), ints, reals);
  }

  private static Constant constant(UnknownFieldSet tensor) {
    ByteBuffer raw = tensor.getField(9).getLengthDelimitedList().get(0).asReadOnlyByteBuffer();
    return new Constant(
        text(tensor, 8), tensor.getField(1).getVarintList(), raw.order(ByteOrder.LITTLE_ENDIAN));
  }

  private static List<String> texts(UnknownFieldSet message, int field) {
    return message.getField(field).getLengthDelimitedList().stream()
        .map(ByteString::toStringUtf8)
        .toList();
  }

  private static String described(UnknownFieldSet value) {
    UnknownFieldSet shape = only(only(only(value, 2), 1), 2);
    return text(value, 1)
        + ": "
        + messages(shape, 1)
            .map(d -> d.hasField(2) ? text(d, 2) : "" + d.getField(1).getVarintList().get(0))
            .collect(java.util.stream.Collectors.joining(" x "));
  }
}
