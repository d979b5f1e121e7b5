package dev.ninc.compiler.interchange.onnx;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.random.MersenneTwister;

/**
 * Writes ONNX models for tests, by the field numbers of onnx.proto, and not as the exporter does.
 */
final class ModelWriter {

  /** Writes the fields of a message. */
  interface Fields {
    void to(CodedOutputStream out) throws IOException;
  }

  private final List<byte[]> nodes = new ArrayList<>();
  private final List<byte[]> tensors = new ArrayList<>();
  private final List<byte[]> inputs = new ArrayList<>();
  private final List<byte[]> outputs = new ArrayList<>();
  private final long operators;
  private final MersenneTwister random = new MersenneTwister(3);

  ModelWriter(long operators) {
    this.operators = operators;
  }

  static byte[] message(Fields fields) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      CodedOutputStream out = CodedOutputStream.newInstance(bytes);
      fields.to(out);
      out.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** {@code ModelProto}. */
  byte[] bytes() {
    byte[] graph =
        message(
            out -> {
              all(out, 1, nodes);
              out.writeString(2, "tested");
              all(out, 5, tensors);
              all(out, 11, inputs);
              all(out, 12, outputs);
            });
    return message(
        out -> {
          out.writeInt64(1, operators < 9 ? 3 : operators < 21 ? 8 : 10);
          out.writeString(2, "a test");
          out.writeByteArray(7, graph);
          out.writeByteArray(8, message(set -> set.writeInt64(2, operators)));
        });
  }

  private static void all(CodedOutputStream out, int field, List<byte[]> messages)
      throws IOException {
    for (byte[] message : messages) {
      out.writeByteArray(field, message);
    }
  }

  /** An input; a dimension of 0 is open. */
  ModelWriter input(String name, int... dims) {
    inputs.add(port(name, dims));
    return this;
  }

  /** An output of any shape. */
  ModelWriter output(String name) {
    outputs.add(
        message(
            out -> {
              out.writeString(1, name);
              out.writeByteArray(
                  2,
                  message(
                      type -> type.writeByteArray(1, message(tensor -> tensor.writeInt32(1, 1)))));
            }));
    return this;
  }

  private static byte[] port(String name, int... dims) {
    byte[] shape =
        message(
            out -> {
              for (int dim : dims) {
                out.writeByteArray(
                    1,
                    message(
                        d -> {
                          if (dim == 0) {
                            d.writeString(2, "batch");
                          } else {
                            d.writeInt64(1, dim);
                          }
                        }));
              }
            });
    byte[] tensor =
        message(
            out -> {
              out.writeInt32(1, 1);
              out.writeByteArray(2, shape);
            });
    byte[] type = message(out -> out.writeByteArray(1, tensor));
    return message(
        out -> {
          out.writeString(1, name);
          out.writeByteArray(2, type);
        });
  }

  /** A tensor of random numbers; before operator set 9 it is listed among the inputs too. */
  ModelWriter random(String name, int... dims) {
    float[] values = new float[Arrays.stream(dims).reduce(1, (a, b) -> a * b)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian() / 2;
    }
    return floats(name, values, dims);
  }

  /** A tensor of random numbers above 0. */
  ModelWriter positive(String name, int... dims) {
    float[] values = new float[Arrays.stream(dims).reduce(1, (a, b) -> a * b)];
    for (int i = 0; i < values.length; i++) {
      values[i] = 0.5f + random.nextFloat();
    }
    return floats(name, values, dims);
  }

  ModelWriter floats(String name, float[] values, int... dims) {
    if (operators < 9) {
      inputs.add(port(name, dims));
    }
    return tensor(tensor(name, 1, dims, out -> out.writeBytes(9, raw(values))));
  }

  ModelWriter integers(String name, long... values) {
    return tensor(integerTensor(name, new int[] {values.length}, values));
  }

  /** A tensor as any bytes. */
  ModelWriter tensor(byte[] tensor) {
    tensors.add(tensor);
    return this;
  }

  static byte[] integerTensor(String name, int[] dims, long... values) {
    return tensor(
        name,
        7,
        dims,
        out -> {
          for (long value : values) {
            out.writeInt64(7, value); // not packed
          }
        });
  }

  static byte[] scalar(String name, float value) {
    return tensor(name, 1, new int[0], out -> out.writeFloat(4, value));
  }

  /** {@code TensorProto}. */
  static byte[] tensor(String name, int type, int[] dims, Fields numbers) {
    return message(
        out -> {
          for (int dim : dims) {
            out.writeInt64(1, dim);
          }
          out.writeInt32(2, type);
          out.writeString(8, name);
          numbers.to(out);
        });
  }

  static ByteString raw(float... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return ByteString.copyFrom(bytes);
  }

  /** {@code AttributeProto} with an integer, or with several. */
  static byte[] ints(String name, long... values) {
    return message(
        out -> {
          out.writeString(1, name);
          for (long value : values) {
            out.writeInt64(8, value);
          }
          out.writeInt32(20, 7);
        });
  }

  static byte[] integer(String name, long value) {
    return message(
        out -> {
          out.writeString(1, name);
          out.writeInt64(3, value);
          out.writeInt32(20, 2);
        });
  }

  static byte[] real(String name, float value) {
    return message(
        out -> {
          out.writeString(1, name);
          out.writeFloat(2, value);
          out.writeInt32(20, 1);
        });
  }

  static byte[] text(String name, String value) {
    return message(
        out -> {
          out.writeString(1, name);
          out.writeString(4, value);
          out.writeInt32(20, 3);
        });
  }

  static byte[] value(byte[] tensor) {
    return message(
        out -> {
          out.writeString(1, "value");
          out.writeByteArray(5, tensor);
          out.writeInt32(20, 4);
        });
  }

  /**
   * {@code "y = Conv(x, w)"}, or {@code "y, mask = Dropout(x)"}; the node is called as its result.
   */
  ModelWriter node(String text, byte[]... attributes) {
    String[] sides = text.split(" = ");
    String operator = sides[1].substring(0, sides[1].indexOf('('));
    String in = sides[1].substring(sides[1].indexOf('(') + 1, sides[1].length() - 1);
    return node(operator, "", sides[0], in, attributes);
  }

  ModelWriter node(
      String operator, String domain, String results, String in, byte[]... attributes) {
    nodes.add(
        message(
            out -> {
              for (String name : in.isEmpty() ? new String[0] : in.split(", ", -1)) {
                out.writeString(1, name.equals("-") ? "" : name);
              }
              for (String name : results.split(", ")) {
                out.writeString(2, name);
              }
              out.writeString(3, results.split(", ")[0]);
              out.writeString(4, operator);
              for (byte[] attribute : attributes) {
                out.writeByteArray(5, attribute);
              }
              if (!domain.isEmpty()) {
                out.writeString(7, domain);
              }
            }));
    return this;
  }
}
