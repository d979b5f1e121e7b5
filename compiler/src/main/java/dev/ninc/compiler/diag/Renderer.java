package dev.ninc.compiler.diag;

import dev.ninc.compiler.source.SourceFile;
import dev.ninc.compiler.source.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Diagnostics as a person reads them: the places in the text, underlined, with what to do. */
public final class Renderer {

  private static final int WITHOUT_PLACE = 3;

  private final Style style;

  /**
   * @param color whether to use ANSI colours
   */
  public Renderer(boolean color) {
    this.style = color ? Style.ANSI : Style.PLAIN;
  }

  /** All of them, with an empty line between two; ends with a newline unless there are none. */
  public String render(Diagnostics diagnostics) {
    List<String> texts = new ArrayList<>();
    diagnostics.list().forEach(d -> texts.add(render(d)));
    if (diagnostics.omitted() > 0) {
      texts.add("and " + diagnostics.omitted() + " more, not shown.\n");
    }
    return String.join("\n", texts);
  }

  /** One, with a newline at the end. */
  public String render(Diagnostic diagnostic) {
    StringBuilder out = new StringBuilder();
    boolean error = diagnostic.severity() == Severity.ERROR;
    String title = (error ? "error[" : "warning[") + diagnostic.code() + "]";
    out.append(style.severe(title, error))
        .append(style.bold(": " + Line.visible(diagnostic.message())))
        .append('\n');
    Map<SourceFile, List<Mark>> files = marks(diagnostic);
    int gutter =
        files.values().stream()
            .flatMap(List::stream)
            .mapToInt(m -> String.valueOf(m.line()).length() + 1)
            .max()
            .orElse(WITHOUT_PLACE);
    files.values().forEach(marks -> file(out, marks, gutter, error));
    diagnostic
        .hint()
        .ifPresent(
            hint ->
                out.append(" ".repeat(gutter))
                    .append(style.bold("Hint: "))
                    .append(Line.visible(hint))
                    .append('\n'));
    return out.toString();
  }

  /** A label and whether it is the primary one. */
  private record Mark(Label label, boolean primary) {
    Span span() {
      return label.span();
    }

    int line() {
      return span().line();
    }
  }

  private static Map<SourceFile, List<Mark>> marks(Diagnostic diagnostic) {
    List<Mark> all = new ArrayList<>();
    diagnostic.primary().ifPresent(label -> all.add(new Mark(label, true)));
    diagnostic.secondary().forEach(label -> all.add(new Mark(label, false)));
    Map<SourceFile, List<Mark>> files = new LinkedHashMap<>();
    all.forEach(m -> files.computeIfAbsent(m.span().file(), f -> new ArrayList<>()).add(m));
    return files;
  }

  private void file(StringBuilder out, List<Mark> marks, int gutter, boolean error) {
    Span first = marks.get(0).span();
    String place = Line.visible(first.file().name()) + ":" + first.line() + ":" + first.column();
    out.append(" ".repeat(gutter)).append(style.frame("┌─ ")).append(place).append('\n');
    List<Mark> sorted = new ArrayList<>(marks);
    sorted.sort(Comparator.comparingInt(m -> m.span().start()));
    int shown = 0;
    Line line = null;
    for (Mark mark : sorted) {
      if (mark.line() != shown) {
        shown = mark.line();
        line = Line.around(mark.span());
        out.append(style.frame(number(shown, gutter) + "│"));
        append(out, line.text());
      }
      out.append(style.frame(" ".repeat(gutter) + "│"));
      String under = line.before(mark.span()) + line.under(mark.span(), mark.primary() ? '^' : '-');
      String text = under + " " + Line.visible(mark.label().text());
      append(out, mark.primary() ? style.severe(text, error) : style.other(text));
    }
  }

  private static void append(StringBuilder out, String text) {
    String trimmed = text.stripTrailing();
    out.append(trimmed.isEmpty() ? "" : " " + trimmed).append('\n');
  }

  private static String number(int line, int gutter) {
    String digits = String.valueOf(line);
    return " ".repeat(gutter - 1 - digits.length()) + digits + " ";
  }
}
