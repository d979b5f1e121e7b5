package dev.ninc.compiler.diag;

import dev.ninc.compiler.source.Span;
import java.util.List;
import java.util.Optional;

/**
 * One mistake of the user: plain data, rendered elsewhere.
 *
 * @param code the kind of mistake
 * @param message one sentence: capital first, full stop last, backticks around code
 * @param primary where it is; empty for a file as a whole (weights, images)
 * @param secondary further places that explain it
 * @param hint what to do, as an action; empty where there is no good advice
 */
public record Diagnostic(
    Severity severity,
    Code code,
    String message,
    Optional<Label> primary,
    List<Label> secondary,
    Optional<String> hint) {

  public Diagnostic {
    secondary = List.copyOf(secondary);
  }

  /** An error at a place, to be refined by {@link #and} and {@link #hint}. */
  public static Diagnostic error(Code code, Span at, String message, String label) {
    return new Diagnostic(
        Severity.ERROR,
        code,
        message,
        Optional.of(new Label(at, label)),
        List.of(),
        Optional.empty());
  }

  /** An error that concerns a file as a whole. */
  public static Diagnostic error(Code code, String message) {
    return new Diagnostic(
        Severity.ERROR, code, message, Optional.empty(), List.of(), Optional.empty());
  }

  /** A warning at a place. */
  public static Diagnostic warning(Code code, Span at, String message, String label) {
    return new Diagnostic(
        Severity.WARNING,
        code,
        message,
        Optional.of(new Label(at, label)),
        List.of(),
        Optional.empty());
  }

  /** This diagnostic with a further place. */
  public Diagnostic and(Span at, String text) {
    List<Label> all = new java.util.ArrayList<>(secondary);
    all.add(new Label(at, text));
    return new Diagnostic(severity, code, message, primary, all, hint);
  }

  /** This diagnostic with advice. */
  public Diagnostic hint(String action) {
    return new Diagnostic(severity, code, message, primary, secondary, Optional.of(action));
  }
}
