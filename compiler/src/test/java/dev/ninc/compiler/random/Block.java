package dev.ninc.compiler.random;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A block: layers that are written once and called with different numbers.
 *
 * @param values what the parameters were when the body was made; those from {@code defaults} on are
 *     their defaults
 * @param defaults how many parameters have none
 */
record Block(
    String name, List<String> parameters, List<Integer> values, int defaults, List<Layer> body) {

  /** The block's definition. */
  String text() {
    List<String> declared = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      declared.add(parameters.get(i) + (i < defaults ? "" : " = " + values.get(i)));
    }
    return "block "
        + name
        + "("
        + String.join(", ", declared)
        + ") "
        + Layer.braced(body, "")
        + "\n";
  }

  boolean isDefault(int parameter, int value) {
    return parameter >= defaults && values.get(parameter) == value;
  }

  /** The body for some arguments; empty where a number would not be whole and positive. */
  Optional<List<Layer>> with(List<Integer> arguments) {
    Map<String, Integer> scope = new HashMap<>();
    for (int i = 0; i < parameters.size(); i++) {
      scope.put(parameters.get(i), arguments.get(i));
    }
    boolean[] whole = {true};
    List<Layer> layers =
        Layer.sized(
            body,
            size -> {
              OptionalInt value = Arithmetic.value(size.text(), scope);
              whole[0] &= value.isPresent();
              return new Size(value.orElse(1), size.text());
            });
    return whole[0] ? Optional.of(layers) : Optional.empty();
  }

  Block body(List<Layer> other) {
    return new Block(name, parameters, values, defaults, other);
  }
}
