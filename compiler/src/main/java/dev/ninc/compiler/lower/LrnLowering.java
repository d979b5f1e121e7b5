package dev.ninc.compiler.lower;

import dev.ninc.compiler.ast.Layer;
import dev.ninc.compiler.ast.Option;
import dev.ninc.compiler.diag.Code;
import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.ir.Op;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Local response normalization, with Caffe's and ONNX's defaults. */
record LrnLowering(LayerLowering layer, Layer.Lrn kind) {

  private static final double ALPHA = 1e-4;
  private static final double BETA = 0.75;
  private static final double BIAS = 1;

  Optional<Place> lower() {
    Options options = layer.options(Options.RESPONSE_NORM);
    OptionalInt size = size();
    OptionalDouble alpha = constant(options, "alpha", ALPHA, true);
    OptionalDouble beta = constant(options, "beta", BETA, true);
    OptionalDouble bias = constant(options, "bias", BIAS, false);
    return layer.add( // wrong numbers were reported, and none changes a shape
        p ->
            new Op.Lrn(
                p.value(),
                size.orElse(1),
                alpha.orElse(ALPHA),
                beta.orElse(BETA),
                bias.orElse(BIAS)));
  }

  private OptionalInt size() {
    OptionalInt size = layer.context().values().whole(kind.size(), "The size of `lrn`", 1);
    if (size.isEmpty() || size.getAsInt() % 2 == 1) {
      return size;
    }
    layer
        .context()
        .mistakes()
        .add(
            Diagnostic.error(
                    Code.NIN0106,
                    kind.size().span(),
                    "The size of `lrn` must be odd: as many channels on both sides.",
                    "is " + size.getAsInt())
                .hint(
                    "Write `lrn "
                        + (size.getAsInt() - 1)
                        + "` or `lrn "
                        + (size.getAsInt() + 1)
                        + "`."));
    return OptionalInt.empty();
  }

  private OptionalDouble constant(Options options, String word, double otherwise, boolean orZero) {
    return options.all().stream()
        .filter(o -> o instanceof Option.Constant && o.keyword().text().equals(word))
        .map(o -> (Option.Constant) o)
        .findFirst()
        .map(o -> layer.context().values().positive(o.value(), "`" + word + "`", orZero))
        .orElse(OptionalDouble.of(otherwise));
  }
}
