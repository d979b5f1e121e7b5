package dev.ninc.compiler.interchange.caffe;

import dev.ninc.compiler.source.SourceFile;
import dev.ninc.compiler.source.Span;

/** Cuts a text of protocol buffers into tokens, one after the other. */
final class TextTokens {

  /** The kinds of tokens. */
  enum Kind {
    /** {@code num_output}, {@code MAX}, {@code -0.5e3}, {@code 0x1F}. */
    WORD,
    /** Text in either kind of quotes. */
    STRING,
    /** One of {@code { } < > [ ] : , ;}. */
    MARK,
    /** The end of the file. */
    END,
    /** What can't be a token. */
    JUNK
  }

  /** A token; {@code text} has no quotes, and escapes are what they stand for. */
  record Token(Kind kind, String text, Span span) {
    boolean is(String mark) {
      return kind == Kind.MARK && text.equals(mark);
    }
  }

  private static final String MARKS = "{}<>[]:,;";

  private final SourceFile file;
  private final String text;
  private int at;

  TextTokens(SourceFile file) {
    this.file = file;
    this.text = file.text();
    this.at = text.startsWith("\uFEFF") ? 1 : 0;
  }

  /** The next token; behind the last one, always {@code END}. */
  Token next() {
    skipSpaceAndComments();
    int start = at;
    if (at == text.length()) {
      return token(Kind.END, "the end of the file", start);
    }
    char c = text.charAt(at);
    if (MARKS.indexOf(c) >= 0) {
      at++;
      return token(Kind.MARK, String.valueOf(c), start);
    }
    if (c == '"' || c == '\'') {
      return string(c);
    }
    while (at < text.length() && isWord(text.charAt(at))) {
      at++;
    }
    if (at > start) {
      return token(Kind.WORD, text.substring(start, at), start);
    }
    at = text.offsetByCodePoints(at, 1);
    return token(Kind.JUNK, text.substring(start, at), start);
  }

  private Token token(Kind kind, String value, int start) {
    return new Token(kind, value, new Span(file, start, at));
  }

  private void skipSpaceAndComments() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '#') {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (" \t\r\n\f\u000B".indexOf(c) >= 0) {
        at++;
      } else {
        return;
      }
    }
  }

  private static boolean isWord(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || "_.+-".indexOf(c) >= 0;
  }

  /** A string ends on its line. */
  private Token string(char quote) {
    int start = at++;
    StringBuilder value = new StringBuilder();
    while (at < text.length() && text.charAt(at) != '\n') {
      char c = text.charAt(at++);
      if (c == quote) {
        return token(Kind.STRING, value.toString(), start);
      }
      if (c != '\\') {
        value.append(c);
      } else if (at < text.length() && "\"'\\?".indexOf(text.charAt(at)) >= 0) {
        value.append(text.charAt(at++));
      } else {
        return token(Kind.JUNK, "an escape other than of a quote or a backslash", start);
      }
    }
    return token(Kind.JUNK, "a string without its end", start);
  }
}
