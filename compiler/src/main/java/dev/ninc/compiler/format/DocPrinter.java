package dev.ninc.compiler.format;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** Makes the choices of a {@link Doc}, from left to right, looking one line ahead. */
public final class DocPrinter {

  /** How far the rest of a statement hangs to the right. */
  private static final int HANG = 4;

  /** A document where it stands: its margin, and whether all of it goes on one line. */
  private record Placed(Doc doc, int margin, int hang, boolean flat) {
    Placed of(Doc other) {
      return new Placed(other, margin, hang, flat);
    }
  }

  private final int width;
  private final StringBuilder out = new StringBuilder();
  private final Deque<Placed> ahead = new ArrayDeque<>();
  private int column;
  private boolean lineIsEmpty = true;
  private boolean lineIsOver;
  private String gap = ""; // written with what follows it on its line, or never

  private DocPrinter(int width) {
    this.width = width;
  }

  /** The text, with lines of at most {@code width} columns where its choices allow that. */
  public static String print(Doc doc, int width) {
    DocPrinter printer = new DocPrinter(width);
    printer.ahead.push(new Placed(doc, 0, 0, false));
    while (!printer.ahead.isEmpty()) {
      Placed next = printer.ahead.pop();
      next.doc().match(printer.new Step(next));
    }
    return printer.out.toString();
  }

  private void newLine(int margin) {
    if (out.length() > 0) {
      out.append('\n');
    }
    column = margin;
    gap = "";
    lineIsEmpty = true;
    lineIsOver = false;
  }

  private void write(String text) {
    out.append(lineIsEmpty ? " ".repeat(column) : gap).append(text);
    column += lineIsEmpty ? width(text) : width(gap + text);
    gap = "";
    lineIsEmpty = false;
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }

  /** Writes one document, or replaces it by its parts. */
  private final class Step implements Doc.Cases<Void> {
    private final Placed here;

    Step(Placed here) {
      this.here = here;
    }

    @Override
    public Void text(Doc.Text doc) {
      if (doc.text().isEmpty()) {
        return null;
      }
      if (lineIsOver) {
        newLine(here.margin() + here.hang());
      }
      write(doc.text());
      return null;
    }

    @Override
    public Void comment(Doc.Comment doc) {
      if (doc.ownLine() && !lineIsEmpty) {
        newLine(here.margin() + here.hang());
      }
      gap = " ";
      write(doc.text());
      lineIsOver = true;
      return null;
    }

    @Override
    public Void space(Doc.Space doc) {
      return otherwise(" ");
    }

    private Void otherwise(String text) {
      gap = text;
      return null;
    }

    @Override
    public Void line(Doc.Line doc) {
      if (here.flat()) {
        return otherwise(doc.otherwise());
      }
      newLine(here.margin());
      return null;
    }

    @Override
    public Void wrap(Doc.Wrap doc) {
      if (here.flat() || !lineIsOver && fits(here.of(new Doc.Space()))) {
        return otherwise(" ");
      }
      newLine(here.margin() + here.hang());
      return null;
    }

    @Override
    public Void hard(Doc.Break doc) {
      newLine(here.margin());
      if (doc.blank()) {
        newLine(here.margin());
      }
      return null;
    }

    @Override
    public Void sequence(Doc.Sequence doc) {
      List<Doc> parts = doc.parts();
      for (int i = parts.size() - 1; i >= 0; i--) {
        ahead.push(here.of(parts.get(i)));
      }
      return null;
    }

    @Override
    public Void indent(Doc.Indent doc) {
      ahead.push(new Placed(doc.content(), here.margin() + doc.columns(), 0, here.flat()));
      return null;
    }

    @Override
    public Void hang(Doc.Hang doc) {
      ahead.push(new Placed(doc.content(), here.margin(), HANG, here.flat()));
      return null;
    }

    @Override
    public Void group(Doc.Group doc) {
      Placed flat = new Placed(doc.content(), here.margin(), here.hang(), true);
      boolean onOneLine = here.flat() || !doc.broken() && fits(flat);
      ahead.push(onOneLine ? flat : here.of(doc.content()));
      return null;
    }
  }

  /** Whether a document and what is ahead of it fit on this line, up to where one can end. */
  private boolean fits(Placed first) {
    int at = lineIsOver ? first.margin() + first.hang() : column + width(gap);
    Fit fit = new Fit(width - at);
    fit.next.push(first);
    Iterator<Placed> rest = ahead.iterator();
    while (!fit.ends && fit.left >= 0) {
      if (fit.next.isEmpty()) {
        if (!rest.hasNext()) {
          break;
        }
        fit.next.push(rest.next());
      }
      fit.here = fit.next.pop();
      fit.here.doc().match(fit);
    }
    return fit.left >= 0;
  }

  /** Counts columns; {@code ends} where the line may end. */
  private static final class Fit implements Doc.Cases<Void> {
    private final Deque<Placed> next = new ArrayDeque<>();
    private Placed here;
    private int left;
    private boolean ends;

    Fit(int left) {
      this.left = left;
    }

    private Void takes(String text) {
      left -= width(text);
      return null;
    }

    private Void endsUnlessFlat(String otherwise) {
      ends = !here.flat();
      return ends ? null : takes(otherwise);
    }

    @Override
    public Void text(Doc.Text doc) {
      return takes(doc.text());
    }

    /** A long comment is no reason to change the code in front of it. */
    @Override
    public Void comment(Doc.Comment doc) {
      ends = true;
      return null;
    }

    @Override
    public Void space(Doc.Space doc) {
      return takes(" ");
    }

    @Override
    public Void line(Doc.Line doc) {
      return endsUnlessFlat(doc.otherwise());
    }

    @Override
    public Void wrap(Doc.Wrap doc) {
      return endsUnlessFlat(" ");
    }

    @Override
    public Void hard(Doc.Break doc) {
      ends = true;
      return null;
    }

    @Override
    public Void sequence(Doc.Sequence doc) {
      List<Doc> parts = doc.parts();
      for (int i = parts.size() - 1; i >= 0; i--) {
        next.push(here.of(parts.get(i)));
      }
      return null;
    }

    @Override
    public Void indent(Doc.Indent doc) {
      next.push(here.of(doc.content()));
      return null;
    }

    @Override
    public Void hang(Doc.Hang doc) {
      next.push(here.of(doc.content()));
      return null;
    }

    @Override
    public Void group(Doc.Group doc) {
      boolean flat = here.flat() || !doc.broken() && !doc.apart();
      next.push(new Placed(doc.content(), here.margin(), here.hang(), flat));
      return null;
    }
  }
}
