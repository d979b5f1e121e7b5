package dev.ninc.compiler.ast;

import dev.ninc.compiler.source.Span;
import java.util.List;

/** An option behind a layer. */
public sealed interface Option {

  /** The word with which it begins. */
  Name keyword();

  /** The whole option. */
  Span span();

  /** {@code pad 2}, {@code pad 1x2}. */
  record Pad(Name keyword, Extent extent, Span span) implements Option {}

  /** {@code pad [top, left, bottom, right]}. */
  record PadSides(Name keyword, List<Expr> sides, Span span) implements Option {
    public PadSides {
      sides = List.copyOf(sides);
    }
  }

  /** {@code pad same}. */
  record PadSame(Name keyword, Span span) implements Option {}

  /** {@code stride 2}. */
  record Stride(Name keyword, Extent extent, Span span) implements Option {}

  /** {@code dilate 2}. */
  record Dilate(Name keyword, Extent extent, Span span) implements Option {}

  /** {@code group 2}. */
  record Group(Name keyword, Expr groups, Span span) implements Option {}

  /** {@code act linear}. */
  record Act(Name keyword, Function function, Span span) implements Option {}

  /** {@code alpha 0.0001}, {@code beta 0.75} or {@code bias 1}. */
  record Constant(Name keyword, Expr value, Span span) implements Option {}

  /** A word alone. */
  record Flag(Kind kind, Name keyword, Span span) implements Option {}

  /** The words that stand alone. */
  enum Kind {
    NOBIAS,
    NORM,
    FLOOR,
    INSIDE
  }
}
