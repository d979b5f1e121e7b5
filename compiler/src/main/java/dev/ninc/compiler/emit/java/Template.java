package dev.ninc.compiler.emit.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import dev.ninc.compiler.source.CompilerBug;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Java text with holes: {@code ${name}}. A hole that stands alone in a line takes several lines,
 * which are indented like it; one that is filled with nothing takes its line away. A hole without a
 * value and a value without a hole are both bugs. There is nothing else: what depends on a
 * condition is decided before.
 *
 * <p>The classes that bodies name, those of the Vector API above all, are written by their simple
 * names, as they stand in the output, and are imported.
 */
final class Template {

  private static final Map<String, ClassName> TYPES =
      Stream.of(ClassName.get(Arrays.class), Types.FLOAT_VECTOR, Types.VECTOR_OPERATORS)
          .collect(Collectors.toMap(ClassName::simpleName, type -> type));

  private static final Pattern HOLE = Pattern.compile("\\$\\{(\\w+)}");
  private static final Pattern WHOLE_LINE = Pattern.compile("( *)\\$\\{(\\w+)}");
  private static final Pattern TYPE =
      Pattern.compile(
          "\\b(" + String.join("|", TYPES.keySet().stream().sorted().toList()) + ")\\b");

  private Template() {}

  /** The text with its holes filled: names and values in turn. */
  static String fill(String text, Object... namesAndValues) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put((String) namesAndValues[i], namesAndValues[i + 1].toString());
    }
    Set<String> used = new HashSet<>();
    String filled =
        text.lines()
            .map(line -> line(line, values, used))
            .filter(line -> line != null)
            .collect(Collectors.joining("\n"));
    if (!used.equals(values.keySet())) {
      throw new CompilerBug("holes " + used + ", values " + values.keySet() + " in\n" + text);
    }
    return filled;
  }

  /** The filled text as code, types imported. */
  static CodeBlock code(String text, Object... namesAndValues) {
    String filled = fill(text, namesAndValues).replace("$", "$$");
    Map<String, Object> types = new HashMap<>();
    Matcher matcher = TYPE.matcher(filled);
    StringBuilder named = new StringBuilder();
    while (matcher.find()) {
      String hole = "type" + matcher.group(1);
      types.put(hole, TYPES.get(matcher.group(1)));
      matcher.appendReplacement(named, Matcher.quoteReplacement("$" + hole + ":T"));
    }
    matcher.appendTail(named);
    return CodeBlock.builder().addNamed(named + "\n", types).build();
  }

  /** The line filled; null where it goes away. */
  private static String line(String line, Map<String, String> values, Set<String> used) {
    Matcher whole = WHOLE_LINE.matcher(line);
    if (whole.matches()) {
      String value = value(whole.group(2), values, used).stripTrailing();
      return value.isEmpty() ? null : value.indent(whole.group(1).length()).stripTrailing();
    }
    return HOLE.matcher(line)
        .replaceAll(hole -> Matcher.quoteReplacement(value(hole.group(1), values, used)));
  }

  private static String value(String name, Map<String, String> values, Set<String> used) {
    used.add(name);
    String value = values.get(name);
    if (value == null) {
      throw new CompilerBug("no value for ${" + name + "}");
    }
    return value;
  }
}
