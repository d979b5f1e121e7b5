package dev.ninc.compiler.diag;

/** How much a diagnostic matters. */
public enum Severity {
  /** Nothing is produced. */
  ERROR,
  /** The result is produced, and is probably not what the user wants. */
  WARNING
}
