package dev.ninc.cli;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Moves the weights of an ONNX model to a file beside it, as programs do with large ones. */
final class OnnxWeightsApart {

  private OnnxWeightsApart() {}

  /** The model without its weights, which are written to a file. */
  static byte[] of(byte[] file, Path weights) throws IOException {
    ByteArrayOutputStream apart = new ByteArrayOutputStream();
    UnknownFieldSet model = UnknownFieldSet.parseFrom(file);
    UnknownFieldSet graph = only(model, 7);
    Field.Builder tensors = Field.newBuilder();
    for (ByteString tensor : graph.getField(5).getLengthDelimitedList()) {
      tensors.addLengthDelimited(moved(tensor, apart, weights.getFileName().toString()));
    }
    Files.write(weights, apart.toByteArray());
    UnknownFieldSet less = graph.toBuilder().clearField(5).addField(5, tensors.build()).build();
    Field whole = Field.newBuilder().addLengthDelimited(less.toByteString()).build();
    return model.toBuilder().clearField(7).addField(7, whole).build().toByteArray();
  }

  /** {@code TensorProto}: raw_data is 9, external_data 13, data_location 14. */
  private static ByteString moved(ByteString tensor, ByteArrayOutputStream apart, String name)
      throws IOException {
    UnknownFieldSet all = UnknownFieldSet.parseFrom(tensor);
    byte[] raw = all.getField(9).getLengthDelimitedList().get(0).toByteArray();
    Field entries =
        Field.newBuilder()
            .addLengthDelimited(entry("location", name))
            .addLengthDelimited(entry("offset", "" + apart.size()))
            .addLengthDelimited(entry("length", "" + raw.length))
            .build();
    apart.write(raw);
    return all.toBuilder()
        .clearField(9)
        .addField(13, entries)
        .addField(14, Field.newBuilder().addVarint(1).build())
        .build()
        .toByteString();
  }

  private static ByteString entry(String key, String value) {
    return UnknownFieldSet.newBuilder()
        .addField(1, text(key))
        .addField(2, text(value))
        .build()
        .toByteString();
  }

  private static Field text(String text) {
    return Field.newBuilder().addLengthDelimited(ByteString.copyFromUtf8(text)).build();
  }

  private static UnknownFieldSet only(UnknownFieldSet message, int field) throws IOException {
    return UnknownFieldSet.parseFrom(message.getField(field).getLengthDelimitedList().get(0));
  }
}
