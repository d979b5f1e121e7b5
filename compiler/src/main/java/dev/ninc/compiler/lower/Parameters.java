package dev.ninc.compiler.lower;

import dev.ninc.compiler.ast.Definition;
import dev.ninc.compiler.ast.Name;
import dev.ninc.compiler.ast.Parameter;
import dev.ninc.compiler.diag.Code;
import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.diag.Spelling;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.math3.fraction.BigFraction;

/** The network's parameters: defaults in order, each replaced by what was given from outside. */
final class Parameters {

  private final Values values;
  private final Mistakes mistakes;
  private final Map<String, Span> declared = new LinkedHashMap<>();
  private final List<Network.Setting> settings = new ArrayList<>();

  private Parameters(Values values, Mistakes mistakes) {
    this.values = values;
    this.mistakes = mistakes;
  }

  /** Defines all parameters in {@code values} and returns them with their values. */
  static List<Network.Setting> define(
      Definition network, Map<String, String> overrides, Values values, Mistakes mistakes) {
    Parameters parameters = new Parameters(values, mistakes);
    network.parameters().forEach(p -> parameters.define(p, overrides));
    parameters.unknown(new TreeMap<>(overrides));
    return List.copyOf(parameters.settings);
  }

  /** The parameters of a block, of which no call is known: what can be checked is. */
  static void check(Definition block, Values values, Mistakes mistakes) {
    Parameters parameters = new Parameters(values, mistakes);
    for (Parameter parameter : block.parameters()) {
      if (parameters.declare(parameter.name())) {
        parameter.value().ifPresent(values::of);
        values.defineUnknown(parameter.name().text());
      }
    }
  }

  /**
   * The parameters of a block for a call.
   *
   * @param arguments what the call gives; for the others their defaults hold
   */
  static void bind(Definition block, Map<String, Values.Given> arguments, Values values) {
    for (Parameter parameter : block.parameters()) {
      String name = parameter.name().text();
      Optional.ofNullable(arguments.get(name))
          .or(() -> parameter.value().map(values::given))
          .ifPresentOrElse(g -> values.define(name, g), () -> values.defineUnknown(name));
    }
  }

  /** Whether a name is new; one that is not is reported. */
  private boolean declare(Name parameter) {
    String name = parameter.text();
    Span span = parameter.span();
    Span first = declared.putIfAbsent(name, span);
    if (first != null) {
      mistakes.add(
          Diagnostic.error(
                  Code.NIN0104, span, "The parameter `" + name + "` is declared twice.", "again")
              .and(first, "first declared here")
              .hint("Rename one of them."));
    }
    return first == null;
  }

  private void define(Parameter parameter, Map<String, String> overrides) {
    if (!declare(parameter.name())) {
      return;
    }
    String name = parameter.name().text();
    boolean whole = values.isWhole(parameter.value().orElseThrow());
    Optional<BigFraction> value = values.of(parameter.value().orElseThrow());
    boolean isWhole = whole && value.map(Numbers::isWhole).orElse(true);
    if (overrides.containsKey(name)) {
      values.overridden(parameter.name(), overrides.get(name).strip());
      value = given(parameter, overrides.get(name).strip(), isWhole);
    }
    values.derived(parameter.name(), parameter.value().orElseThrow());
    value.ifPresentOrElse(v -> keep(name, v, isWhole), () -> values.defineUnknown(name));
  }

  private void keep(String name, BigFraction value, boolean isWhole) {
    values.define(name, value, isWhole);
    settings.add(new Network.Setting(name, Numbers.show(value)));
  }

  private Optional<BigFraction> given(Parameter parameter, String text, boolean whole) {
    Optional<BigFraction> value =
        whole && !Numbers.isWholeText(text)
            ? Optional.empty()
            : Numbers.read(text).filter(n -> !Numbers.isLarge(n));
    if (value.isEmpty()) {
      String kind = whole ? "a whole number" : "a number";
      mistakes.add(
          Diagnostic.error(
                  Code.NIN0103,
                  parameter.name().span().to(parameter.value().orElseThrow().span()),
                  "The value `"
                      + text
                      + "` for the parameter `"
                      + parameter.name()
                      + "` is not "
                      + kind
                      + ".",
                  "its default is " + kind)
              .hint(
                  "Give a value such as `-P "
                      + parameter.name()
                      + "="
                      + example(parameter)
                      + "`."));
    }
    return value;
  }

  private static String example(Parameter parameter) {
    Span span = parameter.value().orElseThrow().span();
    String text = span.file().text().substring(span.start(), span.end());
    return Numbers.read(text).isPresent() ? text : "1";
  }

  private void unknown(Map<String, String> overrides) {
    for (String name : overrides.keySet()) {
      if (!declared.containsKey(name)) {
        Diagnostic error =
            Diagnostic.error(Code.NIN0102, "The network has no parameter `" + name + "`.");
        mistakes.add(
            Spelling.nearest(name, declared.keySet())
                .map(near -> error.hint("Write `-P " + near + "=" + overrides.get(name) + "`."))
                .orElse(error.hint(listed())));
      }
    }
  }

  private String listed() {
    return declared.isEmpty()
        ? "Leave it out: the network has no parameters."
        : "Choose one of `" + String.join("`, `", declared.keySet()) + "`.";
  }
}
