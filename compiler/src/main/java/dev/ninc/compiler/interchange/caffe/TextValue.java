package dev.ninc.compiler.interchange.caffe;

import dev.ninc.compiler.source.Span;
import java.util.List;
import java.util.Optional;

/** What may stand behind a field's name in a text of protocol buffers. */
sealed interface TextValue {

  /** Where it stands. */
  Span span();

  /** This value, if it is a message. */
  default Optional<Message> message() {
    return this instanceof Message message ? Optional.of(message) : Optional.empty();
  }

  /** This value, if it is none. */
  default Optional<Scalar> scalar() {
    return this instanceof Scalar scalar ? Optional.of(scalar) : Optional.empty();
  }

  /** A number, a word ({@code true}, {@code MAX}) or, quoted, a text. */
  record Scalar(String text, boolean quoted, Span span) implements TextValue {}

  /** {@code { … }}: fields in order, repeated ones several times. */
  record Message(List<Field> fields, Span span) implements TextValue {
    public Message {
      fields = List.copyOf(fields);
    }

    /** The values of a field, in order. */
    List<TextValue> all(String name) {
      return fields.stream().filter(f -> f.name().equals(name)).map(Field::value).toList();
    }
  }

  /** A name and one value. */
  record Field(String name, Span nameSpan, TextValue value) {}
}
