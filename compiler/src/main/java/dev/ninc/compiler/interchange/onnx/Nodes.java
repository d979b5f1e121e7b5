package dev.ninc.compiler.interchange.onnx;

import java.util.List;

/** {@code NodeProto} and its attributes. */
final class Nodes {

  private Nodes() {}

  /** A node with one result, which also names it. */
  static Message node(String operator, List<String> in, String out, Message... attributes) {
    return new Message()
        .texts(1, in)
        .text(2, out)
        .text(3, out)
        .text(4, operator)
        .messages(5, List.of(attributes));
  }

  /** A tensor that stands in the graph itself. */
  static Message constant(String out, Message tensor) {
    Message value = new Message().text(1, "value").message(5, tensor).integer(20, 4);
    return node("Constant", List.of(), out, value);
  }

  static Message real(String name, float value) {
    return new Message().text(1, name).real(2, value).integer(20, 1);
  }

  static Message integer(String name, long value) {
    return new Message().text(1, name).integer(3, value).integer(20, 2);
  }

  static Message integers(String name, Long... values) {
    return new Message().text(1, name).integers(8, List.of(values)).integer(20, 7);
  }
}
