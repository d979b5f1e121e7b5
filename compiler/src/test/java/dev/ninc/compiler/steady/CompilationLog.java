package dev.ninc.compiler.steady;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code -XX:+PrintCompilation} and {@code -XX:CompileCommand=PrintInlining} say of some
 * classes. Levels are those of HotSpot's tiers: 0 to 3 lead to 4, which is C2; 1 is for methods
 * that C2 would not make better.
 */
final class CompilationLog {

  /** {@code 1042 519 % ! 4 model.Net::conv1 @ 12 (345 bytes) made not entrant}. */
  private static final Pattern COMPILED =
      Pattern.compile(
          "^ *\\d+ +\\d+ +(%)?[ sb!n]*([1-4]) +(\\S+::\\S+)(?: @ -?\\d+)? \\(\\d+ bytes\\)(.*)$");

  /** {@code @ 12 model.Net::tile (34 bytes) inline (hot)}, as a part of another method. */
  private static final Pattern INLINED =
      Pattern.compile("^[ |]*@ \\d+ +(\\S+::\\S+) \\(\\d+ bytes\\) +(.*)$");

  /** What became of a method. */
  private static final class State {
    private boolean hot;
    private boolean compiled;
    private final Set<String> events = new LinkedHashSet<>();
  }

  private final String prefix;
  private final TreeMap<String, State> methods = new TreeMap<>();

  private CompilationLog(String prefix) {
    this.prefix = prefix;
  }

  /**
   * @param prefix of the names of the classes that are looked at
   */
  static CompilationLog of(List<String> lines, String prefix) {
    CompilationLog log = new CompilationLog(prefix);
    lines.forEach(log::read);
    return log;
  }

  /** The methods that were called some hundred times at least, which is when C1 compiles them. */
  Set<String> hot() {
    Set<String> hot = new LinkedHashSet<>();
    methods.forEach(
        (name, state) -> {
          if (state.hot) {
            hot.add(name);
          }
        });
    return hot;
  }

  /** Those of them that are not C2's in the end, each with what happened to it. */
  Set<String> left() {
    Set<String> left = new LinkedHashSet<>();
    methods.forEach(
        (name, state) -> {
          if (state.hot && !state.compiled) {
            left.add(name + ": " + String.join("; ", state.events));
          }
        });
    return left;
  }

  private void read(String line) {
    Matcher compiled = COMPILED.matcher(line);
    if (compiled.matches() && compiled.group(3).startsWith(prefix)) {
      boolean loop = compiled.group(1) != null;
      read(compiled.group(3), loop, Integer.parseInt(compiled.group(2)), compiled.group(4).strip());
      return;
    }
    Matcher inlined = INLINED.matcher(line);
    if (inlined.matches() && inlined.group(1).startsWith(prefix)) {
      inlined(inlined.group(1), inlined.group(2));
    }
  }

  /**
   * @param loop whether a running loop was replaced: that does not help the next call
   * @param end empty, or why this code is not used any more
   */
  private void read(String method, boolean loop, int level, String end) {
    State state = methods.computeIfAbsent(method, name -> new State());
    state.events.add(
        (loop ? "loop at level " : "level ") + level + (end.isEmpty() ? "" : " " + end));
    if (loop) {
      return;
    }
    state.hot = true;
    if (level == 4 || level == 1) {
      state.compiled = end.isEmpty();
    }
  }

  /** Where C2 has taken it into its caller, it is compiled with that one. */
  private void inlined(String method, String how) {
    if (how.startsWith("inline (hot)")) {
      State state = methods.computeIfAbsent(method, name -> new State());
      state.events.add("inlined by C2");
      state.compiled = true;
    }
  }
}
