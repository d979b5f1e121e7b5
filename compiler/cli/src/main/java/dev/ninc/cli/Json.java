package dev.ninc.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** JSON for other programs: indented, with line feeds on every machine. */
final class Json {

  /** What writes a document. */
  @FunctionalInterface
  interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  private Json() {}

  /** A number; JSON knows neither infinities nor NaN, so that these become null. */
  static void number(JsonGenerator json, String name, float number) throws IOException {
    if (Float.isFinite(number)) {
      json.writeNumberField(name, number);
    } else {
      json.writeNullField(name);
    }
  }

  /** As {@link #number(JsonGenerator, String, float)}. */
  static void number(JsonGenerator json, String name, double number) throws IOException {
    if (Double.isFinite(number)) {
      json.writeNumberField(name, number);
    } else {
      json.writeNullField(name);
    }
  }

  /** An array of whole numbers, on one line. */
  static void array(JsonGenerator json, List<Integer> numbers) throws IOException {
    json.writeArray(numbers.stream().mapToInt(n -> n).toArray(), 0, numbers.size());
  }

  /** Prints a whole document, or nothing. */
  static void print(PrintWriter out, Body body) throws IOException {
    StringWriter text = new StringWriter();
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.setPrettyPrinter(new DefaultPrettyPrinter().withObjectIndenter(indenter));
      body.write(json);
    }
    out.println(text);
  }
}
