package dev.ninc.compiler.lower;

import dev.ninc.compiler.ast.Argument;
import dev.ninc.compiler.ast.Definition;
import dev.ninc.compiler.ast.Layer;
import dev.ninc.compiler.ast.Name;
import dev.ninc.compiler.ast.Parameter;
import dev.ninc.compiler.diag.Code;
import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.diag.Spelling;
import dev.ninc.compiler.source.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The arguments of a call: those by position first, then those by name. */
record Arguments(Context context, Definition block, Layer.Call call) {

  /**
   * What each parameter is given; those that are not given are left out. What does not suit the
   * block's parameters is reported.
   */
  Map<String, Values.Given> evaluate() {
    List<String> parameters = block.parameters().stream().map(p -> p.name().text()).toList();
    Map<String, Values.Given> values = new LinkedHashMap<>();
    Map<String, Span> places = new LinkedHashMap<>();
    boolean wrong = false;
    for (int i = 0; i < call.arguments().size(); i++) {
      Argument argument = call.arguments().get(i);
      Values.Given value = context.values().given(argument.value());
      Optional<String> name = parameter(argument, i, parameters, places);
      name.ifPresent(n -> values.put(n, value));
      name.ifPresent(n -> places.put(n, argument.span()));
      wrong |= name.isEmpty();
    }
    for (Parameter parameter : block.parameters()) {
      String name = parameter.name().text();
      if (parameter.value().isEmpty() && !values.containsKey(name)) {
        if (!wrong) {
          missing(name);
        }
        wrong = true;
      }
    }
    return values;
  }

  /** The parameter that an argument is for; empty where there is none, which is reported. */
  private Optional<String> parameter(
      Argument argument, int position, List<String> parameters, Map<String, Span> places) {
    if (argument.name().isEmpty()) {
      return byPosition(argument, position, parameters);
    }
    Name name = argument.name().get();
    if (!parameters.contains(name.text())) {
      unknown(name, parameters);
      return Optional.empty();
    }
    Span first = places.get(name.text());
    if (first != null) {
      report(
          argument.span(),
          "The parameter `" + name + "` is given twice.",
          "again",
          "Remove one of the two arguments.",
          Optional.of(first));
      return Optional.empty();
    }
    return Optional.of(name.text());
  }

  private Optional<String> byPosition(Argument argument, int position, List<String> parameters) {
    boolean late =
        call.arguments().subList(0, position).stream().anyMatch(a -> a.name().isPresent());
    if (late) {
      report(
          argument.span(),
          "An argument by position stands behind one by name.",
          "too late",
          "Put it first, or give its name too.",
          Optional.empty());
      return Optional.empty();
    } else if (position >= parameters.size()) {
      if (position == parameters.size()) {
        report(
            argument.span(),
            "The call gives "
                + count(call.arguments().size())
                + ", more than `"
                + block.name()
                + "` has parameters.",
            "one too many",
            parameters.isEmpty() ? "Leave the parentheses empty." : "Remove it.",
            Optional.empty());
      }
      return Optional.empty();
    }
    return Optional.of(parameters.get(position));
  }

  private static String count(int arguments) {
    return arguments == 1 ? "an argument" : arguments + " arguments";
  }

  private void unknown(Name name, List<String> parameters) {
    report(
        name.span(),
        "`" + block.name() + "` has no parameter `" + name + "`.",
        "not known there",
        Spelling.nearest(name.text(), parameters)
            .map(near -> "Write `" + near + "`.")
            .orElse(
                parameters.isEmpty()
                    ? "Remove it."
                    : "Choose one of `" + String.join("`, `", parameters) + "`."),
        Optional.empty());
  }

  private void missing(String name) {
    report(
        call.block().span(),
        "The call of `" + block.name() + "` gives no `" + name + "`.",
        "an argument is missing",
        "Add it: `" + name + " = …`.",
        Optional.empty());
  }

  private void report(Span at, String message, String label, String hint, Optional<Span> first) {
    Diagnostic error = Diagnostic.error(Code.NIN0121, at, message, label);
    if (first.isPresent()) {
      error = error.and(first.get(), "first given here");
    }
    context.mistakes().add(error.and(block.name().span(), signature()).hint(hint));
  }

  private String signature() {
    List<String> names = block.parameters().stream().map(p -> p.name().text()).toList();
    return names.isEmpty() ? "takes no arguments" : "takes `" + String.join("`, `", names) + "`";
  }
}
