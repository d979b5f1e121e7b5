package dev.ninc.cli;

import dev.ninc.compiler.diag.Diagnostic;
import java.util.List;

/** The compiler found mistakes in the user's sources: the command can't go on. */
final class Rejected extends Exception {

  private static final long serialVersionUID = 1;

  private final transient List<Diagnostic> diagnostics;

  Rejected(List<Diagnostic> diagnostics) {
    super(diagnostics.size() + " diagnostics");
    this.diagnostics = diagnostics;
  }

  List<Diagnostic> diagnostics() {
    return diagnostics;
  }
}
