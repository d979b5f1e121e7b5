package dev.ninc.compiler.lower;

import dev.ninc.compiler.ast.Extent;
import dev.ninc.compiler.ast.Option;
import dev.ninc.compiler.diag.Code;
import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Padding;
import dev.ninc.compiler.ir.Window;
import dev.ninc.compiler.source.Span;
import java.util.Optional;

/**
 * A window as it was written; {@code pad same} becomes numbers when the input is known.
 *
 * @param same whether as many positions are wanted as steps fit into the input
 * @param span the window in the text
 */
record WindowSpec(
    Sizes.Pair size, Sizes.Pair stride, Sizes.Pair dilation, Padding pad, boolean same, Span span) {

  /** Empty where a number is wrong, which was reported. */
  static Optional<WindowSpec> of(Extent extent, Options options, Context context) {
    Sizes sizes = new Sizes(context);
    Optional<Sizes.Pair> size = sizes.pair(extent, "The window", 1);
    return of(size, extent.span(), options, sizes);
  }

  /** A 1x1 window. */
  static Optional<WindowSpec> pointwise(Span span, Options options, Context context) {
    return of(Optional.of(new Sizes.Pair(1, 1)), span, options, new Sizes(context));
  }

  private static Optional<WindowSpec> of(
      Optional<Sizes.Pair> size, Span span, Options options, Sizes sizes) {
    Optional<Sizes.Pair> stride = sizes.stride(options);
    Optional<Sizes.Pair> dilation = sizes.dilation(options);
    Optional<Padding> pad = sizes.padding(options);
    boolean known =
        size.isPresent() && stride.isPresent() && dilation.isPresent() && pad.isPresent();
    boolean same = options.find(Option.PadSame.class).isPresent();
    return known
        ? Optional.of(
            new WindowSpec(size.get(), stride.get(), dilation.get(), pad.get(), same, span))
        : Optional.empty();
  }

  /** The window over {@code in}; empty where it does not fit, which is reported. */
  Optional<Window> over(Place in, String kind, Context context) {
    Maps maps = in.type();
    long extentY = extent(size.y(), dilation.y());
    long extentX = extent(size.x(), dilation.x());
    Padding p = same ? same(maps, extentY, extentX) : pad;
    long roomY = (long) maps.height() + p.top() + p.bottom();
    long roomX = (long) maps.width() + p.left() + p.right();
    if (extentY > roomY || extentX > roomX) {
      context
          .mistakes()
          .add(
              Diagnostic.error(
                      Code.NIN0303,
                      span,
                      "The window of `" + kind + "` is larger than its input.",
                      "covers "
                          + extentY
                          + "x"
                          + extentX
                          + " cells"
                          + (p.equals(Padding.NONE)
                              ? ""
                              : ", the padded input has " + roomY + "x" + roomX))
                  .and(in.span(), "gives " + maps)
                  .hint(hint(context)));
      return Optional.empty();
    }
    return Optional.of(
        new Window(size.y(), size.x(), stride.y(), stride.x(), dilation.y(), dilation.x(), p));
  }

  private static String hint(Context context) {
    return context
        .graph()
        .input()
        .filter(ChannelsLast::isLikely)
        .map(ChannelsLast::hint)
        .orElse("Use a smaller window, more padding, or fewer strides before it.");
  }

  /**
   * As many positions as steps fit, ⌈in / stride⌉; of an odd padding the larger half comes last.
   */
  private Padding same(Maps in, long extentY, long extentX) {
    int y = total(in.height(), stride.y(), extentY);
    int x = total(in.width(), stride.x(), extentX);
    return new Padding(y / 2, x / 2, y - y / 2, x - x / 2);
  }

  private static int total(int in, int stride, long extent) {
    long positions = (in + (long) stride - 1) / stride;
    long total = (positions - 1) * stride + extent - in;
    return (int) Math.max(0, Math.min(total, Limits.SIZE));
  }

  private static long extent(int size, int dilation) {
    return (size - 1L) * dilation + 1;
  }
}
