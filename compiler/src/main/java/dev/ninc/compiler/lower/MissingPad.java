package dev.ninc.compiler.lower;

import dev.ninc.compiler.ast.Body;
import dev.ninc.compiler.ast.Extent;
import dev.ninc.compiler.ast.Item;
import dev.ninc.compiler.ast.Layer;
import dev.ninc.compiler.ast.Option;
import dev.ninc.compiler.ir.Maps;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the windows without padding that made the maps of a branch smaller than those of others.
 */
record MissingPad(Context context) {

  /** The rows and columns that a window without padding takes from the maps. */
  private record Shrink(Layer layer, int rows, int columns) {

    boolean isEven() {
      return rows % 2 == 0 && columns % 2 == 0;
    }

    String advice() {
      String pad = rows == columns ? "" + rows / 2 : rows / 2 + "x" + columns / 2;
      return "`pad " + pad + "` to `" + layer.keyword() + "` on line " + layer.span().line();
    }
  }

  /**
   * What to add so that the smaller branches are as large as the largest.
   *
   * @param ends what the branches give
   * @return empty where padding alone does not explain the difference
   */
  Optional<String> hint(List<Body> branches, List<Maps> ends) {
    int height = ends.stream().mapToInt(Maps::height).max().orElseThrow();
    int width = ends.stream().mapToInt(Maps::width).max().orElseThrow();
    List<String> advice = new ArrayList<>();
    for (int i = 0; i < ends.size(); i++) {
      int rows = height - ends.get(i).height();
      int columns = width - ends.get(i).width();
      if (rows == 0 && columns == 0) {
        continue;
      }
      List<Shrink> shrinks =
          branches.get(i).items().stream().flatMap(l -> shrink(l).stream()).toList();
      boolean explained =
          shrinks.stream().allMatch(Shrink::isEven)
              && shrinks.stream().mapToLong(Shrink::rows).sum() == rows
              && shrinks.stream().mapToLong(Shrink::columns).sum() == columns;
      if (!explained) {
        return Optional.empty();
      }
      shrinks.stream().map(Shrink::advice).forEach(advice::add);
    }
    return Optional.of("Add " + String.join(" and ", advice) + ".");
  }

  /** Empty for a layer that is padded, has a stride, or no window. */
  private Optional<Shrink> shrink(Item item) {
    if (!(item instanceof Layer layer)) {
      return Optional.empty();
    }
    Options options = new Options(layer.options());
    boolean other =
        options.has(Option.Pad.class)
            || options.has(Option.PadSides.class)
            || options.has(Option.PadSame.class)
            || options.has(Option.Stride.class);
    Sizes sizes = new Sizes(context);
    return window(layer.kind())
        .filter(w -> !other)
        .flatMap(w -> sizes.pair(w, "The window", 1))
        .flatMap(w -> sizes.dilation(options).map(d -> shrink(layer, w, d)))
        .filter(s -> s.rows() > 0 || s.columns() > 0);
  }

  private static Shrink shrink(Layer layer, Sizes.Pair window, Sizes.Pair dilation) {
    return new Shrink(layer, (window.y() - 1) * dilation.y(), (window.x() - 1) * dilation.x());
  }

  private static Optional<Extent> window(Layer.Kind kind) {
    if (kind instanceof Layer.Conv conv) {
      return Optional.of(conv.window());
    } else if (kind instanceof Layer.Mlpconv mlpconv) {
      return Optional.of(mlpconv.window());
    } else if (kind instanceof Layer.Depthwise depthwise) {
      return Optional.of(depthwise.window());
    } else if (kind instanceof Layer.Pool pool) {
      return Optional.of(pool.window());
    }
    return Optional.empty();
  }
}
