package dev.ninc.compiler.lower;

import dev.ninc.compiler.ast.Expr;
import dev.ninc.compiler.ast.Extent;
import dev.ninc.compiler.ast.Preprocess;
import dev.ninc.compiler.diag.Code;
import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.diag.Spelling;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Preprocessing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * What is done to an image before the network sees it: the steps are checked against each other and
 * against the input.
 *
 * @param input empty where it is unknown
 */
record PreprocessLowering(Context context, Optional<Maps> input) {

  /** Empty where something is wrong, which was reported. */
  Optional<Preprocessing> lower(Preprocess item) {
    PreprocessSteps steps = PreprocessSteps.of(item, context.mistakes());
    Optional<Preprocessing.Order> order = order(item, steps);
    Optional<Optional<Preprocessing.Resize>> resize = resize(steps);
    Optional<Optional<Preprocessing.Crop>> crop =
        maybe(steps.find(Preprocess.Crop.class).map(s -> crop(s.size())));
    Optional<Preprocessing.Background> background = background(steps);
    Optional<Double> scale = scale(steps);
    Optional<List<Double>> mean = each(steps, Preprocess.Kind.MEAN, order, 0);
    Optional<List<Double>> std = each(steps, Preprocess.Kind.STD, order, 1);
    if (item.broken() || resize.isEmpty() || crop.isEmpty()) {
      return Optional.empty();
    }
    boolean fits = new PreprocessSizes(context, input).fit(steps, resize.get(), crop.get());
    if (!fits
        || order.isEmpty()
        || background.isEmpty()
        || scale.isEmpty()
        || mean.isEmpty()
        || std.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Preprocessing(
            resize.get(),
            crop.get(),
            background.get(),
            order.get(),
            scale.get(),
            mean.get(),
            std.get()));
  }

  /** Empty where the inner value was to be there and is wrong. */
  private static <T> Optional<Optional<T>> maybe(Optional<Optional<T>> value) {
    return value.isEmpty() ? Optional.of(Optional.empty()) : value.filter(Optional::isPresent);
  }

  private Optional<Preprocessing.Order> order(Preprocess item, PreprocessSteps steps) {
    Optional<Preprocess.Order> step = steps.find(Preprocess.Order.class);
    Optional<Integer> channels = input.map(Maps::channels);
    if (step.isEmpty()) {
      Optional<Preprocessing.Order> usual =
          channels.flatMap(
              c ->
                  c == 3
                      ? Optional.of(Preprocessing.Order.RGB)
                      : c == 1 ? Optional.of(Preprocessing.Order.GREY) : Optional.empty());
      if (channels.isPresent() && usual.isEmpty()) {
        context
            .mistakes()
            .add(
                Diagnostic.error(
                        Code.NIN0308,
                        item.keyword().span(),
                        "A picture has 1 or 3 channels, the input has " + channels.get() + ".",
                        "makes 1 or 3 channels")
                    .hint("Leave it out: such an input is no picture."));
      }
      return usual;
    }
    List<String> words =
        Arrays.stream(Preprocessing.Order.values()).map(Preprocessing.Order::toString).toList();
    String word = step.get().order().text();
    if (!words.contains(word)) {
      unknown(step.get(), words);
      return Optional.empty();
    }
    Preprocessing.Order order = Preprocessing.Order.valueOf(word.toUpperCase(Locale.ROOT));
    if (channels.isPresent() && channels.get() != order.channels()) {
      context
          .mistakes()
          .add(
              Diagnostic.error(
                      Code.NIN0308,
                      step.get().span(),
                      "`order " + word + "` does not suit the input.",
                      "makes " + order.channels() + ", the input has " + channels.get())
                  .hint("Choose `grey` for one channel, `rgb` or `bgr` for three."));
      return Optional.empty();
    }
    return Optional.of(order);
  }

  private void unknown(Preprocess.Order step, List<String> words) {
    Diagnostic error =
        Diagnostic.error(
            Code.NIN0126,
            step.order().span(),
            "There is no order `" + step.order() + "`.",
            "not known here");
    String word = step.order().text().toLowerCase(Locale.ROOT);
    Optional<String> near =
        words.contains(word) ? Optional.of(word) : Spelling.nearest(word, words);
    context
        .mistakes()
        .add(
            error.hint(
                near.map(n -> "Write `" + n + "`.").orElse("Choose `rgb`, `bgr` or `grey`.")));
  }

