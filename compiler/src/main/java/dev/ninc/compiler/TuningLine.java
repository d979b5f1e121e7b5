package dev.ninc.compiler;

import java.util.Optional;
import java.util.Set;

/**
 * A line of a tuning file that says something: {@code network NAME}, {@code target WORD}, {@code
 * layers DIGEST} or {@code NAME = ALGORITHM}. A name may stand in quotes; a comment may follow.
 *
 * <p>Read by hand: a pattern of {@code java.util.regex} goes one call deeper for each escape of a
 * quoted name, and a long one overflows the stack.
 *
 * @param isHeading whether it is one of the first three
 */
record TuningLine(String text, boolean isHeading, Word first, Word second) {

  private static final String SPACES = " \t\u000B\f\r";

  private static final Set<String> HEADINGS = Set.of("network", "target", "layers");

  /** Part of a line: from {@code start} to before {@code end}. */
  record Word(int start, int end) {}

  /** The line's words; empty where it has another form. */
  static Optional<TuningLine> of(String text) {
    return name(text, skip(text, 0))
        .flatMap(first -> heading(text, first).or(() -> layer(text, first)));
  }

  /** Whether a line says nothing. */
  static boolean isBlank(String text) {
    return isEnd(text, 0);
  }

  String firstWord() {
    return text.substring(first.start, first.end);
  }

  String secondWord() {
    return text.substring(second.start, second.end);
  }

  private static Optional<TuningLine> heading(String text, Word first) {
    String word = text.substring(first.start, first.end);
    int next = skip(text, first.end);
    if (!HEADINGS.contains(word) || next == first.end) {
      return Optional.empty();
    }
    return name(text, next)
        .filter(second -> isEnd(text, second.end))
        .map(second -> new TuningLine(text, true, first, second));
  }

  private static Optional<TuningLine> layer(String text, Word first) {
    int sign = skip(text, first.end);
    if (sign == text.length() || text.charAt(sign) != '=') {
      return Optional.empty();
    }
    int start = skip(text, sign + 1);
    int comment = text.indexOf('#', start);
    int end = comment < 0 ? text.length() : comment;
    while (end > start && isSpace(text, end - 1)) {
      end--;
    }
    return end == start
        ? Optional.empty()
        : Optional.of(new TuningLine(text, false, first, new Word(start, end)));
  }

  /** The name at a place. */
  private static Optional<Word> name(String text, int start) {
    int end =
        start < text.length() && text.charAt(start) == '"'
            ? quoteEnd(text, start)
            : plainEnd(text, start);
    return end == start ? Optional.empty() : Optional.of(new Word(start, end));
  }

  /** Behind a name in quotes; its start where nothing closes it. */
  private static int quoteEnd(String text, int start) {
    for (int i = start + 1; i < text.length(); i++) {
      if (text.charAt(i) == '"') {
        return i + 1;
      }
      if (text.charAt(i) == '\\') {
        i++;
      }
    }
    return start;
  }

  private static int plainEnd(String text, int start) {
    int end = start;
    while (end < text.length() && !isSpace(text, end) && "\"=#".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  private static boolean isEnd(String text, int at) {
    int next = skip(text, at);
    return next == text.length() || text.charAt(next) == '#';
  }

  private static int skip(String text, int at) {
    int next = at;
    while (next < text.length() && isSpace(text, next)) {
      next++;
    }
    return next;
  }

  private static boolean isSpace(String text, int at) {
    return SPACES.indexOf(text.charAt(at)) >= 0;
  }
}
