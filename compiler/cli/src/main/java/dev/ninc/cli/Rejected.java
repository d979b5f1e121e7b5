package dev.ninc.cli;

import dev.ninc.compiler.diag.Diagnostics;

/** The compiler found mistakes in the user's sources: the command can't go on. */
final class Rejected extends Exception {

  private static final long serialVersionUID = 1;

  private final transient Diagnostics diagnostics;

  Rejected(Diagnostics diagnostics) {
    super("the files have mistakes");
    this.diagnostics = diagnostics;
  }

  Diagnostics diagnostics() {
    return diagnostics;
  }
}
