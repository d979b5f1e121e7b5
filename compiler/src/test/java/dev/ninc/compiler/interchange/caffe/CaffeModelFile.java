package dev.ninc.compiler.interchange.caffe;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

/** Caffemodels for tests, in either format, put together field by field. */
final class CaffeModelFile {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** Writes fields of a message. */
  interface Fields {
    void write(CodedOutputStream out) throws IOException;
  }

  static byte[] message(Fields fields) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      CodedOutputStream out = CodedOutputStream.newInstance(bytes);
      fields.write(out);
      out.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }

  private CaffeModelFile field(int number, byte[] content) {
    bytes.writeBytes(message(out -> out.writeByteArray(number, content)));
    return this;
  }

  /** A layer of the new format. */
  CaffeModelFile layer(String name, byte[]... blobs) {
    return field(
        100,
        message(
            out -> {
              out.writeString(1, name);
              out.writeString(2, "Convolution");
              for (byte[] blob : blobs) {
                out.writeByteArray(7, blob);
              }
            }));
  }

  /** A layer of the old format. */
  CaffeModelFile oldLayer(String name, byte[]... blobs) {
    return field(
        2,
        message(
            out -> {
              out.writeString(2, "data");
              out.writeString(4, name);
              out.writeEnum(5, 4);
              for (byte[] blob : blobs) {
                out.writeByteArray(6, blob);
              }
            }));
  }

  /** Numbers 1, 2, 3, … with these dimensions, as new files hold them. */
  static byte[] blob(Integer... dims) {
    return message(
        out -> {
          out.writeByteArray(5, packed(size(List.of(dims))));
          byte[] shape =
              message(
                  inner -> {
                    for (int dim : dims) {
                      inner.writeInt64(1, dim); // not packed, which is allowed too
                    }
                  });
          out.writeByteArray(7, shape);
        });
  }

  /** Numbers 1, 2, 3, … with four dimensions, as old files hold them, one field for each number. */
  static byte[] oldBlob(int num, int channels, int height, int width) {
    return message(
        out -> {
          out.writeInt32(1, num);
          out.writeInt32(2, channels);
          out.writeInt32(3, height);
          out.writeInt32(4, width);
          for (int i = 0; i < num * channels * height * width; i++) {
            out.writeFloat(5, i + 1);
          }
        });
  }

  /** These numbers with these dimensions, as new files hold them. */
  static byte[] blob(int[] dims, double[] values) {
    return message(
        out -> {
          out.writeByteArray(5, packed(values));
          byte[] sizes =
              message(
                  inner -> {
                    for (int dim : dims) {
                      inner.writeInt64NoTag(dim);
                    }
                  });
          out.writeByteArray(7, message(inner -> inner.writeByteArray(1, sizes)));
        });
  }

  /** These numbers with four dimensions, as old files hold them: ones in front. */
  static byte[] oldBlob(int[] dims, double[] values) {
    return message(
        out -> {
          for (int field = 1; field <= 4; field++) {
            int place = dims.length - 5 + field;
            out.writeInt32(field, place < 0 ? 1 : dims[place]);
          }
          out.writeByteArray(5, packed(values));
        });
  }

  private static byte[] packed(double[] values) {
    return message(
        out -> {
          for (double value : values) {
            out.writeFloatNoTag((float) value);
          }
        });
  }

  static byte[] packed(int count) {
    return message(
        out -> {
          for (int i = 0; i < count; i++) {
            out.writeFloatNoTag(i + 1);
          }
        });
  }

  private static int size(List<Integer> dims) {
    return dims.stream().reduce(1, (a, b) -> a * b);
  }
}
