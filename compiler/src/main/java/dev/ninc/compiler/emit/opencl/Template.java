package dev.ninc.compiler.emit.opencl;

import dev.ninc.compiler.source.CompilerBug;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * OpenCL C whose words in capitals stand for what a plan decides: {@code CHANNELS}. It is legal
 * OpenCL C by itself, once each of its words is defined. A line that is {@code WORD;} alone takes
 * several lines, which are indented like it, or goes away. A word without a value and a value
 * without a word are both bugs. Factors and divisors of one are left out, and zeros that are added.
 * There is nothing else: what depends on a condition is decided before.
 *
 * @param name of the resource: {@code cpu/convolution.cl}
 */
record Template(String name, String text) {

  /** Words of OpenCL C itself. */
  private static final Set<String> LANGUAGE =
      Set.of(
          "CLK_LOCAL_MEM_FENCE", "CLK_GLOBAL_MEM_FENCE", "INFINITY", "NAN", "FLT_MAX", "INT_MIN");

  private static final Pattern WORD = Pattern.compile("\\b[A-Z][A-Z0-9_]+\\b");
  private static final Pattern BY_ONE = Pattern.compile("(?<=[\\w)\\]]) [*/] 1(?![\\w.])");
  private static final Pattern REST_OF_ONE = Pattern.compile("\\b\\w+ % 1(?![\\w.])");
  private static final Pattern ZERO_MORE = Pattern.compile(" [+-] 0(?=[;,)\\]]| [+-] )");
  private static final Pattern ONE_IN_BRACKETS = Pattern.compile("(\\(size_t\\) )\\((\\w+)\\)");
  private static final Pattern WHOLE_LINE = Pattern.compile("( *)([A-Z][A-Z0-9_]+);");

  /** A resource beside this class. */
  static Template of(String name) {
    try (InputStream in = Template.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new CompilerBug("no resource " + name);
      }
      return new Template(name, new String(in.readAllBytes(), StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The words that need a value, sorted. */
  Set<String> words() {
    return WORD.matcher(text)
        .results()
        .map(found -> found.group())
        .filter(word -> !LANGUAGE.contains(word))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The text with its words replaced; ends in a line feed. */
  String fill(Words words) {
    if (!words().equals(words.values().keySet())) {
      Set<String> missing = new TreeSet<>(words());
      missing.removeAll(words.values().keySet());
      Set<String> unused = new TreeSet<>(words.values().keySet());
      unused.removeAll(words());
      throw new CompilerBug(name + ": no value for " + missing + ", no word for " + unused);
    }
    return text.lines()
        .map(line -> line(line, words.values()))
        .filter(line -> line != null)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  /** The same, without arithmetic that says nothing. */
  private static String simple(String line) {
    String divided = BY_ONE.matcher(line).replaceAll("");
    String whole = REST_OF_ONE.matcher(divided).replaceAll("0");
    String added = ZERO_MORE.matcher(whole).replaceAll("");
    return ONE_IN_BRACKETS.matcher(added).replaceAll("$1$2");
  }

  /** The line filled; null where it goes away. */
  private static String line(String line, Map<String, String> values) {
    Matcher whole = WHOLE_LINE.matcher(line);
    if (whole.matches() && values.containsKey(whole.group(2))) {
      String value = values.get(whole.group(2)).stripTrailing();
      return value.isEmpty() ? null : value.indent(whole.group(1).length()).stripTrailing();
    }
    String filled =
        WORD.matcher(line)
            .replaceAll(
                word -> Matcher.quoteReplacement(values.getOrDefault(word.group(), word.group())));
    return simple(filled);
  }
}
