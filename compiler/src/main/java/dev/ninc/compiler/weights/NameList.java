package dev.ninc.compiler.weights;

import dev.ninc.compiler.diag.Code;
import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.compiler.diag.Spelling;
import dev.ninc.compiler.source.SourceFile;
import dev.ninc.runtime.WeightsException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A list of names in two columns: what a tensor is called in its file, and what the network calls
 * it. Blanks separate the columns, {@code #} begins a comment, and a name with blanks stands in
 * double quotes. {@code -} in the second column leaves the tensor out. Tensors that are not in the
 * list keep their names.
 *
 * <pre>{@code
 * features.0.weight            conv1.weight
 * features.0.bias              conv1.bias
 * features.1.total_ops         -              # what a profiler left
 * }</pre>
 */
public final class NameList {

  /** Among more tensors, the one that was meant is not looked for: the cost is a product. */
  private static final int MOST_CANDIDATES = 2_000;

  private final SourceFile file;
  private final Set<String> tensors;
  private final Diagnostics diagnostics;
  private final Map<String, NameLine> lines = new LinkedHashMap<>();

  private NameList(SourceFile file, Collection<String> tensors, Diagnostics diagnostics) {
    this.file = file;
    this.tensors = new LinkedHashSet<>(tensors);
    this.diagnostics = diagnostics;
  }

  /**
   * The tensors that are left by their old names, with the new ones, in the order given.
   *
   * @param tensors the names in the file of weights
   * @param diagnostics takes all mistakes; if there is one, the result is of no use
   */
  public static Map<String, String> read(
      SourceFile file, Collection<String> tensors, Diagnostics diagnostics) {
    NameList list = new NameList(file, tensors, diagnostics);
    list.lines();
    return list.names();
  }

  private void lines() {
    int start = 0;
    for (String text : file.text().split("\n", -1)) {
      NameLine.of(file, text, start, diagnostics).ifPresent(this::line);
      start += text.length() + 1;
    }
  }

  private void line(NameLine line) {
    NameLine before = lines.putIfAbsent(line.oldName(), line);
    if (before != null) {
      diagnostics.add(
          Diagnostic.error(
                  Code.NIN0104,
                  line.oldSpan(),
                  WeightsException.quote(line.oldName()) + " is given twice.",
                  "the second time here")
              .and(before.oldSpan(), "the first time here")
              .hint("Delete one of the two."));
    } else if (!tensors.contains(line.oldName())) {
      diagnostics.add(unknown(line));
    }
  }

  private Diagnostic unknown(NameLine line) {
    boolean searched =
        tensors.size() <= MOST_CANDIDATES && diagnostics.list().size() < Diagnostics.LIMIT;
    Optional<String> near = searched ? Spelling.nearest(line.oldName(), tensors) : Optional.empty();
    return Diagnostic.error(
            Code.NIN0402,
            line.oldSpan(),
            "The weights have no tensor " + WeightsException.quote(line.oldName()) + ".",
            "no such tensor")
        .hint(
            near.map(n -> "Write " + WeightsException.quote(n) + ", if you meant that.")
                .orElse("Look at the names with `ninc weights`; the old one stands first."));
  }

  private Map<String, String> names() {
    Map<String, String> names = new LinkedHashMap<>();
    Map<String, String> takenBy = new HashMap<>();
    for (String old : tensors) {
      Optional<NameLine> line = Optional.ofNullable(lines.get(old));
      Optional<String> name = line.isEmpty() ? Optional.of(old) : line.get().newName();
      name.ifPresent(
          n -> {
            names.put(old, n);
            String other = takenBy.putIfAbsent(n, old);
            if (other != null) {
              clash(n, other, old);
            }
          });
    }
    return names;
  }

  /** Two tensors with one name: at least one of them got it from the list. */
  private void clash(String name, String first, String second) {
    NameLine one = lines.get(first);
    NameLine two = lines.get(second);
    boolean isLater = one == null || two != null && two.start() > one.start();
    NameLine at = isLater ? two : one;
    NameLine other = isLater ? one : two;
    Diagnostic clash =
        Diagnostic.error(
                Code.NIN0403,
                at.newSpan(),
                "Two tensors would be called " + WeightsException.quote(name) + ".",
                other == null ? "the weights have one that is called so" : "the second one")
            .hint("Give one of them another name, or `-` to leave it out.");
    diagnostics.add(other == null ? clash : clash.and(other.newSpan(), "the first one"));
  }
}
