package dev.ninc.compiler.interchange.caffe;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A message of a prototxt, read by other means than the importer: words, strings, numbers and
 * braces of texts that are right.
 *
 * @param fields each with its values, strings without quotes or further messages
 */
record PlainText(Map<String, List<Object>> fields) {

  private static final Pattern TOKEN = Pattern.compile("#.*|\"[^\"]*\"|[{}:]|[-+.\\w]+");

  static PlainText parse(String text) {
    return message(
        TOKEN
            .matcher(text)
            .results()
            .map(MatchResult::group)
            .filter(token -> !token.startsWith("#") && !token.equals(":"))
            .iterator());
  }

  private static PlainText message(Iterator<String> tokens) {
    Map<String, List<Object>> fields = new LinkedHashMap<>();
    while (tokens.hasNext()) {
      String name = tokens.next();
      if (name.equals("}")) {
        break;
      }
      String value = tokens.next();
      fields
          .computeIfAbsent(name, n -> new ArrayList<>())
          .add(value.equals("{") ? message(tokens) : value.replace("\"", ""));
    }
    return new PlainText(fields);
  }

  List<Object> all(String field) {
    return fields.getOrDefault(field, List.of());
  }

  /** The fields of a message; none where it is missing. */
  PlainText child(String field) {
    return all(field).stream()
        .map(PlainText.class::cast)
        .findFirst()
        .orElse(new PlainText(Map.of()));
  }

  List<PlainText> children(String... names) {
    List<PlainText> children = new ArrayList<>();
    for (String name : names) {
      all(name).forEach(child -> children.add((PlainText) child));
    }
    return children;
  }

  String text(String field, String otherwise) {
    return all(field).isEmpty() ? otherwise : (String) all(field).get(0);
  }

  double number(String field, double otherwise) {
    return Double.parseDouble(text(field, String.valueOf(otherwise)));
  }

  int whole(String field, int otherwise) {
    return (int) number(field, otherwise);
  }
}
