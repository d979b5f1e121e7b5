package dev.ninc.compiler.picture;

import java.util.Locale;

/** The elements of an SVG, a line of text for each. */
final class SvgText {

  private final StringBuilder text = new StringBuilder();

  /**
   * The beginning, up to the page that all else is drawn on.
   *
   * @param css rules of the classes
   * @param definitions lines of what is drawn by reference; may be empty
   */
  void head(
      int width, int height, String title, String description, String css, String definitions) {
    line(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
            + " role=\"img\" aria-labelledby=\"ninc-title ninc-desc\">",
        width, height, width, height);
    line("<title id=\"ninc-title\">%s</title>", Clean.xml(title));
    line("<desc id=\"ninc-desc\">%s</desc>", Clean.xml(description));
    line("<style>\n%s</style>", css);
    text.append(definitions);
    line("<rect class=\"page\" width=\"%d\" height=\"%d\"/>", width, height);
  }

  /** Begins a group that a pointer over it explains. */
  void open(String note) {
    line("<g><title>%s</title>", tooltip(note));
  }

  void close() {
    line("</g>");
  }

  void label(Label label) {
    line(
        "<text class=\"%s %s\" x=\"%d\" y=\"%d\"%s>%s</text>",
        Style.face(label.face()),
        label.style(),
        label.x(),
        label.baseline(),
        label.align() == Label.Align.RIGHT ? " text-anchor=\"end\"" : "",
        Clean.xml(label.text()));
  }

  void rect(Rect rect, String style, int radius) {
    line("%s", element(rect, style, radius));
  }

  /** A rectangle whose corners are rounded as far as it is large enough. */
  static String element(Rect rect, String style, int radius) {
    return String.format(
        Locale.ROOT,
        "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"%d\"/>",
        style,
        rect.x(),
        rect.y(),
        rect.width(),
        rect.height(),
        Math.min(radius, Math.min(rect.width(), rect.height()) / 2));
  }

  static String tooltip(String note) {
    return Clean.xml(Clean.lines(note));
  }

  void line(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  /** The whole text. */
  String end() {
    line("</svg>");
    return text.toString();
  }
}
