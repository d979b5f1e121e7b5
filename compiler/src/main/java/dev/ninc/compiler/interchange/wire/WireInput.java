package dev.ninc.compiler.interchange.wire;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The wire format of protocol buffers. No length is believed before the file has that many bytes,
 * and bytes are not copied.
 */
public final class WireInput {

  /** The wire format is right, but what it says is not: half a sentence, which begins small. */
  public static final class Unreadable extends IOException {
    private static final long serialVersionUID = 1;

    public Unreadable(String message) {
      super(message);
    }
  }

  /** What to do with a field. */
  public interface Fields {
    /** Reads the field, or skips it. */
    void read(int number, int tag) throws IOException;
  }

  /** What to do with an integer of a list. */
  public interface Integers {
    void accept(long value) throws IOException;
  }

  private final CodedInputStream in;
  private final int length;

  /** Nothing of the file is read yet. */
  public WireInput(byte[] file) {
    in = CodedInputStream.newInstance(file);
    in.enableAliasing(true);
    length = file.length;
  }

  /** The whole file as one message. */
  public void file(Fields fields) throws IOException {
    int outer = in.pushLimit(length);
    each(fields);
    in.popLimit(outer);
  }

  /** A message in a field. */
  public void message(int tag, Fields fields) throws IOException {
    expect(tag, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    int outer = in.pushLimit(in.readRawVarint32());
    each(fields);
    in.popLimit(outer);
  }

  private void each(Fields fields) throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      fields.read(WireFormat.getTagFieldNumber(tag), tag);
    }
  }

  /** A text in UTF-8. */
  public String text(int tag) throws IOException {
    expect(tag, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    return in.readStringRequireUtf8();
  }

  /** A part of the file itself. */
  public ByteBuffer bytes(int tag) throws IOException {
    expect(tag, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    return in.readByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** An integer of varying length. */
  public long integer(int tag) throws IOException {
    expect(tag, WireFormat.WIRETYPE_VARINT);
    return in.readRawVarint64();
  }

  /** A number of 4 bytes. */
  public float real(int tag) throws IOException {
    expect(tag, WireFormat.WIRETYPE_FIXED32);
    return in.readFloat();
  }

  /** One integer, or a packed list of them. */
  public void integers(int tag, Integers each) throws IOException {
    if (WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_VARINT) {
      each.accept(in.readRawVarint64());
      return;
    }
    expect(tag, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    int outer = in.pushLimit(in.readRawVarint32());
    while (!in.isAtEnd()) {
      each.accept(in.readRawVarint64());
    }
    in.popLimit(outer);
  }

  /** Numbers of 4 or 8 bytes, one or a packed list of them, as bytes. */
  public byte[] fixed(int tag, int width) throws IOException {
    int alone = width == 4 ? WireFormat.WIRETYPE_FIXED32 : WireFormat.WIRETYPE_FIXED64;
    if (WireFormat.getTagWireType(tag) == alone) {
      return in.readRawBytes(width);
    }
    expect(tag, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    byte[] packed = in.readRawBytes(in.readRawVarint32());
    if (packed.length % width != 0) {
      throw new Unreadable(
          "a list of numbers has a length that is no multiple of " + width + " bytes");
    }
    return packed;
  }

  /** A field that does not matter, whatever it holds. */
  public void skip(int tag) throws IOException {
    if (!in.skipField(tag)) {
      throw new Unreadable("a group ends that never began");
    }
  }

  private static void expect(int tag, int wireType) throws Unreadable {
    if (WireFormat.getTagWireType(tag) != wireType) {
      throw new Unreadable(
          "field "
              + WireFormat.getTagFieldNumber(tag)
              + " has another kind of content than it should");
    }
  }

  /** More than any network has is refused before it fills the memory. */
  public static void require(boolean few, String what) throws Unreadable {
    if (!few) {
      throw new Unreadable("there are more " + what + " than any network has");
    }
  }
}
