package dev.ninc.compiler.diag;

/** The kinds of mistakes. 00xx text, 01xx names and values, 02xx limits, 03xx shapes. */
public enum Code {
  /** The text does not follow the grammar. */
  NIN0001
}
