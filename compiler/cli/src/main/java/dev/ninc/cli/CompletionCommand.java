package dev.ninc.cli;

import java.util.Locale;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ninc completion}. */
@Command(
    name = "completion",
    description = {
      "Print a script with which a shell completes ninc's commands, options and their words.",
      "bash: add `source <(ninc completion bash)` to ~/.bashrc. zsh: add `source <(ninc completion"
          + " zsh)` to ~/.zshrc, after `compinit`. Either needs `ninc` on the PATH, or an alias of"
          + " that name."
    },
    footer = {"", "Example:", "  ninc completion bash"})
final class CompletionCommand extends Subcommand {

  /** The shells that there is a script for: one, which knows both. */
  enum Shell {
    BASH,
    ZSH;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Parameters(
      paramLabel = "SHELL",
      description = "${COMPLETION-CANDIDATES}; the script is the same, and tells them apart.")
  private Shell shell;

  @Override
  public Integer call() {
    out().print(AutoComplete.bash("ninc", command().getParent()));
    return ExitCode.OK;
  }
}
