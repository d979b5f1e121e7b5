package dev.ninc.compiler.lower;

import dev.ninc.compiler.ast.Expr;
import dev.ninc.compiler.ast.Extent;
import dev.ninc.compiler.ast.Option;
import dev.ninc.compiler.diag.Code;
import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Padding;
import dev.ninc.compiler.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads what has several numbers: windows, steps, paddings and the input's size. */
final class Sizes {

  private final Values values;
  private final Mistakes mistakes;

  Sizes(Context context) {
    this.values = context.values();
    this.mistakes = context.mistakes();
  }

  /** Height and width. */
  record Pair(int y, int x) {}

  /** The input's maps. */
  Optional<Maps> maps(Extent extent) {
    if (extent.sizes().size() != 3) {
      mistakes.add(
          wrongCount(extent.span(), extent.sizes().size(), "The input needs three sizes.")
              .hint("Write channels x height x width, such as `3x32x32`."));
      return Optional.empty();
    }
    return numbers(extent.sizes(), "A size of the input", 1)
        .map(n -> new Maps(n.get(0), n.get(1), n.get(2)));
  }

  /** Height and width, of which a single number means both. */
  Optional<Pair> pair(Extent extent, String what, int min) {
    if (extent.sizes().size() > 2) {
      mistakes.add(
          wrongCount(extent.span(), extent.sizes().size(), what + " has one or two sizes.")
              .hint("Write height x width, or one number for both."));
      return Optional.empty();
    }
    return numbers(extent.sizes(), what, min).map(n -> new Pair(n.get(0), n.get(n.size() - 1)));
  }

  Optional<Pair> stride(Options options) {
    return options
        .find(Option.Stride.class)
        .map(o -> pair(o.extent(), "The stride", 1))
        .orElse(Optional.of(new Pair(1, 1)));
  }

  Optional<Pair> dilation(Options options) {
    return options
        .find(Option.Dilate.class)
        .map(o -> pair(o.extent(), "The dilation", 1))
        .orElse(Optional.of(new Pair(1, 1)));
  }

  /** The padding; {@code pad same} is left to the window that knows its input. */
  Optional<Padding> padding(Options options) {
    Optional<Option.Pad> pad = options.find(Option.Pad.class);
    if (pad.isPresent()) {
      return pair(pad.get().extent(), "The padding", 0)
          .map(p -> new Padding(p.y(), p.x(), p.y(), p.x()));
    }
    return options.find(Option.PadSides.class).map(this::sides).orElse(Optional.of(Padding.NONE));
  }

  private Optional<Padding> sides(Option.PadSides option) {
    if (option.sides().size() != 4) {
      mistakes.add(
          wrongCount(option.span(), option.sides().size(), "A padding in brackets has four sides.")
              .hint("Write `pad [top, left, bottom, right]`."));
      return Optional.empty();
    }
    return numbers(option.sides(), "The padding", 0)
        .map(n -> new Padding(n.get(0), n.get(1), n.get(2), n.get(3)));
  }

  private Optional<List<Integer>> numbers(List<Expr> exprs, String what, int min) {
    List<Integer> numbers = new ArrayList<>();
    for (Expr expr : exprs) {
      OptionalInt number = values.whole(expr, what, min);
      number.ifPresent(numbers::add);
    }
    return numbers.size() == exprs.size() ? Optional.of(numbers) : Optional.empty();
  }

  private static Diagnostic wrongCount(Span at, int found, String message) {
    return Diagnostic.error(Code.NIN0110, at, message, found == 1 ? "has one" : "has " + found);
  }
}
