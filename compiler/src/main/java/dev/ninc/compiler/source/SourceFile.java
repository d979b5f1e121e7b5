package dev.ninc.compiler.source;

/**
 * A text that the user wrote, with the name under which messages show it.
 *
 * @param name the path as the user would type it, with forward slashes
 * @param text the whole text
 */
public record SourceFile(String name, String text) {

  /** The line, counted from 1, in which the character at {@code offset} stands. */
  public int line(int offset) {
    int line = 1;
    for (int i = 0; i < Math.min(offset, text.length()); i++) {
      if (text.charAt(i) == '\n') {
        line++;
      }
    }
    return line;
  }

  /** The column of {@code offset} in its line, counted from 1 in characters. */
  public int column(int offset) {
    return offset - lineStart(offset) + 1;
  }

  /** The text of the line around {@code offset}, without its end-of-line characters. */
  public String lineText(int offset) {
    int start = lineStart(offset);
    int end = text.indexOf('\n', start);
    String line = end < 0 ? text.substring(start) : text.substring(start, end);
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }

  private int lineStart(int offset) {
    return text.lastIndexOf('\n', Math.min(offset, text.length()) - 1) + 1;
  }

  @Override
  public String toString() {
    return name;
  }
}
