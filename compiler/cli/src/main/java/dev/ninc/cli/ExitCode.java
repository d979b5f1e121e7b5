package dev.ninc.cli;

/** What the process says to the shell. Exit codes live in this module only. */
final class ExitCode {

  /** All went well. */
  static final int OK = 0;

  /** The user's files are wrong, or (with a text that says so) ninc is. */
  static final int MISTAKE = 1;

  /** The command line is wrong. */
  static final int USAGE = 2;

  /**
   * {@code ninc verify} found that a generated class does not compute what the oracle says, or
   * {@code ninc weights} that two files differ.
   */
  static final int DIVERGES = 3;

  private ExitCode() {}
}
