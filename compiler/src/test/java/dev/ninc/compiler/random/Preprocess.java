package dev.ninc.compiler.random;

import dev.ninc.compiler.ir.Maps;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.math3.random.RandomGenerator;

/** A random {@code preprocess} statement. */
record Preprocess(RandomGenerator random) {

  /** The statement, indented, for a network with this input. */
  String text(Maps input) {
    int channels = input.channels();
    boolean picture = channels == 1 || channels == 3;
    String order = channels == 1 ? "grey" : List.of("rgb", "bgr").get(random.nextInt(2));
    Stream<String> steps =
        Stream.of(
            geometry(input),
            sometimes(() -> "background [" + list(3, () -> "" + random.nextInt(256)) + "]"),
            sometimes(() -> "order " + order),
            sometimes(() -> "scale 1/" + (1 + random.nextInt(255))),
            sometimes(() -> "mean " + numbers(channels, () -> "0." + random.nextInt(99))),
            sometimes(() -> "std " + numbers(channels, () -> "0.5" + random.nextInt(99))));
    return picture
        ? steps
            .filter(s -> !s.isEmpty())
            .map(s -> "    " + s + "\n")
            .collect(Collectors.joining("", "  preprocess {\n", "  }\n"))
        : "";
  }

  private String geometry(Maps input) {
    String size = input.height() + "x" + input.width();
    int larger = Math.max(input.height(), input.width()) + random.nextInt(5);
    return switch (random.nextInt(4)) {
      case 0 -> "resize " + size;
      case 1 -> "crop " + size;
      case 2 -> "resize shorter " + larger + "\n    crop " + size;
      default -> "";
    };
  }

  /** One number for all channels, or one for each. */
  private String numbers(int channels, Supplier<String> number) {
    return random.nextBoolean() ? number.get() : "[" + list(channels, number) + "]";
  }

  private static String list(int length, Supplier<String> number) {
    return Stream.generate(number).limit(length).collect(Collectors.joining(", "));
  }

  private String sometimes(Supplier<String> step) {
    return random.nextBoolean() ? step.get() : "";
  }
}