  private Optional<Optional<Preprocessing.Resize>> resize(PreprocessSteps steps) {
    Optional<Preprocess.Resize> exact = steps.find(Preprocess.Resize.class);
    if (exact.isPresent()) {
      return crop(exact.get().size())
          .map(c -> Optional.of(new Preprocessing.Resize.Exact(c.height(), c.width())));
    }
    Optional<Preprocess.ResizeShorter> shorter = steps.find(Preprocess.ResizeShorter.class);
    if (shorter.isEmpty()) {
      return Optional.of(Optional.empty());
    }
    OptionalInt side = context.values().whole(shorter.get().side(), "The shorter side", 1);
    return side.isPresent()
        ? Optional.of(Optional.of(new Preprocessing.Resize.Shorter(side.getAsInt())))
        : Optional.empty();
  }

  private Optional<Preprocessing.Crop> crop(Extent size) {
    return new Sizes(context)
        .pair(size, "The size of the picture", 1)
        .map(p -> new Preprocessing.Crop(p.y(), p.x()));
  }

  private Optional<Preprocessing.Background> background(PreprocessSteps steps) {
    Optional<Preprocess.Numbers> step = steps.find(Preprocess.Kind.BACKGROUND);
    if (step.isEmpty()) {
      return Optional.of(Preprocessing.Background.WHITE);
    }
    List<Expr> values = step.get().values();
    if (values.size() != 3) {
      wrongCount(
          step.get(),
          "`background` needs three numbers: red, green and blue.",
          "Write a list such as `background [255, 255, 255]`.");
      return Optional.empty();
    }
    List<Integer> colour = new ArrayList<>();
    for (Expr value : values) {
      context.values().whole(value, "A colour", 0, 255).ifPresent(colour::add);
    }
    return colour.size() == 3
        ? Optional.of(new Preprocessing.Background(colour.get(0), colour.get(1), colour.get(2)))
        : Optional.empty();
  }

  private Optional<Double> scale(PreprocessSteps steps) {
    Optional<Preprocess.Scale> step = steps.find(Preprocess.Scale.class);
    if (step.isEmpty()) {
      return Optional.of(1.0);
    }
    Expr factor = step.get().factor();
    Optional<BigFraction> scale = context.values().of(factor);
    if (scale.filter(BigFraction.ZERO::equals).isPresent()) {
      context.values().outOfRange(factor, "The scale", scale.get(), "above or below 0");
      return Optional.empty();
    }
    return scale.map(BigFraction::doubleValue);
  }

  /** One number for each channel. */
  private Optional<List<Double>> each(
      PreprocessSteps steps,
      Preprocess.Kind kind,
      Optional<Preprocessing.Order> order,
      double otherwise) {
    Optional<Preprocess.Numbers> step = steps.find(kind);
    if (step.isEmpty()) {
      return order.map(o -> o.each(otherwise));
    }
    List<Double> numbers = new ArrayList<>();
    for (Expr expr : step.get().values()) {
      number(kind, expr).ifPresent(numbers::add);
    }
    int given = step.get().values().size();
    if (step.get().list() && order.isPresent() && given != order.get().channels()) {
      int channels = order.get().channels();
      wrongCount(
          step.get(),
          "`"
              + step.get().keyword()
              + "` needs "
              + (channels == 1 ? "one number" : "one number, or one for each of 3 channels")
              + ".",
          advice(step.get(), channels));
      return Optional.empty();
    } else if (order.isEmpty() || numbers.size() < given) {
      return Optional.empty();
    }
    return Optional.of(step.get().list() ? numbers : order.get().each(numbers.get(0)));
  }

  private Optional<Double> number(Preprocess.Kind kind, Expr expr) {
    Optional<BigFraction> value = context.values().of(expr);
    if (kind == Preprocess.Kind.STD
        && value.isPresent()
        && value.get().compareTo(BigFraction.ZERO) <= 0) {
      context.values().outOfRange(expr, "The `std`", value.get(), "above 0");
      return Optional.empty();
    }
    return value.map(BigFraction::doubleValue);
  }

  /** Grey is about the average of the colours. */
  private String advice(Preprocess.Numbers step, int channels) {
    List<BigFraction> given =
        step.values().stream().flatMap(e -> context.values().of(e).stream()).toList();
    if (given.size() == step.values().size() && (channels == 1 || given.size() == 1)) {
      BigFraction sum = given.stream().reduce(BigFraction.ZERO, BigFraction::add);
      String one = "`" + step.keyword() + " " + Numbers.show(sum.divide(given.size())) + "`";
      return channels == 1
          ? "Write " + one + ": the input has one channel."
          : "Write " + one + " for all channels, or one number for each.";
    }
    return "Write a list such as `" + step.keyword() + " [0.5, 0.5, 0.5]`.";
  }

  private void wrongCount(Preprocess.Numbers step, String message, String hint) {
    int given = step.values().size();
    context
        .mistakes()
        .add(
            Diagnostic.error(
                    Code.NIN0110, step.span(), message, "has " + (given == 1 ? "one" : given))
                .hint(hint));
  }
}
