package dev.ninc.compiler.interchange.caffe;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import dev.ninc.compiler.source.CompilerBug;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of trained weights, written down in words for the examples of explanations: a line for
 * each layer, {@code conv1: 8x3x3x3, 8}, with the shapes of its arrays, whose numbers are 0; and
 * last, for a damaged file, {@code cut off after 60 bytes}.
 */
public final class CaffeModelText {

  private static final Pattern LAYER = Pattern.compile("(\\S+): (\\d+(?:(?:x|, )\\d+)*)");
  private static final Pattern CUT = Pattern.compile("cut off after (\\d+) bytes");

  private CaffeModelText() {}

  /** Writes fields of a message. */
  private interface Fields {
    void write(CodedOutputStream out) throws IOException;
  }

  /** The file, in Caffe's format: protocol buffers, with the field numbers of caffe.proto. */
  public static byte[] bytes(String text) {
    byte[] file =
        message(
            out -> {
              for (String line : text.lines().filter(l -> !CUT.matcher(l).matches()).toList()) {
                out.writeByteArray(100, layer(line)); // NetParameter.layer
              }
            });
    Matcher cut = CUT.matcher(text);
    return cut.find() ? Arrays.copyOf(file, Integer.parseInt(cut.group(1))) : file;
  }

  private static byte[] layer(String line) {
    Matcher layer = LAYER.matcher(line);
    if (!layer.matches()) {
      throw new CompilerBug("no layer of a caffemodel: " + line);
    }
    return message(
        out -> {
          out.writeString(1, layer.group(1)); // LayerParameter.name
          for (String shape : layer.group(2).split(", ")) {
            List<Integer> dims = Arrays.stream(shape.split("x")).map(Integer::valueOf).toList();
            out.writeByteArray(7, blob(dims)); // LayerParameter.blobs
          }
        });
  }

  private static byte[] blob(List<Integer> dims) {
    int numbers = dims.stream().reduce(1, Math::multiplyExact);
    return message(
        out -> {
          out.writeBytes(5, ByteString.copyFrom(new byte[4 * numbers])); // BlobProto.data, packed
          out.writeByteArray(7, shape(dims)); // BlobProto.shape
        });
  }

  private static byte[] shape(List<Integer> dims) {
    return message(
        out -> {
          for (int dim : dims) {
            out.writeInt64(1, dim); // BlobShape.dim
          }
        });
  }

  private static byte[] message(Fields fields) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      CodedOutputStream out = CodedOutputStream.newInstance(bytes);
      fields.write(out);
      out.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new CompilerBug("memory can't be written to", e);
    }
  }
}
