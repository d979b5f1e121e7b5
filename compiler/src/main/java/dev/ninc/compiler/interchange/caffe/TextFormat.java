package dev.ninc.compiler.interchange.caffe;

import dev.ninc.compiler.diag.Code;
import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.compiler.interchange.caffe.TextTokens.Kind;
import dev.ninc.compiler.interchange.caffe.TextTokens.Token;
import dev.ninc.compiler.source.SourceFile;
import dev.ninc.compiler.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the <a href="https://protobuf.dev/reference/protobuf/textformat-spec/">text format</a> of
 * protocol buffers, without knowing which fields there are.
 */
final class TextFormat {

  private static final int DEEPEST = 64;

  private final TextTokens tokens;
  private Token next;

  private TextFormat(SourceFile file) {
    this.tokens = new TextTokens(file);
    this.next = tokens.next();
  }

  /** The message that the file is; empty, and reported, where the text is wrong. */
  static Optional<TextValue.Message> parse(SourceFile file, Diagnostics found) {
    try {
      TextFormat parser = new TextFormat(file);
      List<TextValue.Field> fields = new ArrayList<>();
      while (parser.next.kind() != Kind.END) {
        parser.field(fields, 0);
      }
      return Optional.of(new TextValue.Message(fields, new Span(file, 0, file.text().length())));
    } catch (Wrong wrong) {
      found.add(wrong.diagnostic);
      return Optional.empty();
    }
  }

  /** Leaves the recursion; never seen outside this class. */
  private static final class Wrong extends Exception {
    private static final long serialVersionUID = 1;
    private final transient Diagnostic diagnostic;

    Wrong(Token at, String expected) {
      this.diagnostic =
          Diagnostic.error(
                  Code.NIN0501,
                  at.span(),
                  "The definition does not follow the text format of protocol buffers.",
                  expected + " is expected, not " + shown(at))
              .hint("Compare the line with a definition that Caffe reads.");
    }

    private static String shown(Token token) {
      String text = token.text();
      return switch (token.kind()) {
        case WORD, MARK -> "`" + (text.length() > 40 ? text.substring(0, 40) + "…" : text) + "`";
        case STRING -> "a string";
        case END -> text;
        case JUNK -> text.length() < 3 ? "this character" : text;
      };
    }
  }

  /** One field, or, where a list in brackets is its value, as many as there are values. */
  private void field(List<TextValue.Field> fields, int depth) throws Wrong {
    Token name = next;
    if (name.kind() != Kind.WORD || !Character.isLetter(name.text().charAt(0))) {
      throw new Wrong(name, "a field");
    }
    advance();
    boolean colon = accept(":");
    if (!colon && !next.is("{") && !next.is("<")) {
      throw new Wrong(next, "`:` or `{`");
    }
    if (accept("[")) {
      do {
        fields.add(new TextValue.Field(name.text(), name.span(), value(depth)));
      } while (accept(","));
      if (!accept("]")) {
        throw new Wrong(next, "`]`");
      }
    } else {
      fields.add(new TextValue.Field(name.text(), name.span(), value(depth)));
    }
    if (!accept(",")) {
      accept(";");
    }
  }

  private TextValue value(int depth) throws Wrong {
    if (next.is("{") || next.is("<")) {
      return message(depth + 1);
    }
    if (next.kind() == Kind.STRING) {
      return strings();
    }
    if (next.kind() != Kind.WORD) {
      throw new Wrong(next, "a value");
    }
    Token word = advance();
    return new TextValue.Scalar(word.text(), false, word.span());
  }

  private TextValue.Message message(int depth) throws Wrong {
    if (depth > DEEPEST) {
      throw new Wrong(next, "a definition that nests at most " + DEEPEST + " deep");
    }
    Token open = advance();
    String close = open.is("{") ? "}" : ">";
    List<TextValue.Field> fields = new ArrayList<>();
    while (!next.is(close)) {
      if (next.kind() == Kind.END) {
        throw new Wrong(next, "`" + close + "` for line " + open.span().line());
      }
      field(fields, depth);
    }
    Token end = advance();
    return new TextValue.Message(fields, open.span().to(end.span()));
  }

  /** Strings that follow one another are one. */
  private TextValue.Scalar strings() {
    Token first = advance();
    StringBuilder text = new StringBuilder(first.text());
    Span span = first.span();
    while (next.kind() == Kind.STRING) {
      Token more = advance();
      text.append(more.text());
      span = span.to(more.span());
    }
    return new TextValue.Scalar(text.toString(), true, span);
  }

  private boolean accept(String mark) {
    boolean is = next.is(mark);
    if (is) {
      advance();
    }
    return is;
  }

  private Token advance() {
    Token token = next;
    next = tokens.next();
    return token;
  }
}
