package dev.ninc.compiler.lower;

import dev.ninc.compiler.ast.Preprocess;
import dev.ninc.compiler.diag.Code;
import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Preprocessing;
import dev.ninc.compiler.source.Span;
import java.util.Optional;

/** Whether what a preprocessing makes has the size of the input, as far as that is known. */
record PreprocessSizes(Context context, Optional<Maps> input) {

  boolean fit(
      PreprocessSteps steps,
      Optional<Preprocessing.Resize> resize,
      Optional<Preprocessing.Crop> crop) {
    Optional<Span> cropAt = steps.find(Preprocess.Crop.class).map(Preprocess.Step::span);
    Optional<Span> resizeAt = steps.find(Preprocess.Resize.class).map(Preprocess.Step::span);
    if (crop.isPresent() && resize.filter(r -> isLarger(crop.get(), r)).isPresent()) {
      context
          .mistakes()
          .add(
              Diagnostic.error(
                      Code.NIN0307,
                      cropAt.orElseThrow(),
                      "The crop is larger than the resized picture.",
                      "takes " + crop.get())
                  .and(resizeAt.or(() -> shorter(steps)).orElseThrow(), "gives " + resize.get())
                  .hint("Use a smaller crop, or resize to more."));
      return false;
    }
    Optional<Preprocessing.Crop> size = crop.or(() -> resize.flatMap(Preprocessing.Resize::size));
    Optional<Maps> other =
        input.filter(
            i ->
                size.isPresent()
                    && (size.get().height() != i.height() || size.get().width() != i.width()));
    other.ifPresent(i -> differs(cropAt.or(() -> resizeAt).orElseThrow(), size.get(), i));
    return other.isEmpty();
  }

  private static Optional<Span> shorter(PreprocessSteps steps) {
    return steps.find(Preprocess.ResizeShorter.class).map(Preprocess.Step::span);
  }

  private void differs(Span at, Preprocessing.Crop size, Maps input) {
    context
        .mistakes()
        .add(
            Diagnostic.error(
                    Code.NIN0307,
                    at,
                    "The preprocessing does not give the input's size.",
                    "gives " + size + ", the input has " + input.height() + "x" + input.width())
                .hint(
                    "Make it `" + input.height() + "x" + input.width() + "`, or change `input`."));
  }

  /** Certainly: of a picture whose shorter side is known, the other one may be longer. */
  private static boolean isLarger(Preprocessing.Crop crop, Preprocessing.Resize resize) {
    return resize.match(
        new Preprocessing.Resize.Cases<>() {
          @Override
          public Boolean exact(Preprocessing.Resize.Exact r) {
            return crop.height() > r.height() || crop.width() > r.width();
          }

          @Override
          public Boolean shorter(Preprocessing.Resize.Shorter r) {
            return crop.height() > r.side() && crop.width() > r.side();
          }
        });
  }
}
