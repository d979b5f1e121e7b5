package dev.ninc.compiler.source;

/** A mistake of ours. A user who sees one has found something to report. */
public final class CompilerBug extends RuntimeException {

  private static final long serialVersionUID = 1;

  public CompilerBug(String what) {
    super(what);
  }

  public CompilerBug(String what, Throwable cause) {
    super(what, cause);
  }
}
