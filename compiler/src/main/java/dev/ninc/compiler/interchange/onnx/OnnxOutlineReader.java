package dev.ninc.compiler.interchange.onnx;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import dev.ninc.compiler.interchange.onnx.OnnxOutline.Operation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the names in a {@code ModelProto} of <a
 * href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto3">onnx.proto3</a>. What is not
 * needed is skipped; no length is believed before the file has that many bytes.
 */
final class OnnxOutlineReader {

  /** Nodes, and names: more than any network has. */
  private static final int MOST = 200_000;

  private final CodedInputStream in;
  private final List<String> outputs = new ArrayList<>();
  private final List<Operation> operations = new ArrayList<>();
  private String producer = "";
  private int names;

  private OnnxOutlineReader(byte[] file) {
    this.in = CodedInputStream.newInstance(file);
  }

  static OnnxOutline read(byte[] file, String source) throws IOException {
    OnnxOutlineReader reader = new OnnxOutlineReader(file);
    try {
      reader.message(file.length, reader::model);
    } catch (IOException e) {
      // The library's message speaks of tags and streams, and to programmers.
      throw new IOException("`" + source + "` is no ONNX model, or it is damaged or cut off.", e);
    }
    if (reader.operations.isEmpty()) {
      throw new IOException("`" + source + "` is no ONNX model, or one that computes nothing.");
    }
    return new OnnxOutline(file, reader.producer, reader.outputs, reader.operations);
  }

  /** What to do with a field; its tag was read. */
  private interface Fields {
    void field(int tag) throws IOException;
  }

  private void message(int length, Fields fields) throws IOException {
    int outer = in.pushLimit(length);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      fields.field(tag);
    }
    in.popLimit(outer);
  }

  private void message(Fields fields) throws IOException {
    message(in.readRawVarint32(), fields);
  }

  private void model(int tag) throws IOException {
    if (isMessage(tag, 7)) { // ModelProto.graph
      message(this::graph);
    } else if (isMessage(tag, 2)) { // ModelProto.producer_name
      producer = name();
    } else {
      skip(tag);
    }
  }

  private void graph(int tag) throws IOException {
    if (isMessage(tag, 1)) { // GraphProto.node
      operation();
    } else if (isMessage(tag, 12)) { // GraphProto.output
      message(this::output);
    } else {
      skip(tag);
    }
  }

  private void output(int tag) throws IOException {
    if (isMessage(tag, 1)) { // ValueInfoProto.name
      outputs.add(name());
    } else {
      skip(tag);
    }
  }

  private void operation() throws IOException {
    List<String> read = new ArrayList<>();
    List<String> computed = new ArrayList<>();
    String[] words = {"", ""};
    message(
        tag -> {
          if (isMessage(tag, 1)) { // NodeProto.input
            read.add(name());
          } else if (isMessage(tag, 2)) { // NodeProto.output
            computed.add(name());
          } else if (isMessage(tag, 3)) { // NodeProto.name
            words[0] = name();
          } else if (isMessage(tag, 4)) { // NodeProto.op_type
            words[1] = name();
          } else {
            skip(tag);
          }
        });
    count();
    operations.add(new Operation(words[0], words[1], read, computed));
  }

  private String name() throws IOException {
    count();
    return in.readStringRequireUtf8();
  }

  private void count() throws IOException {
    if (++names > MOST) {
      throw new IOException("more names than any network has");
    }
  }

  /** Whether it is the given field, and has a length. */
  private static boolean isMessage(int tag, int field) {
    return WireFormat.getTagFieldNumber(tag) == field
        && WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
  }

  private void skip(int tag) throws IOException {
    if (!in.skipField(tag)) {
      throw new IOException("a group ends that never began");
    }
  }
}
