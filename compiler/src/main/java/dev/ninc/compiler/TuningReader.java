package dev.ninc.compiler;

import dev.ninc.compiler.diag.Code;
import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.compiler.diag.Spelling;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.plan.Tunable;
import dev.ninc.compiler.source.SourceFile;
import dev.ninc.compiler.source.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads a {@link Tuning} for the network that it was made for. */
final class TuningReader {

  private static final String AGAIN = "Run `ninc tune` again.";

  private final SourceFile file;
  private final Graph graph;
  private final Options options;
  private final Diagnostics diagnostics;
  private final Map<String, Span> headers = new LinkedHashMap<>();
  private final Map<String, Span> places = new LinkedHashMap<>();
  private final Map<String, String> algorithms = new LinkedHashMap<>();

  private TuningReader(SourceFile file, Graph optimized, Options options, Diagnostics diagnostics) {
    this.file = file;
    this.graph = optimized;
    this.options = options;
    this.diagnostics = diagnostics;
  }

  /**
   * The options with the algorithms by layer, for the file's target; all mistakes are reported.
   *
   * @param optimized the graph that will be planned
   */
  static Optional<Options> read(
      SourceFile file, Graph optimized, Options options, Diagnostics diagnostics) {
    TuningReader reader = new TuningReader(file, optimized, options, diagnostics);
    reader.lines();
    Optional<TuningTarget> target = reader.target();
    target.ifPresent(reader::layers);
    return target.map(t -> options.tuning(t, reader.algorithms));
  }

  private void lines() {
    int start = 0;
    for (String line : file.text().split("\n", -1)) {
      line(line.stripTrailing(), start);
      start += line.length() + 1;
    }
  }

  /** What the file is for; Java where it says nothing. Empty where it can't be taken here. */
  private Optional<TuningTarget> target() {
    Span at = headers.get("target");
    if (at == null) {
      return isAsked(TuningTarget.JAVA, new Span(file, 0, 0));
    }
    String word = text(at);
    Optional<TuningTarget> target = TuningTarget.of(word);
    if (target.isEmpty()) {
      diagnostics.add(
          Diagnostic.error(
                  Code.NIN0601, at, "There is no target `" + word + "`.", "made for something else")
              .hint("Write one of `java`, `opencl-gpu`, `opencl-cpu`."));
    }
    return target.flatMap(t -> isAsked(t, at));
  }

  /** A file that does nothing would be taken for one that is obeyed. */
  private Optional<TuningTarget> isAsked(TuningTarget target, Span at) {
    String problem = "";
    if (!options.targets().contains(target.language())) {
      problem = "The tuning file was made for " + target.words() + ", which is no target here.";
    } else if (options.tunings().containsKey(target)) {
      problem = "There is another tuning file for " + target.words() + ".";
    }
    if (!problem.isEmpty()) {
      diagnostics.add(
          Diagnostic.error(Code.NIN0602, at, problem, "for `" + target + "`")
              .hint("Name one tuning file for each target that is compiled, and no other."));
    }
    return problem.isEmpty() ? Optional.of(target) : Optional.empty();
  }

  private void layers(TuningTarget target) {
    boolean fits =
        isHeader("network", graph.name()) & isHeader("layers", Tuning.digest(graph, target));
    if (!fits) {
      return;
    }
    Map<String, Tunable> layers = new LinkedHashMap<>();
    target.layers(graph).forEach(layer -> layers.putIfAbsent(layer.name(), layer));
    places.forEach(
        (name, at) -> {
          if (layers.containsKey(name)) {
            algorithm(target, layers.get(name), at);
          } else {
            noLayer(name, layers.keySet(), at);
          }
        });
  }

