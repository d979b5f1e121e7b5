package dev.ninc.cli;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import java.io.IOException;

/** Puts a node behind the result of an ONNX model, and makes its result the only one. */
final class OnnxEnding {

  private OnnxEnding() {}

  /**
   * The model with another end.
   *
   * @param operator {@code Cast}
   * @param result the tensor that the node is given
   * @param attribute an integer's name
   */
  static byte[] of(byte[] file, String operator, String result, String attribute, long value)
      throws IOException {
    UnknownFieldSet model = UnknownFieldSet.parseFrom(file);
    UnknownFieldSet graph =
        UnknownFieldSet.parseFrom(model.getField(7).getLengthDelimitedList().get(0));
    UnknownFieldSet integer =
        fields()
            .addField(1, text(attribute))
            .addField(3, number(value))
            .addField(20, number(2))
            .build();
    UnknownFieldSet node =
        fields()
            .addField(1, text(result))
            .addField(2, text("ending"))
            .addField(4, text(operator))
            .addField(5, message(integer))
            .build();
    UnknownFieldSet output = fields().addField(1, text("ending")).build();
    UnknownFieldSet other =
        graph.toBuilder()
            .mergeField(1, message(node))
            .clearField(12)
            .addField(12, message(output))
            .build();
    return model.toBuilder().clearField(7).addField(7, message(other)).build().toByteArray();
  }

  private static UnknownFieldSet.Builder fields() {
    return UnknownFieldSet.newBuilder();
  }

  private static Field text(String text) {
    return Field.newBuilder().addLengthDelimited(ByteString.copyFromUtf8(text)).build();
  }

  private static Field number(long value) {
    return Field.newBuilder().addVarint(value).build();
  }

  private static Field message(UnknownFieldSet message) {
    return Field.newBuilder().addLengthDelimited(message.toByteString()).build();
  }
}
