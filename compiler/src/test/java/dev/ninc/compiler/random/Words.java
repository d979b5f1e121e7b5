package dev.ninc.compiler.random;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.math3.random.RandomGenerator;

/** The names and numbers of a random network. */
final class Words {

  /** Names that were trouble somewhere: words of Java and of the language, and no identifiers. */
  private static final List<String> NAMES =
      List.of(
          "class",
          "int",
          "run",
          "weights",
          "Random",
          "relu",
          "conv",
          "x",
          "_",
          "stem",
          "a_1",
          "lrn",
          "block",
          "repeat",
          "scale",
          "\"a-1\"",
          "\"a 1\"",
          "\"conv4-1024\"",
          "\"fire2/squeeze1x1\"",
          "\"größe\"",
          "\"*/\"",
          "\"\\\\u0022\"",
          "\"say \\\"x\\\"\"",
          "\"1st\"");

  /** Names inside blocks are what outputs lead into. */
  static final double INSIDE = 3;

  private final RandomGenerator random;
  private final Map<String, Integer> parameters;
  private final double eagerness;
  private final Set<String> used = new HashSet<>();

  /**
   * The words of a scope.
   *
   * @param eagerness how much more often than elsewhere layers have names
   */
  Words(RandomGenerator random, Map<String, Integer> parameters, double eagerness) {
    this.random = random;
    this.parameters = parameters;
    this.eagerness = eagerness;
  }

  /** The words of a scope inside this one: its own names, the same parameters. */
  Words inner() {
    return new Words(random, parameters, INSIDE);
  }

  /** A name that was not used yet, or with the other probability none. */
  String label(double probability) {
    if (random.nextDouble() >= probability * eagerness) {
      return "";
    }
    String name = NAMES.get(random.nextInt(NAMES.size()));
    if (!used.add(name)) {
      name = "named" + used.size();
      used.add(name);
    }
    return name;
  }

  /** A channel count: small or large, odd or even, and those around a multiple of 16. */
  int channels(int most) {
    int kind = random.nextInt(10);
    if (kind < 5) {
      return 1 + random.nextInt(Math.min(most, 20));
    }
    if (kind < 8) {
      return 1 + random.nextInt(most);
    }
    int multiple = 16 * (1 + random.nextInt(Math.max(1, most / 16)));
    return Math.min(most, multiple + random.nextInt(3) - 1);
  }

  /** A number, written as an expression now and then. */
  Size size(int value) {
    if (random.nextDouble() < 0.75) {
      return Size.of(value);
    }
    if (parameters.isEmpty()) {
      return new Size(value, (value + 3) + " - " + 3);
    }
    String name = new ArrayList<>(parameters.keySet()).get(random.nextInt(parameters.size()));
    return new Size(value, expression(value, name, parameters.get(name)));
  }

  private static String expression(int value, String name, int parameter) {
    if (value == parameter) {
      return name;
    }
    if (value % parameter == 0) {
      return value / parameter + " * " + name;
    }
    if (parameter % value == 0) {
      return name + " / " + parameter / value;
    }
    return value > parameter
        ? name + " + " + (value - parameter)
        : "-(" + (parameter - value) + " - " + name + ")";
  }
}