  private void line(String line, int start) {
    Optional<TuningLine> found = TuningLine.of(line);
    if (found.isPresent()) {
      words(found.get(), start);
    } else if (!TuningLine.isBlank(line)) {
      int end = line.length();
      int begin = end - line.stripLeading().length();
      diagnostics.add(
          Diagnostic.error(
                  Code.NIN0601,
                  new Span(file, start + begin, start + end),
                  "This line of the tuning file cannot be read.",
                  "neither a layer nor a comment")
              .hint("Write `conv1 = winograd F(4x4)`, or a `#` before a comment."));
    }
  }

  private void words(TuningLine line, int start) {
    Span second = span(line.second(), start);
    if (line.isHeading()) {
      once(headers, line.firstWord(), second);
      return;
    }
    String name = unquoted(line.firstWord());
    if (once(places, name, span(line.first(), start).to(second))) {
      algorithms.put(name, line.secondWord());
    }
  }

  private boolean once(Map<String, Span> seen, String name, Span at) {
    Span before = seen.putIfAbsent(name, at);
    if (before != null) {
      diagnostics.add(
          Diagnostic.error(
                  Code.NIN0104, at, "`" + name + "` is given twice.", "the second time here")
              .and(before, "the first time here")
              .hint("Delete one of the two."));
    }
    return before == null;
  }

  /** Whether a line of the heading is there and says what this network is. */
  private boolean isHeader(String word, String expected) {
    Span at = headers.get(word);
    if (at == null) {
      diagnostics.add(
          Diagnostic.error(
                  Code.NIN0601,
                  new Span(file, 0, 0),
                  "The tuning file has no line `" + word + " …`.",
                  "missing here")
              .hint(AGAIN));
      return false;
    }
    String found = text(at);
    if (!found.equals(expected)) {
      diagnostics.add(word.equals("network") ? otherNetwork(at, found) : otherLayers(at));
    }
    return found.equals(expected);
  }

  private Diagnostic otherNetwork(Span at, String found) {
    return Diagnostic.error(
            Code.NIN0602,
            at,
            "The tuning file was made for another network.",
            "for `" + found + "`, and this is `" + graph.name() + "`")
        .hint("Name the tuning file of `" + graph.name() + "`, or make one with `ninc tune`.");
  }

  private Diagnostic otherLayers(Span at) {
    return Diagnostic.error(
            Code.NIN0602,
            at,
            "The tuning file was made for other layers of `" + graph.name() + "`.",
            "the network or its parameters have changed")
        .hint(AGAIN);
  }

  private void noLayer(String name, Set<String> layers, Span at) {
    String near =
        Spelling.nearest(name, layers)
            .map(n -> "Write `" + n + "`, if you meant that.")
            .orElse("Delete the line.");
    diagnostics.add(
        Diagnostic.error(
                Code.NIN0603,
                at,
                "`" + name + "` is no layer that can multiply in more ways than one.",
                "no such convolution")
            .hint(near));
  }

  private void algorithm(TuningTarget target, Tunable layer, Span at) {
    String text = algorithms.get(layer.name());
    Optional<String> algorithm = target.algorithm(text);
    if (algorithm.filter(layer.possible()::contains).isPresent()) {
      return;
    }
    diagnostics.add(
        Diagnostic.error(
                Code.NIN0604,
                at,
                algorithm.isPresent()
                    ? "`" + layer.name() + "` cannot be computed by `" + text + "`."
                    : "There is no algorithm `" + text + "`.",
                layer.shape())
            .hint("Write one of " + all(layer.possible()) + "."));
  }

  private static String all(List<String> algorithms) {
    return algorithms.stream().map(a -> "`" + a + "`").collect(Collectors.joining(", "));
  }

  private String text(Span at) {
    return unquoted(file.text().substring(at.start(), at.end()));
  }

  private Span span(TuningLine.Word word, int start) {
    return new Span(file, start + word.start(), start + word.end());
  }

  private static String unquoted(String name) {
    return name.startsWith("\"")
        ? name.substring(1, name.length() - 1).replaceAll("\\\\(.)", "$1")
        : name;
  }
}
