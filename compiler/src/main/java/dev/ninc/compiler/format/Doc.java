package dev.ninc.compiler.format;

import java.util.List;

/**
 * A text with choices of where its lines end, in the manner of Wadler's "A prettier printer"
 * (2003). {@link DocPrinter} makes them.
 *
 * <p>A comment lasts to the end of its line. So that no rule must think of that, whatever text
 * follows one begins a new line by itself.
 */
public sealed interface Doc {

  /** Words on one line. */
  record Text(String text) implements Doc {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.text(this);
    }
  }

  /** A comment: behind what stands on the line already, or on a line of its own. */
  record Comment(String text, boolean ownLine) implements Doc {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.comment(this);
    }
  }

  /** A space that never ends a line. */
  record Space() implements Doc {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.space(this);
    }
  }

  /** The end of a line if the group around it is broken; else what is given, a space or nothing. */
  record Line(String otherwise) implements Doc {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.line(this);
    }
  }

  /** A space, or the end of a line if what follows, up to the next choice, does not fit. */
  record Wrap() implements Doc {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.wrap(this);
    }
  }

  /** The end of a line in any case, and an empty line if {@code blank}. */
  record Break(boolean blank) implements Doc {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.hard(this);
    }
  }

  /** One after the other. */
  record Sequence(List<Doc> parts) implements Doc {
    public Sequence {
      parts = List.copyOf(parts);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.sequence(this);
    }
  }

  /** Further to the right by so many columns; with 0, at the margin of the lines around it. */
  record Indent(int columns, Doc content) implements Doc {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.indent(this);
    }
  }

  /** The rest of a statement: where it goes on to a new line, it hangs to the right. */
  record Hang(Doc content) implements Doc {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.hang(this);
    }
  }

  /**
   * Each {@link Line} of it ends a line, or none does, if all fits on one.
   *
   * @param broken whether each ends a line in any case
   * @param apart whether what stands in front of it goes by its first word alone
   */
  record Group(Doc content, boolean broken, boolean apart) implements Doc {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.group(this);
    }
  }

  /** One answer for each. */
  interface Cases<R> {
    R text(Text doc);

    R comment(Comment doc);

    R space(Space doc);

    R line(Line doc);

    R wrap(Wrap doc);

    R hard(Break doc);

    R sequence(Sequence doc);

    R indent(Indent doc);

    R hang(Hang doc);

    R group(Group doc);
  }

  <R> R match(Cases<R> cases);
}
