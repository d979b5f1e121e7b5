package dev.ninc.compiler.picture;

/**
 * Text from outside, made harmless: in one line, without characters that XML does not know or that
 * turn the rest of the line round.
 */
final class Clean {

  private static final int REPLACEMENT = 0xFFFD;

  private Clean() {}

  /** In one line. */
  static String text(String text) {
    StringBuilder clean = new StringBuilder();
    text.codePoints()
        .map(c -> Character.isWhitespace(c) ? ' ' : isVisible(c) ? c : REPLACEMENT)
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }

  /** With its line ends. */
  static String lines(String text) {
    return String.join("\n", text.lines().map(Clean::text).toList());
  }

  /** For the content of an element or the value of an attribute. */
  static String xml(String clean) {
    return clean
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static boolean isVisible(int codePoint) {
    boolean noCharacter = (codePoint & 0xFFFE) == 0xFFFE;
    return !noCharacter
        && switch (Character.getType(codePoint)) {
          case Character.CONTROL,
              Character.FORMAT,
              Character.SURROGATE,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR ->
              false;
          default -> true;
        };
  }
}
