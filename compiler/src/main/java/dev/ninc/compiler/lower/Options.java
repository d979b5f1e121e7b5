package dev.ninc.compiler.lower;

import dev.ninc.compiler.ast.Layer;
import dev.ninc.compiler.ast.Option;
import dev.ninc.compiler.diag.Code;
import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The options of a layer: each known to its kind, and given once. */
record Options(List<Option> all) {

  static final List<String> CONVOLUTION =
      List.of("pad", "stride", "dilate", "group", "act", "nobias", "norm");
  static final List<String> DEPTHWISE = List.of("pad", "stride", "dilate", "act", "nobias", "norm");
  static final List<String> RESPONSE_NORM = List.of("alpha", "beta", "bias");
  static final List<String> POINTWISE = List.of("stride", "group", "act", "nobias", "norm");
  static final List<String> FULLY_CONNECTED = List.of("act", "nobias", "norm");
  static final List<String> MAXIMUM = List.of("pad", "stride", "floor");
  static final List<String> AVERAGE = List.of("pad", "stride", "floor", "inside");

  /** The options that {@code allowed} names; the others are reported. */
  static Options of(Layer layer, List<String> allowed, Mistakes mistakes) {
    if (layer.kind() instanceof Layer.Activate && !layer.options().isEmpty()) {
      mistakes.add(behindActivation(layer));
      return new Options(List.of());
    }
    Map<String, Option> kept = new LinkedHashMap<>();
    for (Option option : layer.options()) {
      String word = option.keyword().text();
      if (!allowed.contains(word)) {
        mistakes.add(foreign(layer, option, allowed));
      } else if (kept.putIfAbsent(word, option) != null) {
        mistakes.add(
            Diagnostic.error(
                    Code.NIN0109,
                    option.span(),
                    "The option `" + word + "` is given twice.",
                    "again")
                .and(kept.get(word).span(), "first given here")
                .hint("Remove one of them."));
      }
    }
    return new Options(new ArrayList<>(kept.values()));
  }

  /** {@code conv 5x5 64 relu pad 2 norm}: one mistake, not one for each option. */
  private static Diagnostic behindActivation(Layer layer) {
    String function = layer.keyword().text();
    List<Option> options = layer.options();
    Span all = options.get(0).span().to(options.get(options.size() - 1).span());
    String hint = "Put options in front of `" + function + "`, at the layer that they belong to";
    return Diagnostic.error(
            Code.NIN0108, all, "`" + function + "` takes no options.", "not for `" + function + "`")
        .hint(hint + (function.equals("relu") ? "; a convolution has a `relu` already." : "."));
  }

  private static Diagnostic foreign(Layer layer, Option option, List<String> allowed) {
    String kind = layer.keyword().text();
    return Diagnostic.error(
            Code.NIN0108,
            option.span(),
            "`" + kind + "` does not take the option `" + option.keyword() + "`.",
            "not an option of `" + kind + "`")
        .hint(
            allowed.isEmpty()
                ? "Remove it: `" + kind + "` takes no options."
                : "Remove it: `" + kind + "` takes `" + String.join("`, `", allowed) + "`.");
  }

  <T extends Option> Optional<T> find(Class<T> type) {
    return all.stream().filter(type::isInstance).map(type::cast).findFirst();
  }

  boolean has(Class<? extends Option> type) {
    return find(type).isPresent();
  }

  boolean has(Option.Kind flag) {
    return all.stream().anyMatch(o -> o instanceof Option.Flag f && f.kind() == flag);
  }
}
