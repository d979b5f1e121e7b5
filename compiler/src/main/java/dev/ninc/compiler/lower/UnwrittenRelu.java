package dev.ninc.compiler.lower;

import dev.ninc.compiler.ast.Layer;
import dev.ninc.compiler.diag.Code;
import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.source.Span;

/**
 * The ReLU that a convolution has without saying so. Where a normalization or an activation follows
 * it, the user probably took the convolution for a linear one, as it is in most libraries.
 *
 * @param convolution the statement that has it
 */
record UnwrittenRelu(Layer convolution) {

  /** What to say where a {@code batchnorm} or an activation follows directly. */
  Diagnostic before(Layer next) {
    String word = next.keyword().text();
    boolean useless = word.equals("relu");
    String message =
        useless
            ? "`relu` does nothing: the layer before it has a ReLU, which is not written."
            : "`" + word + "` comes behind a ReLU that is not written.";
    return Diagnostic.warning(
            Code.NIN0127,
            next.keyword().span(),
            message,
            useless ? "changes nothing" : "sees no number below 0")
        .and(convolution.keyword().span(), "has a ReLU unless `act` says otherwise")
        .hint(hint(next));
  }

  private String hint(Layer next) {
    String word = next.keyword().text();
    String kind = convolution.keyword().text();
    // An act of an mlpconv is that of all its stages.
    boolean stages = convolution.kind() instanceof Layer.Mlpconv;
    if (word.equals("relu")) {
      return "Remove `relu`"
          + (stages ? "." : ", or write `act linear` as an option of `" + kind + "`.");
    }
    String option = word.equals("batchnorm") ? "norm" : "act " + written(next);
    return "Write `"
        + option
        + "` as an option of `"
        + kind
        + "` instead"
        + (stages ? ", for all its stages" : ", or `act linear`")
        + "; if the ReLU is meant, write `act relu`.";
  }

  /** With its argument: {@code leaky(0.1)}. */
  private static String written(Layer next) {
    Span span = next.span();
    return span.file().text().substring(next.keyword().span().start(), span.end());
  }
}
