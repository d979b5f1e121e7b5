package dev.ninc.compiler.diag;

import dev.ninc.compiler.source.Span;

/**
 * A line of a source as a terminal shows it: tabs become spaces, characters that would act on the
 * terminal become visible, wide ones count twice. A very long line is cut around what matters.
 */
final class Line {

  private static final int TAB = 4;
  private static final int LONGEST = 160;
  private static final int CONTEXT = 60;

  private final int offset;
  private final int length;
  private final StringBuilder text = new StringBuilder();
  private final int[] columns;

  /**
   * @param offset where in the file {@code source} begins
   */
  private Line(int offset, String source, boolean cutBefore, boolean cutAfter) {
    this.offset = offset;
    this.length = source.length();
    this.columns = new int[length + 1];
    int column = 0;
    if (cutBefore) {
      text.append('…');
      column++;
    }
    for (int i = 0; i < length; ) {
      int character = source.codePointAt(i);
      int units = Character.charCount(character);
      int width = character == '\t' ? TAB - column % TAB : width(character);
      text.append(character == '\t' ? " ".repeat(width) : visible(character));
      for (int unit = 0; unit < units; unit++) {
        columns[i + unit] = column;
      }
      column += width;
      i += units;
    }
    columns[length] = column;
    if (cutAfter) {
      text.append('…');
    }
  }

  /** The line on which a span begins. */
  static Line around(Span span) {
    String whole = span.file().lineText(span.start());
    int column = span.column() - 1;
    int lineStart = span.start() - column;
    if (whole.length() <= LONGEST) {
      return new Line(lineStart, whole, false, false);
    }
    int from = Math.max(0, Math.min(column, whole.length()) - CONTEXT);
    int to = Math.min(whole.length(), from + 2 * CONTEXT);
    return new Line(lineStart + from, whole.substring(from, to), from > 0, to < whole.length());
  }

  String text() {
    return text.toString();
  }

  /** What stands before the underline of a span. */
  String before(Span span) {
    return " ".repeat(column(span.start()));
  }

  /** The underline of a span: at least one sign, and not beyond this line. */
  String under(Span span, char sign) {
    return String.valueOf(sign).repeat(Math.max(1, column(span.end()) - column(span.start())));
  }

  private int column(int at) {
    return columns[Math.max(0, Math.min(length, at - offset))];
  }

  /** A text of our own that may hold something of the user's. */
  static String visible(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints().forEach(c -> out.append(visible(c)));
    return out.toString();
  }

  private static String visible(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          "\uFFFD";
      default -> Character.toString(character);
    };
  }

  private static int width(int character) {
    int type = Character.getType(character);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
      return 0;
    }
    return isWide(character) ? 2 : 1;
  }

  /** The wide blocks of Unicode's East Asian Width and the pictographs. */
  private static boolean isWide(int c) {
    return c >= 0x1100 && c <= 0x115F
        || c >= 0x2E80 && c <= 0x303E
        || c >= 0x3041 && c <= 0xA4CF
        || c >= 0xAC00 && c <= 0xD7A3
        || c >= 0xF900 && c <= 0xFAFF
        || c >= 0xFE30 && c <= 0xFE6F
        || c >= 0xFF00 && c <= 0xFF60
        || c >= 0xFFE0 && c <= 0xFFE6
        || c >= 0x1F300 && c <= 0x1FAFF
        || c >= 0x20000 && c <= 0x3FFFD;
  }
}
