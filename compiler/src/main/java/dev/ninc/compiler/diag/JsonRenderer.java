package dev.ninc.compiler.diag;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.ninc.compiler.source.SourceFile;
import dev.ninc.compiler.source.Span;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/**
 * Diagnostics for tools: an array with one object for each, with {@code code}, {@code severity},
 * {@code message}, the place ({@code file}, {@code line}, {@code column}, {@code endLine}, {@code
 * endColumn}; lines and columns count from 1, the end is exclusive), {@code labels} and {@code
 * hint}. What a diagnostic lacks is left out.
 */
public final class JsonRenderer {

  private JsonRenderer() {}

  /** The array, with a newline at its end. */
  public static String render(List<Diagnostic> diagnostics) {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
      DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
      json.setPrettyPrinter(
          new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter));
      json.writeStartArray();
      for (Diagnostic diagnostic : diagnostics) {
        write(json, diagnostic);
      }
      json.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.append('\n').toString();
  }

  private static void write(JsonGenerator json, Diagnostic diagnostic) throws IOException {
    json.writeStartObject();
    json.writeStringField("code", diagnostic.code().name());
    json.writeStringField("severity", diagnostic.severity().name().toLowerCase(Locale.ROOT));
    json.writeStringField("message", diagnostic.message());
    if (diagnostic.primary().isPresent()) {
      place(json, diagnostic.primary().get().span());
    }
    json.writeArrayFieldStart("labels");
    if (diagnostic.primary().isPresent()) {
      label(json, diagnostic.primary().get(), true);
    }
    for (Label label : diagnostic.secondary()) {
      label(json, label, false);
    }
    json.writeEndArray();
    if (diagnostic.hint().isPresent()) {
      json.writeStringField("hint", diagnostic.hint().get());
    }
    json.writeEndObject();
  }

  private static void label(JsonGenerator json, Label label, boolean primary) throws IOException {
    json.writeStartObject();
    json.writeStringField("text", label.text());
    json.writeBooleanField("primary", primary);
    place(json, label.span());
    json.writeEndObject();
  }

  private static void place(JsonGenerator json, Span span) throws IOException {
    SourceFile file = span.file();
    json.writeStringField("file", file.name());
    json.writeNumberField("line", span.line());
    json.writeNumberField("column", span.column());
    json.writeNumberField("endLine", file.line(span.end()));
    json.writeNumberField("endColumn", file.column(span.end()));
  }
}
