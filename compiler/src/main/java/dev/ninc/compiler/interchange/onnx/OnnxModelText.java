package dev.ninc.compiler.interchange.onnx;

import dev.ninc.compiler.source.CompilerBug;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An ONNX model, written down in words for the examples of explanations, as messages list it:
 *
 * <pre>{@code
 * operators 13
 * input data Nx3x32x32
 * tensor w 8x3x3x3
 * conv1 = Conv(data, w) pads=[1,1,1,1]
 * output conv1
 * }</pre>
 *
 * The numbers of tensors are 0. {@code tensor w 8x3x3x3 in w.bin} is one that is kept in a file
 * beside the model, and last, for a damaged file, there is {@code cut off after 60 bytes}.
 */
public final class OnnxModelText {

  private static final Pattern LINE =
      Pattern.compile(
          "operators (\\d+)|(input|output) (\\S+)(?: (\\S+))?|tensor (\\S+) (\\S+)(?: in (\\S+))?"
              + "|(\\S+) = (\\w+)\\(([^)]*)\\)((?: \\S+)*)|cut off after (\\d+) bytes");
  private static final Pattern INTEGERS = Pattern.compile("(\\w+)=\\[([-\\d,]*)]");
  private static final Pattern INTEGER = Pattern.compile("(\\w+)=(-?\\d+)");
  private static final Pattern TEXT = Pattern.compile("(\\w+)=(\\w+)");

  private final Message graph = new Message().text(2, "example");
  private int operators = 13;
  private int length = Integer.MAX_VALUE;

  private OnnxModelText() {}

  /** The file, in ONNX's format: protocol buffers, with the field numbers of onnx.proto. */
  public static byte[] bytes(String text) {
    OnnxModelText model = new OnnxModelText();
    text.lines().forEach(model::line);
    byte[] file =
        new Message()
            .integer(1, 7)
            .message(7, model.graph)
            .message(8, new Message().text(1, "").integer(2, model.operators))
            .toBytes();
    return Arrays.copyOf(file, Math.min(file.length, model.length));
  }

  private void line(String line) {
    Matcher words = LINE.matcher(line);
    if (!words.matches()) {
      throw new CompilerBug("no line of an ONNX model: " + line);
    }
    if (words.group(1) != null) {
      operators = Integer.parseInt(words.group(1));
    } else if (words.group(2) != null) {
      graph.message(words.group(2).equals("input") ? 11 : 12, port(words.group(3), words.group(4)));
    } else if (words.group(5) != null) {
      graph.message(5, tensor(words.group(5), words.group(6), words.group(7)));
    } else if (words.group(8) != null) {
      List<String> in = Arrays.asList(words.group(10).split(", "));
      Message[] attributes =
          Arrays.stream(words.group(11).strip().split(" +"))
              .filter(word -> !word.isEmpty())
              .map(OnnxModelText::attribute)
              .toArray(Message[]::new);
      graph.message(1, Nodes.node(words.group(9), in, words.group(8), attributes));
    } else {
      length = Integer.parseInt(words.group(12));
    }
  }

  private static Message port(String name, String dims) {
    Message shape = new Message();
    for (String dim : dims == null ? new String[0] : dims.split("x")) {
      boolean open = !Character.isDigit(dim.charAt(0));
      shape.message(
          1, open ? new Message().text(2, dim) : new Message().integer(1, Long.parseLong(dim)));
    }
    Message tensor = new Message().integer(1, Tensors.FLOAT).message(2, shape);
    return new Message().text(1, name).message(2, new Message().message(1, tensor));
  }

  /**
   * @param file null for a tensor in the model itself
   */
  private static Message tensor(String name, String shape, String file) {
    List<Long> dims = Arrays.stream(shape.split("x")).map(Long::valueOf).toList();
    if (file == null) {
      int numbers = Math.toIntExact(dims.stream().reduce(1L, Math::multiplyExact));
      return Tensors.floats(name, dims, new float[numbers]);
    }
    Message location = new Message().text(1, "location").text(2, file);
    return new Message()
        .integers(1, dims)
        .integer(2, Tensors.FLOAT)
        .text(8, name)
        .message(13, location)
        .integer(14, 1);
  }

  private static Message attribute(String word) {
    Matcher integers = INTEGERS.matcher(word);
    if (integers.matches()) {
      List<Long> values = new ArrayList<>();
      for (String value : integers.group(2).split(",")) {
        values.add(Long.valueOf(value));
      }
      return Nodes.integers(integers.group(1), values.toArray(Long[]::new));
    }
    Matcher integer = INTEGER.matcher(word);
    if (integer.matches()) {
      return Nodes.integer(integer.group(1), Long.parseLong(integer.group(2)));
    }
    Matcher text = TEXT.matcher(word);
    if (text.matches()) {
      return new Message().text(1, text.group(1)).text(4, text.group(2)).integer(20, 3);
    }
    throw new CompilerBug("no attribute of an ONNX node: " + word);
  }
}
