package dev.ninc.compiler.source;

/**
 * A stretch of a source file: the characters from {@code start} up to, not including, {@code end}.
 */
public record Span(SourceFile file, int start, int end) {

  public Span {
    if (start < 0 || end < start || end > file.text().length()) {
      throw new IllegalArgumentException("no such span: " + start + ".." + end + " of " + file);
    }
  }

  /** The line, counted from 1, on which the span begins. */
  public int line() {
    return file.line(start);
  }

  /** The column, counted from 1, at which the span begins. */
  public int column() {
    return file.column(start);
  }

  /** The smallest span that covers this one and the other, which is of the same file. */
  public Span to(Span other) {
    return new Span(file, Math.min(start, other.start), Math.max(end, other.end));
  }

  /** {@code file.nin:14}. */
  @Override
  public String toString() {
    return file.name() + ":" + line();
  }
}
