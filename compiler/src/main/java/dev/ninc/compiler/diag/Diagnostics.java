package dev.ninc.compiler.diag;

import dev.ninc.compiler.source.SourceFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The mistakes found so far. After {@link #LIMIT} of them, further ones are only counted. */
public final class Diagnostics {

  /** A user corrects no more than this at a time. */
  public static final int LIMIT = 20;

  private final List<Diagnostic> all = new ArrayList<>();
  private int omitted;
  private boolean errors;

  /**
   * Adds a mistake; one that is already there, place and all, is not repeated. Where there is no
   * room left, an error takes that of a warning.
   */
  public void add(Diagnostic diagnostic) {
    errors |= diagnostic.severity() == Severity.ERROR;
    if (all.contains(diagnostic)) {
      return;
    }
    if (all.size() == LIMIT) {
      omitted++;
      if (diagnostic.severity() != Severity.ERROR || !dropWarning()) {
        return;
      }
    }
    all.add(diagnostic);
  }

  /** Removes the last warning; false where there is none. */
  private boolean dropWarning() {
    for (int i = all.size() - 1; i >= 0; i--) {
      if (all.get(i).severity() == Severity.WARNING) {
        all.remove(i);
        return true;
      }
    }
    return false;
  }

  public boolean isEmpty() {
    return all.isEmpty();
  }

  public boolean hasErrors() {
    return errors;
  }

  /**
   * In the order of their places, file by file as their first ones were found; those without a
   * place come first.
   */
  public List<Diagnostic> list() {
    List<SourceFile> files =
        all.stream()
            .flatMap(d -> d.primary().stream())
            .map(p -> p.span().file())
            .distinct()
            .toList();
    return all.stream()
        .sorted(
            Comparator.comparingInt(
                    (Diagnostic d) ->
                        d.primary().map(p -> files.indexOf(p.span().file())).orElse(-1))
                .thenComparingInt(d -> d.primary().map(p -> p.span().start()).orElse(-1)))
        .toList();
  }

  /** How many were found beyond the limit. */
  public int omitted() {
    return omitted;
  }
}
