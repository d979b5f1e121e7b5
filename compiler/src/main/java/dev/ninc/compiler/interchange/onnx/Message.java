package dev.ninc.compiler.interchange.onnx;

import com.google.protobuf.CodedOutputStream;
import dev.ninc.compiler.source.CompilerBug;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

/** A protobuf message, written field by field in the order in which the fields are given. */
final class Message {

  /** One field: what is written depends on its number and its value alone. */
  private interface Field {
    void to(CodedOutputStream out) throws IOException;
  }

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  Message text(int field, String value) {
    return put(out -> out.writeString(field, value));
  }

  Message texts(int field, List<String> values) {
    values.forEach(v -> text(field, v));
    return this;
  }

  Message integer(int field, long value) {
    return put(out -> out.writeInt64(field, value));
  }

  Message integers(int field, List<Long> values) {
    values.forEach(v -> integer(field, v));
    return this;
  }

  Message real(int field, float value) {
    return put(out -> out.writeFloat(field, value));
  }

  Message bytes(int field, byte[] value) {
    return put(out -> out.writeByteArray(field, value));
  }

  Message message(int field, Message value) {
    return bytes(field, value.toBytes());
  }

  Message messages(int field, List<Message> values) {
    values.forEach(v -> message(field, v));
    return this;
  }

  byte[] toBytes() {
    return bytes.toByteArray();
  }

  private Message put(Field field) {
    try {
      CodedOutputStream out = CodedOutputStream.newInstance(bytes);
      field.to(out);
      out.flush();
      return this;
    } catch (IOException e) {
      throw new CompilerBug("memory can't be written", e);
    }
  }
}
