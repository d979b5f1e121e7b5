package dev.ninc.compiler.interchange.caffe;

import dev.ninc.compiler.diag.Code;
import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.compiler.interchange.caffe.TextValue.Message;
import dev.ninc.compiler.interchange.caffe.TextValue.Scalar;
import dev.ninc.compiler.source.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The fields of a message as numbers, words and so on. What is wrong is reported, and the default
 * stands in for it, so that the rest is checked too.
 */
final class FieldReader {

  private static final String WITHOUT =
      "Build the network without it, and train it again; or write it as a `.nin` file by hand.";

  private final Message message;
  private final Diagnostics found;

  /** In which layer; empty for the fields of the network. */
  private final String layer;

  /** The fields of the network, or of a part whose mistakes nobody must look for. */
  FieldReader(Message message, Diagnostics found) {
    this(message, found, "");
  }

  private FieldReader(Message message, Diagnostics found, String layer) {
    this.message = message;
    this.found = found;
    this.layer = layer;
  }

  /** The fields of a layer, which messages name. */
  static FieldReader of(LayerText layer, Diagnostics found) {
    return new FieldReader(layer.message(), found, " in `" + layer.name() + "`");
  }

  /** The message in a field; an empty one where the field is missing. */
  FieldReader child(String field) {
    List<TextValue> values = message.all(field);
    Message empty = new Message(List.of(), message.span());
    if (values.isEmpty()) {
      return new FieldReader(empty, found, layer);
    }
    TextValue last = values.get(values.size() - 1);
    if (values.size() > 1 || last.message().isEmpty()) {
      wrong(last.span(), field, "one message in braces");
    }
    return new FieldReader(last.message().orElse(empty), found, layer);
  }

  boolean has(String field) {
    return !message.all(field).isEmpty();
  }

  /** Reports all fields but these, each once. */
  void allow(Set<String> fields) {
    Set<String> reported = new HashSet<>();
    for (TextValue.Field field : message.fields()) {
      if (!fields.contains(field.name()) && reported.add(field.name())) {
        found.add(
            Diagnostic.error(
                    Code.NIN0503,
                    field.nameSpan(),
                    "The option `" + field.name() + "` cannot be imported.",
                    "not known" + (layer.isEmpty() ? " here" : layer))
                .hint("Take it out if it does not change what the layer computes."));
      }
    }
  }

  /** The last of the values that are no messages; more than one are reported. */
  Optional<Scalar> single(String field) {
    List<Scalar> values = scalars(field);
    if (values.size() > 1) {
      wrong(values.get(1).span(), field, "one value");
    }
    return values.isEmpty() ? Optional.empty() : Optional.of(values.get(values.size() - 1));
  }

  List<Scalar> scalars(String field) {
    List<Scalar> scalars = new ArrayList<>();
    for (TextValue value : message.all(field)) {
      value.scalar().ifPresentOrElse(scalars::add, () -> wrong(value.span(), field, "a value"));
    }
    return scalars;
  }

  /** The text of a field, or an empty one. */
  String text(String field) {
    return single(field).map(Scalar::text).orElse("");
  }

  int integer(String field, int otherwise, int least, int most) {
    return single(field).map(s -> integer(s, field, otherwise, least, most)).orElse(otherwise);
  }

  List<Integer> integers(String field, int least, int most) {
    return scalars(field).stream().map(s -> integer(s, field, least, least, most)).toList();
  }

  private int integer(Scalar value, String field, int otherwise, int least, int most) {
    try {
      int number = Integer.decode(value.text());
      if (!value.quoted() && number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // reported below, with the range
    }
    wrong(value.span(), field, "an integer from " + least + " to " + most);
    return otherwise;
  }

  /** A finite number. */
  float real(String field, float otherwise) {
    Optional<Scalar> value = single(field);
    if (value.isEmpty()) {
      return otherwise;
    }
    try {
      float number = Float.parseFloat(value.get().text());
      if (!value.get().quoted() && Float.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // reported below
    }
    wrong(value.get().span(), field, "a number");
    return otherwise;
  }

  boolean flag(String field, boolean otherwise) {
    Optional<Scalar> value = single(field);
    if (value.isEmpty()) {
      return otherwise;
    }
    return switch (value.get().text()) {
      case "true", "True", "t", "1" -> true;
      case "false", "False", "f", "0" -> false;
      default -> {
        wrong(value.get().span(), field, "`true` or `false`");
        yield otherwise;
      }
    };
  }

  /** A word of a protobuf enum, which may stand as its number: its place in {@code words}. */
  int choice(String field, int otherwise, List<String> words) {
    Optional<Scalar> value = single(field);
    if (value.isEmpty()) {
      return otherwise;
    }
    String text = value.get().text();
    int place = words.indexOf(text);
    for (int i = 0; place < 0 && i < words.size(); i++) {
      place = text.equals(String.valueOf(i)) ? i : -1;
    }
    if (place < 0) {
      wrong(value.get().span(), field, "one of `" + String.join("`, `", words) + "`");
    }
    return place < 0 ? otherwise : place;
  }

  /** Reports an option whose value is understood, but can't be imported. */
  void unsupported(String field, String what) {
    Span at = message.all(field).isEmpty() ? message.span() : message.all(field).get(0).span();
    found.add(Diagnostic.error(Code.NIN0503, at, what, "cannot be imported" + layer).hint(WITHOUT));
  }

  /** Reports a value, or the lack of one. */
  void wrong(String field, String expected) {
    List<TextValue> values = message.all(field);
    wrong(values.isEmpty() ? message.span() : values.get(0).span(), field, expected);
  }

  private void wrong(Span at, String field, String expected) {
    found.add(
        Diagnostic.error(
                Code.NIN0502,
                at,
                "The field `" + field + "` does not have a value that Caffe accepts.",
                "expected " + expected + layer)
            .hint("Correct it as Caffe's `caffe.proto` has it."));
  }
}
