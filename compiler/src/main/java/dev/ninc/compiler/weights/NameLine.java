package dev.ninc.compiler.weights;

import dev.ninc.compiler.diag.Code;
import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.compiler.source.SourceFile;
import dev.ninc.compiler.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A line of a {@link NameList} that says something.
 *
 * @param newName empty where the tensor is left out
 */
record NameLine(String oldName, Span oldSpan, Optional<String> newName, Span newSpan) {

  private static final String LEFT_OUT = "-";
  private static final char QUOTE = '"';
  private static final char COMMENT = '#';

  /** A word of the line, quotes and all. */
  private record Word(String text, int start) {

    int end() {
      return start + text.length();
    }

    boolean isQuoted() {
      return text.charAt(0) == QUOTE;
    }

    String name() {
      return isQuoted() ? text.substring(1, text.length() - 1) : text;
    }
  }

  /**
   * Reads a line.
   *
   * @param start where it begins in the file
   * @param diagnostics is told where it has another form
   * @return empty where it says nothing, or nothing that can be read
   */
  static Optional<NameLine> of(SourceFile file, String line, int start, Diagnostics diagnostics) {
    List<Word> words = new ArrayList<>();
    for (int at = blanks(line, 0); at < line.length(); at = blanks(line, at)) {
      if (line.charAt(at) == COMMENT) {
        break;
      }
      int end = wordEnd(line, at);
      if (end < 0) {
        diagnostics.add(
            unreadable(
                new Span(file, start + at, start + line.length()),
                "a quote that is not closed, or nothing in it"));
        return Optional.empty();
      }
      words.add(new Word(line.substring(at, end), at));
      at = end;
    }
    if (words.isEmpty()) {
      return Optional.empty();
    }
    Span first = span(file, words.get(0), start);
    Span last = span(file, words.get(words.size() - 1), start);
    if (words.size() != 2) {
      String label = words.size() == 1 ? "one name, not two" : words.size() + " words, not two";
      diagnostics.add(unreadable(first.to(last), label));
      return Optional.empty();
    }
    Word name = words.get(1);
    boolean stays = name.isQuoted() || !name.text().equals(LEFT_OUT);
    return Optional.of(
        new NameLine(
            words.get(0).name(), first, stays ? Optional.of(name.name()) : Optional.empty(), last));
  }

  private static Diagnostic unreadable(Span at, String label) {
    return Diagnostic.error(
            Code.NIN0401, at, "This line of the list of names cannot be read.", label)
        .hint(
            "Write the tensor's name in its file, a blank, and its name in the network; a name with"
                + " blanks stands in double quotes.");
  }

  private static Span span(SourceFile file, Word word, int start) {
    return new Span(file, start + word.start(), start + word.end());
  }

  /** Behind the word that begins at a place; -1 where it has an empty name, or no last quote. */
  private static int wordEnd(String line, int start) {
    if (line.charAt(start) == QUOTE) {
      int end = line.indexOf(QUOTE, start + 1);
      return end <= start + 1 ? -1 : end + 1;
    }
    int end = start;
    while (end < line.length() && !isBlank(line.charAt(end))) {
      end++;
    }
    return end;
  }

  private static int blanks(String line, int start) {
    int at = start;
    while (at < line.length() && isBlank(line.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\u000B';
  }

  /** Where the line's names begin in the file. */
  int start() {
    return oldSpan.start();
  }
}
