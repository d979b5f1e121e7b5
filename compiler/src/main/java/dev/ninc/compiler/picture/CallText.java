package dev.ninc.compiler.picture;

import dev.ninc.compiler.ir.Origin;
import java.util.Optional;

/** A block's call as the user wrote it. */
final class CallText {

  private static final int MOST = 200;

  private CallText() {}

  /** {@code fire(16, 64)} or {@code mlpconv 5x5}: without its label and what stands in brackets. */
  static Optional<String> words(Origin call) {
    int start = call.span().start();
    String text =
        call.span().file().text().substring(start, Math.min(call.span().end(), start + MOST));
    int label = label(text);
    int body = text.indexOf('{', label);
    int list = text.indexOf('[', label);
    int end = Math.min(body < 0 ? text.length() : body, list < 0 ? text.length() : list);
    String words = text.substring(label, end).replaceAll("\\s+", " ").strip();
    return words.isEmpty() ? Optional.empty() : Optional.of(words);
  }

  /** The characters of {@code fire2:} or of {@code "fire/2":}; no name holds a colon. */
  private static int label(String text) {
    int colon = text.indexOf(':');
    boolean quoted = text.startsWith("\"");
    boolean first = text.chars().limit(Math.max(colon, 0)).noneMatch(c -> "({[".indexOf(c) >= 0);
    return colon >= 0 && (quoted || first) ? colon + 1 : 0;
  }
}
