package dev.ninc.compiler.diag;

import java.util.ArrayList;
import java.util.List;

/** The mistakes found so far, in the order in which they were found. */
public final class Diagnostics {

  private final List<Diagnostic> all = new ArrayList<>();

  /** Adds a mistake; one that is already there, place and all, is not repeated. */
  public void add(Diagnostic diagnostic) {
    if (!all.contains(diagnostic)) {
      all.add(diagnostic);
    }
  }

  public boolean hasErrors() {
    return all.stream().anyMatch(d -> d.severity() == Severity.ERROR);
  }

  public List<Diagnostic> list() {
    return List.copyOf(all);
  }
}
