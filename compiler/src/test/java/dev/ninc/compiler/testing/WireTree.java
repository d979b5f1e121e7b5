package dev.ninc.compiler.testing;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.math3.random.RandomGenerator;

/**
 * A file of protocol buffers as the fields that it consists of, to be written again with one of
 * them changed: the lengths around it then are right, and readers get further than in a file with a
 * byte changed.
 */
public final class WireTree {

  /**
   * Which fields of a message hold messages, and of which kind.
   *
   * @param children by the number of the field
   */
  public record Schema(Map<Integer, Schema> children) {

    /** A message without messages in it. */
    public static final Schema LEAF = new Schema(Map.of());

    /** A message with one kind of messages in it. */
    public static Schema of(int field, Schema child) {
      return new Schema(Map.of(field, child));
    }
  }

  /** A field: a message if it has children, else its bytes as they stand. */
  private record Field(int number, int wireType, byte[] content, Optional<WireTree> message) {}

  private final List<Field> fields = new ArrayList<>();

  private WireTree() {}

  /** The fields of a file whose messages are known. */
  public static WireTree of(byte[] file, Schema schema) {
    try {
      return parse(file, schema);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static WireTree parse(byte[] bytes, Schema schema) throws IOException {
    WireTree tree = new WireTree();
    CodedInputStream in = CodedInputStream.newInstance(bytes);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      int number = WireFormat.getTagFieldNumber(tag);
      int type = WireFormat.getTagWireType(tag);
      byte[] content =
          switch (type) {
            case WireFormat.WIRETYPE_VARINT -> varint(in.readRawVarint64());
            case WireFormat.WIRETYPE_FIXED32 -> in.readRawBytes(4);
            case WireFormat.WIRETYPE_FIXED64 -> in.readRawBytes(8);
            default -> in.readByteArray();
          };
      Optional<WireTree> message =
          type == WireFormat.WIRETYPE_LENGTH_DELIMITED && schema.children().containsKey(number)
              ? Optional.of(parse(content, schema.children().get(number)))
              : Optional.empty();
      tree.fields.add(new Field(number, type, content, message));
    }
    return tree;
  }

  private static byte[] varint(long value) {
    return message(out -> out.writeUInt64NoTag(value));
  }

  /** The file, with all changes. */
  public byte[] bytes() {
    return message(
        out -> {
          for (Field field : fields) {
            write(out, field);
          }
        });
  }

  private static void write(CodedOutputStream out, Field field) throws IOException {
    out.writeTag(field.number(), field.wireType());
    byte[] content = field.message().map(WireTree::bytes).orElse(field.content());
    if (field.wireType() == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
      out.writeUInt32NoTag(content.length);
    }
    out.writeRawBytes(content);
  }

  /** Changes one field somewhere: its number, its value, its presence, or its place. */
  public void change(RandomGenerator random, long extreme) {
    if (fields.isEmpty()) {
      fields.add(
          new Field(
              1 + random.nextInt(8),
              WireFormat.WIRETYPE_VARINT,
              varint(extreme),
              Optional.empty()));
      return;
    }
    int at = random.nextInt(fields.size());
    Field field = fields.get(at);
    if (field.message().isPresent() && random.nextInt(5) > 0) {
      field.message().get().change(random, extreme);
      return;
    }
    switch (random.nextInt(5)) {
      case 0 -> fields.remove(at);
      case 1 -> fields.add(at, field);
      case 2 -> fields.add(fields.remove(random.nextInt(fields.size())));
      case 3 -> fields.set(at, renumbered(field, random));
      default -> fields.set(at, with(field, extreme));
    }
  }

  private static Field renumbered(Field field, RandomGenerator random) {
    int number = random.nextInt(8) == 0 ? 100 : 1 + random.nextInt(9);
    return new Field(number, field.wireType(), field.content(), field.message());
  }

  /** An extreme integer in place of an integer, else in front of what a field holds. */
  private static Field with(Field field, long extreme) {
    byte[] number = varint(extreme);
    boolean integer = field.wireType() == WireFormat.WIRETYPE_VARINT;
    return new Field(
        field.number(),
        integer ? field.wireType() : WireFormat.WIRETYPE_LENGTH_DELIMITED,
        integer ? number : message(out -> out.writeRawBytes(number)),
        Optional.empty());
  }

  /** Writes a part of a message. */
  private interface Part {
    void to(CodedOutputStream out) throws IOException;
  }

  private static byte[] message(Part part) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      CodedOutputStream out = CodedOutputStream.newInstance(bytes);
      part.to(out);
      out.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
