package dev.ninc.cli;

/**
 * A mistake of the user outside of the sources: a missing file, a picture of another size. The
 * command ends with {@link ExitCode#MISTAKE}.
 */
final class Mistake extends Exception {

  private static final long serialVersionUID = 1;

  private final String hint;

  /**
   * @param message one sentence that names the file: capital first, full stop last
   * @param hint what to do, as an action; empty where there is no good advice
   */
  Mistake(String message, String hint) {
    super(message);
    this.hint = hint;
  }

  String hint() {
    return hint;
  }
}
