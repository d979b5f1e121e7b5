package dev.ninc.compiler.steady;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What HotSpot's {@code -XX:+LogCompilation} says of some classes. Levels are those of its tiers: 2
 * and 3 (C1) count what 4 (C2) then makes use of; 1 is for methods that C2 would not make better.
 */
final class CompilationLog {

  private static final Pattern TAG = Pattern.compile("<(/?[a-z_]+)");
  private static final Pattern ATTRIBUTE = Pattern.compile(" ([a-z_0-9]+)='([^']*)'");

  /** What was made of a method; the code of a running loop does not help the next call. */
  private record Code(String method, int level, boolean loop) {}

  private final String prefix;

  /** By the number of the compilation, as is why it is not used any more. */
  private final Map<String, Code> codes = new TreeMap<>();

  private final Map<String, String> dead = new HashMap<>();

  /** The methods that C2 took into others, by the number of the compilation. */
  private final Map<String, Set<String>> inlined = new HashMap<>();

  private final Map<String, List<String>> failures = new HashMap<>();

  /** What C2 is at work on in the lines that are being read; empty number: it is not at work. */
  private String number = "";

  private String method = "";
  private final Map<String, String> names = new HashMap<>();

  private CompilationLog(String prefix) {
    this.prefix = prefix;
  }

  /**
   * @param prefix of the names of the classes that are looked at
   */
  static CompilationLog of(Iterable<String> lines, String prefix) {
    CompilationLog log = new CompilationLog(prefix);
    lines.forEach(log::read);
    return log;
  }

  /** The methods that were called some hundred times at least, which is when C1 compiles them. */
  Set<String> hot() {
    Set<String> hot = new TreeSet<>();
    codes.values().stream().filter(c -> !c.loop()).forEach(c -> hot.add(c.method()));
    return hot;
  }

  /** Those of them that are not C2's in the end, each with what happened to it. */
  List<String> left() {
    Set<String> ready = new HashSet<>();
    codes.forEach(
        (id, code) -> {
          boolean best = code.level() == 4 || code.level() == 1;
          if (best && !code.loop() && !dead.containsKey(id)) {
            ready.add(code.method());
            ready.addAll(inlined.getOrDefault(id, Set.of()));
          }
        });
    return hot().stream().filter(m -> !ready.contains(m)).map(this::history).toList();
  }

  private String history(String name) {
    List<String> events = new ArrayList<>();
    codes.forEach(
        (id, code) -> {
          if (code.method().equals(name)) {
            String kind = code.loop() ? "a loop at level " : "level ";
            events.add(kind + code.level() + dead.getOrDefault(id, ""));
          }
        });
    events.addAll(failures.getOrDefault(name, List.of()));
    return name + ": " + String.join(", ", events);
  }

  private void read(String line) {
    Matcher tag = TAG.matcher(line);
    if (!tag.lookingAt()) {
      return;
    }
    switch (tag.group(1)) {
      case "nmethod" -> compiled(attributes(line));
      case "make_not_entrant" -> notEntrant(attributes(line));
      case "task" -> begin(attributes(line));
      case "/task" -> number = "";
      case "klass", "method", "parse", "failure" -> {
        if (!number.isEmpty()) {
          part(tag.group(1), attributes(line));
        }
      }
      default -> {
        // All else is how the compilers work.
      }
    }
  }

  private static Map<String, String> attributes(String line) {
    Map<String, String> attributes = new HashMap<>();
    Matcher matcher = ATTRIBUTE.matcher(line);
    while (matcher.find()) {
      attributes.put(matcher.group(1), matcher.group(2));
    }
    return attributes;
  }

  private void compiled(Map<String, String> a) {
    String name = name(a);
    if (name.startsWith(prefix)) {
      boolean loop = "osr".equals(a.get("compile_kind"));
      codes.put(a.get("compile_id"), new Code(name, Integer.parseInt(a.get("level")), loop));
    }
  }

  private void notEntrant(Map<String, String> a) {
    String reason = a.containsKey("reason") ? " (" + a.get("reason") + ")" : "";
    dead.put(a.get("compile_id"), " made not entrant" + reason);
  }

  /** Where no level is written, it is the highest. */
  private void begin(Map<String, String> a) {
    number = a.getOrDefault("level", "4").equals("4") ? a.get("compile_id") : "";
    method = name(a);
    names.clear();
  }

  /** Classes and methods are numbered together; what is parsed becomes a part of the code. */
  private void part(String tag, Map<String, String> a) {
    switch (tag) {
      case "klass" -> names.put(a.get("id"), a.get("name"));
      case "method" -> names.put(a.get("id"), names.get(a.get("holder")) + "::" + a.get("name"));
      case "parse" ->
          inlined.computeIfAbsent(number, id -> new HashSet<>()).add(names.get(a.get("method")));
      default ->
          failures
              .computeIfAbsent(method, name -> new ArrayList<>())
              .add("C2 gave up: " + a.get("reason"));
    }
  }

  /** {@code model.Net::conv1} of {@code model.Net conv1 ([FI)V}. */
  private static String name(Map<String, String> a) {
    String[] words = a.getOrDefault("method", "").split(" ");
    return words.length < 2 ? "" : words[0] + "::" + words[1];
  }
}
