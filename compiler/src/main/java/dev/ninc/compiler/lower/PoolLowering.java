package dev.ninc.compiler.lower;

import dev.ninc.compiler.ast.Layer;
import dev.ninc.compiler.ast.Option;
import dev.ninc.compiler.diag.Code;
import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Padding;
import java.util.Optional;

/** A pooling layer; without options as Caffe computes it. */
record PoolLowering(LayerLowering layer, Layer.Pool kind) {

  Optional<Place> lower() {
    Options options = layer.options(kind.max() ? Options.MAXIMUM : Options.AVERAGE);
    Optional<WindowSpec> spec =
        WindowSpec.of(kind.window(), options, layer.context()).filter(this::paddingFits);
    if (layer.in().isEmpty() || spec.isEmpty()) {
      return Optional.empty();
    }
    Place in = layer.in().get();
    Op.Pool.Rounding rounding =
        options.has(Option.Kind.FLOOR) ? Op.Pool.Rounding.FLOOR : Op.Pool.Rounding.CEIL;
    Op.Pool.Divisor divisor =
        options.has(Option.Kind.INSIDE) ? Op.Pool.Divisor.INSIDE : Op.Pool.Divisor.PADDED;
    Op.Pool.Kind what = kind.max() ? Op.Pool.Kind.MAX : Op.Pool.Kind.AVERAGE;
    return spec.get()
        .over(in, layer.layer().keyword().text(), layer.context())
        .flatMap(w -> add(new Op.Pool(in.value(), what, w, rounding, divisor)));
  }

  private Optional<Place> add(Op op) {
    return layer.context().graph().maps(layer.path(), op, layer.origin(layer.path()));
  }

  /**
   * A window inside the padding alone would have no cell to look at. ({@code pad same} never gives
   * that much.)
   */
  private boolean paddingFits(WindowSpec window) {
    Padding p = window.pad();
    Sizes.Pair size = window.size();
    boolean fits =
        Math.max(p.top(), p.bottom()) < size.y() && Math.max(p.left(), p.right()) < size.x();
    if (!fits) {
      layer
          .context()
          .mistakes()
          .add(
              Diagnostic.error(
                      Code.NIN0306,
                      layer.layer().span(),
                      "The padding is as large as the pooling window.",
                      "pads " + p + " around a window of " + size.y() + "x" + size.x())
                  .hint("Use less padding than the window is high and wide."));
    }
    return fits;
  }
}
